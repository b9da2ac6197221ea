/** How much one client may ask. */
export interface RateLimit {
  /**
   * Takes one call from a client's share.
   * @returns 0 when the call may go on, else the milliseconds after which the next one may come
   */
  take(client: string): number;
}

export interface RateLimitSettings {
  /** Calls a second that a client may make for ever. */
  readonly perSecond: number;
  /** Calls that a client may make at once after a pause. */
  readonly burst: number;
  /** Clients that are remembered; beyond them the one that has been quiet for longest is forgotten, and begins afresh. */
  readonly clients: number;
}

/** A whole hospital signs a few orders a second; ten times that is a loop somewhere. */
const RATE_LIMIT: RateLimitSettings = { perSecond: 100, burst: 400, clients: 1000 };

/**
 * One token bucket a client.
 * @param monotonicMs a clock that no correction of the time of day moves
 */
export function createRateLimit(
  monotonicMs: () => number,
  { perSecond, burst, clients }: RateLimitSettings = RATE_LIMIT,
): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take(client) {
      const now = monotonicMs();
      const bucket = buckets.get(client) ?? { tokens: burst, at: now };
      const tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
      const wait = tokens >= 1 ? 0 : ((1 - tokens) / perSecond) * 1000;
      buckets.delete(client); // put back at the end: the first one is the one that has been quiet for longest
      buckets.set(client, { tokens: wait === 0 ? tokens - 1 : tokens, at: now });
      if (buckets.size > clients) buckets.delete(buckets.keys().next().value ?? client);
      return wait;
    },
  };
}
