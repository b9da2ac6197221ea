/**
 * `used` = a call with this token was taken before. `unchecked` = it is new to this process, and whether another instance has taken
 * it could not be asked.
 */
export type Taken = 'taken' | 'used' | 'unchecked';

/** Remembers which tokens were used: in this process, or in a store that instances share. */
export interface ReplayGuard {
  /**
   * Takes a token id for a client, once: of any number of simultaneous calls exactly one is not told `used`, among the instances
   * that can reach their store.
   * @param lifeMs for how long the id must be remembered
   */
  take(client: string, jti: string, lifeMs: number): Promise<Taken>;
}
