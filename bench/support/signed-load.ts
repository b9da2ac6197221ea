import type { JsonWebKey } from 'node:crypto';

/** What a client that signs its calls sends. */
export interface SignedLoad {
  readonly url: string;
  readonly body: string;
  readonly requests: number;
  /** ES256, as a JWK with a `kid`. */
  readonly privateKey: JsonWebKey & { readonly kid: string };
  /** Of every token, beside its times and its id. */
  readonly claims: Readonly<Record<string, string>>;
}
