import type { CanaryFailure } from './canaries/run-canary.js';
import type { ShareChange } from './rates/share-chart.js';

/** What the service has noticed about itself: our own words, ids and counts. */
export type WatchEvent =
  /** A canary whose answer is not the expected one. `site` = `service`, or the client whose own site file held; in an experiment `/` and the arm follow. */
  | ({ readonly event: 'canary-failed'; readonly site: string } & CanaryFailure)
  /** Every canary was tried once. */
  | { readonly event: 'canaries'; readonly tried: number; readonly failing: number }
  /** Something happens less or more often with a client than it used to, is as usual again, or somebody has accepted it. */
  | (Omit<ShareChange, 'state'> & {
      readonly event: 'rate';
      readonly client: string;
      readonly share: string;
      readonly state: ShareChange['state'] | 'accepted';
    });
