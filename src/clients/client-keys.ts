import { readJwks, type RefusedKey, type VerifyKey } from './read-jwks.js';

/** The public keys of one client. */
export interface ClientKeys {
  /**
   * @returns the keys of this id; none when nobody knows it; undefined when there are no keys at all, since the key server
   * was never reached or not for too long
   */
  find(kid: string): Promise<readonly VerifyKey[] | undefined>;
  state(): KeyState;
}

export interface KeyState {
  readonly keys: readonly VerifyKey[];
  readonly refused: readonly RefusedKey[];
  /** Milliseconds since the set was fetched; undefined = never. Keys of the clients file have no age: 0. */
  readonly ageMs: number | undefined;
}

/** Keys that stand in the clients file itself. */
export function inlineKeys(jwks: readonly unknown[]): ClientKeys {
  const { keys, refused } = readJwks(jwks);
  return {
    find: (kid) => Promise.resolve(keys.filter((key) => key.kid === kid)),
    state: () => ({ keys, refused, ageMs: 0 }),
  };
}
