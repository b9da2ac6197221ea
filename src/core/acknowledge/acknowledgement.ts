import type { Day } from '../time/instant.js';

/** Somebody has answered for a finding before, as the request, the chart or the record of this service says. */
export interface Acknowledgement {
  readonly source: 'request' | 'chart' | 'record';
  readonly rules: readonly string[];
  /** The drafts, by reference, for which the answer was given; undefined = not said. */
  readonly orders: readonly string[] | undefined;
  /** The chart resources, by `Type/id`, about which it was given; undefined = not said. */
  readonly evidence: readonly string[] | undefined;
  /** The findings themselves, by `evidenceKey`, where the source knows them. */
  readonly findings: readonly string[];
  readonly on: Day;
  /** Until when it is meant to hold; undefined = not said. */
  readonly until: Day | undefined;
}
