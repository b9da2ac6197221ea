/** Base address of a FHIR server that charts may be read from: origin, and path without a trailing slash. */
export interface FhirBase {
  readonly origin: string;
  readonly path: string;
}

/**
 * Reads a base address.
 * @returns undefined unless it is an absolute http(s) address without user, query and fragment
 */
export function parseFhirBase(text: string): FhirBase | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return undefined;
  }
  return { origin: url.origin, path: url.pathname.replace(/\/+$/, '') };
}

/** Does an address lie under a base? Same origin, and the path equal or longer by whole segments. */
export function liesUnder(base: FhirBase, address: FhirBase): boolean {
  return (
    address.origin === base.origin &&
    // An encoded slash may be one to the server: it could climb out of the base unseen.
    !/%2f|%5c/i.test(address.path) &&
    (address.path === base.path || address.path.startsWith(`${base.path}/`))
  );
}
