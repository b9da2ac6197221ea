import type { StoredKeyPair } from './keys-file.js';

/** A public ES384 key (RFC 7517, RFC 7518 section 6.2.1). */
export interface PublicJwk {
  readonly kid: string;
  readonly kty: 'EC';
  readonly crv: 'P-384';
  readonly x: string;
  readonly y: string;
  readonly alg: 'ES384';
  readonly use: 'sig';
}

/** The JWK Set that an EHR registers for this SMART client. Members are picked one by one: `d` stays where it is. */
export const publicJwks = (
  pairs: readonly StoredKeyPair[],
): { readonly keys: readonly PublicJwk[] } => ({
  keys: pairs.map(({ kid, kty, crv, x, y }) => ({
    ...{ kid, kty, crv, x, y },
    alg: 'ES384',
    use: 'sig',
  })),
});
