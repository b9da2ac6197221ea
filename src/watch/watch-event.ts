import type { CanaryFailure } from './run-canary.js';

/** What the service has noticed about itself: our own words, rule ids and counts. */
export type WatchEvent =
  /** A canary whose answer is not the expected one. `site` = `service`, or the client whose own site file held. */
  | ({ readonly event: 'canary-failed'; readonly site: string } & CanaryFailure)
  /** Every canary was tried once. */
  | { readonly event: 'canaries'; readonly tried: number; readonly failing: number };
