import { createPublicKey, type JsonWebKeyInput, type KeyObject } from 'node:crypto';
import { ALGORITHMS, type Algorithm } from './algorithms.js';

/** A public key that signatures of a client may be checked with. */
export interface VerifyKey {
  readonly kid: string;
  /** The algorithms that this key may be used with; never more than its own `alg`, if it says one. */
  readonly algorithms: readonly Algorithm[];
  readonly key: KeyObject;
}

/** A key of a set that is not used, and why. */
export interface RefusedKey {
  readonly kid: string | undefined;
  readonly why: string;
}

export interface ReadJwks {
  readonly keys: readonly VerifyKey[];
  readonly refused: readonly RefusedKey[];
}

const LEAST_RSA_BITS = 2048;
const MOST_RSA_BITS = 8192;

/** Takes from a JWK Set the keys that can be used; one bad key does not spoil the others. Never throws. */
export function readJwks(jwks: readonly unknown[]): ReadJwks {
  const keys: VerifyKey[] = [];
  const refused: RefusedKey[] = [];
  for (const jwk of jwks) {
    const record: Jwk = typeof jwk === 'object' && jwk !== null ? jwk : {};
    const kid = typeof record.kid === 'string' && record.kid !== '' ? record.kid : undefined;
    const key = readKey(record, kid);
    if (typeof key === 'string') refused.push({ kid, why: key });
    else if (keys.some((other) => other.kid === kid && overlap(other, key)))
      refused.push({ kid, why: 'another key of the set has the same kid' });
    else keys.push(key);
  }
  return { keys, refused };
}

interface Jwk {
  readonly kid?: unknown;
  readonly kty?: unknown;
  readonly crv?: unknown;
  readonly alg?: unknown;
  readonly use?: unknown;
  readonly key_ops?: unknown;
  readonly d?: unknown;
}

const overlap = (one: VerifyKey, other: VerifyKey): boolean =>
  one.algorithms.some((algorithm) => other.algorithms.includes(algorithm));

/** @returns the reason as text when the key cannot be used */
function readKey(jwk: Jwk, kid: string | undefined): VerifyKey | string {
  if (kid === undefined) return 'it has no kid';
  if (jwk.kty === 'oct') return 'it is symmetric';
  if (jwk.d !== undefined) return 'it is a private key; make a new pair and publish the public one';
  if (jwk.use !== undefined && jwk.use !== 'sig') return 'it is not for signatures (use)';
  if (Array.isArray(jwk.key_ops) && !jwk.key_ops.includes('verify'))
    return 'it is not for verifying (key_ops)';
  const algorithms = (Object.keys(ALGORITHMS) as Algorithm[]).filter((name) => fits(jwk, name));
  if (algorithms.length === 0) return 'its type fits no algorithm that can be registered';
  try {
    const key = createPublicKey({ key: jwk as JsonWebKeyInput['key'], format: 'jwk' });
    return faultOf(key) ?? { kid, algorithms, key };
  } catch {
    return 'its values are no key';
  }
}

function fits(jwk: Jwk, name: Algorithm): boolean {
  const needed: { readonly kty: string; readonly crv?: string } = ALGORITHMS[name];
  return (
    jwk.kty === needed.kty &&
    (needed.crv === undefined || jwk.crv === needed.crv) &&
    (jwk.alg === undefined || jwk.alg === name)
  );
}

function faultOf({ asymmetricKeyDetails }: KeyObject): string | undefined {
  const { modulusLength: bits, publicExponent } = asymmetricKeyDetails ?? {};
  if (bits === undefined) return undefined;
  if (bits < LEAST_RSA_BITS) return `it has ${bits} bits; RSA needs ${LEAST_RSA_BITS}`;
  if (bits > MOST_RSA_BITS) return `it has ${bits} bits; at most ${MOST_RSA_BITS} are checked`;
  // With an exponent of 1 every message is its own signature.
  return (publicExponent ?? 0n) < 3n ? 'its exponent is too small' : undefined;
}
