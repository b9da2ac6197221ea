/**
 * Signature algorithms that a client may register, with the key that each needs. None of them is symmetric, and `none` is
 * no algorithm (cds-hooks 2.0, "JWT Signing Algorithm").
 */
export const ALGORITHMS = {
  ES256: { kty: 'EC', crv: 'P-256' },
  ES384: { kty: 'EC', crv: 'P-384' },
  ES512: { kty: 'EC', crv: 'P-521' },
  RS256: { kty: 'RSA' },
  RS384: { kty: 'RSA' },
  RS512: { kty: 'RSA' },
  PS256: { kty: 'RSA' },
  PS384: { kty: 'RSA' },
  PS512: { kty: 'RSA' },
} as const satisfies Record<string, { readonly kty: string; readonly crv?: string }>;

export type Algorithm = keyof typeof ALGORITHMS;

/** What the CDS Hooks specification recommends; for an entry that names none. */
export const RECOMMENDED: readonly Algorithm[] = ['ES384', 'RS384'];
