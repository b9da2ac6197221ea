import type { IncomingMessage } from 'node:http';

export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  readonly secure: boolean;
  /** `Lax` alone comes along when another site, such as a sign-in provider, leads here. */
  readonly sameSite: 'Strict' | 'Lax';
  readonly seconds: number;
}

export const setCookie = ({ name, value, path, secure, sameSite, seconds }: Cookie): string =>
  [
    `${name}=${value}`,
    ...[`Path=${path}`, 'HttpOnly', `SameSite=${sameSite}`, `Max-Age=${String(seconds)}`],
    ...(secure ? ['Secure'] : []),
  ].join('; ');

/** @returns undefined when the request has no such cookie */
export function cookieOf(request: IncomingMessage, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key = '', value] = pair.trim().split('=', 2);
    if (key === name) return value;
  }
  return undefined;
}
