/**
 * Does this host name mean the machine itself, by name or by number, an IPv6 address with or without the brackets of a URL?
 * `URL` has already turned every way of writing an IPv4 address (octal, hexadecimal, one number) into the usual one.
 */
export const isThisMachine = (hostname: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/.test(hostname);
