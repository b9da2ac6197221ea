import { compactVerify } from 'jose';
import type { ClientKeys } from './client-keys.js';
import type { Token } from './read-token.js';
import type { Refusal } from './refusal.js';

/**
 * Checks the signature of a token with the key that its `kid` names among the client's registered keys, and no other.
 * @returns undefined when it holds
 */
export async function faultInSignature(
  { text, header }: Token,
  keys: ClientKeys,
): Promise<Refusal | undefined> {
  const kid = String(header['kid']);
  const alg = String(header['alg']);
  const found = await keys.find(kid);
  if (found === undefined) return { reason: 'keys-unavailable' };
  if (found.length === 0) {
    const expected = keys.state().keys.map((key) => key.kid);
    return { reason: 'key-unknown', part: 'kid', got: kid, expected };
  }
  const fitting = found.find(({ algorithms }) => algorithms.some((name) => name === alg));
  if (fitting === undefined) {
    const expected = found.flatMap(({ algorithms }) => algorithms);
    return { reason: 'key-not-for-algorithm', part: 'alg', got: alg, expected };
  }
  try {
    await compactVerify(text, fitting.key, { algorithms: [alg] });
    return undefined;
  } catch {
    return { reason: 'signature-wrong', part: 'signature' };
  }
}
