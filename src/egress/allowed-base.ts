/** An address under which this process may ask something; an operator has registered it, no request ever does. */
export interface AllowedBase {
  readonly origin: string;
  /** Without a trailing slash. */
  readonly path: string;
  /** The host's name may resolve to a private or loopback address. An address written as a number says so itself. */
  readonly allowPrivate?: boolean | undefined;
}

/** Does an address lie under a base? Same origin, and the path equal or longer by whole segments. */
export function liesUnder(
  base: AllowedBase,
  address: { readonly origin: string; readonly path: string },
): boolean {
  return (
    address.origin === base.origin &&
    // To the server an encoded slash may be one, and `..;` may be `..`: they could climb out of the base unseen.
    !/%2f|%5c|\/(?:\.|%2e){1,2};/i.test(address.path) &&
    (address.path === base.path || address.path.startsWith(`${base.path}/`))
  );
}
