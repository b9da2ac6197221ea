import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A key pair of a client that exists in a test alone. */
export interface TestKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: KeyObject;
  /** As the client publishes it. */
  readonly jwk: Readonly<Record<string, unknown>>;
}

const CURVES = new Map([
  ['ES256', 'P-256'],
  ['ES384', 'P-384'],
  ['ES512', 'P-521'],
]);

export function newKey(kid: string, alg = 'ES384', modulusLength = 2048): TestKey {
  const namedCurve = CURVES.get(alg);
  const { privateKey, publicKey } =
    namedCurve === undefined
      ? generateKeyPairSync('rsa', { modulusLength })
      : generateKeyPairSync('ec', { namedCurve });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig' };
  return { kid, alg, privateKey, jwk };
}

export const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** How a token departs from a good one; `undefined` takes a member away. Text in place of an object is taken as it is. */
export interface TokenChange {
  readonly header?: Readonly<Record<string, unknown>> | string;
  readonly claims?: Readonly<Record<string, unknown>> | string;
  readonly key?: TestKey;
  /** In place of the right one. */
  readonly signature?: (input: string) => Buffer | string;
}

/** A compact JWS, right or wrong in any part, made with node:crypto so that the library under test has no hand in it. */
export function token(
  good: { readonly key: TestKey; readonly claims: Readonly<Record<string, unknown>> },
  change: TokenChange = {},
): string {
  const key = change.key ?? good.key;
  const { header = {}, claims = {} } = change;
  const input = [
    typeof header === 'string' ? header : { alg: key.alg, typ: 'JWT', kid: key.kid, ...header },
    typeof claims === 'string' ? claims : { ...good.claims, ...claims },
  ]
    .map(encode)
    .join('.');
  const signature = change.signature?.(input) ?? signatureOf(input, key);
  return `${input}.${typeof signature === 'string' ? signature : signature.toString('base64url')}`;
}

export function signatureOf(
  input: string,
  { alg, privateKey }: TestKey,
  dsaEncoding: 'ieee-p1363' | 'der' = 'ieee-p1363',
): Buffer {
  return sign(`sha${alg.slice(2)}`, Buffer.from(input), { key: privateKey, dsaEncoding });
}

export const hmacOf = (input: string, secret: string, bits = 384): Buffer =>
  createHmac(`sha${bits}`, secret).update(input).digest();
