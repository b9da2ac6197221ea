/** A token shorter than this may stand in the text by chance. */
const SHORT = 16;

/**
 * The bytes of a request without its access token. Where the token stands as it is, it is overwritten, which leaves all else as it was
 * written; where it does not (it was escaped, or is short), the request is written anew.
 */
export function withoutAccessToken(bytes: Uint8Array, body: unknown): Uint8Array {
  const request = body as { readonly fhirAuthorization?: unknown };
  const { fhirAuthorization } = request;
  if (typeof fhirAuthorization !== 'object' || fhirAuthorization === null) return bytes;
  const { access_token: token } = fhirAuthorization as { access_token?: unknown };
  if (typeof token !== 'string' || token === '') return bytes;
  const copy = Buffer.from(bytes);
  if (token.length >= SHORT && overwrite(copy, Buffer.from(token))) return copy;
  return Buffer.from(
    JSON.stringify({ ...request, fhirAuthorization: { ...fhirAuthorization, access_token: '-' } }),
  );
}

/** @returns whether it was there at all */
function overwrite(bytes: Buffer, token: Buffer): boolean {
  const first = bytes.indexOf(token);
  for (let place = first; place !== -1; place = bytes.indexOf(token, place)) {
    bytes.fill('-', place, place + token.length);
  }
  return first !== -1;
}
