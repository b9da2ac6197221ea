/** Remembers which tokens were used. Kept in the process here; instances that share a store put it behind this. */
export interface ReplayGuard {
  /**
   * Takes a token id for a client, once: of any number of simultaneous calls exactly one is told `true`.
   * @param lifeMs for how long the id must be remembered
   */
  take(client: string, jti: string, lifeMs: number): Promise<boolean>;
}
