/** What a load generator sends: closed loops over kept-alive connections, the bodies in turn. */
export interface Load {
  readonly url: string;
  readonly bodies: readonly string[];
  readonly connections: number;
  /** Between an answer and the next request of the same connection, on average. */
  readonly pauseMs: number;
  readonly milliseconds: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}
