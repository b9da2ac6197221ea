import type {
  ReadableLiverResult,
  ReadableLiverValue,
} from '../../src/core/evidence/liver-result.js';
import type { CurrentResults } from '../../src/core/rules/liver/current-results.js';
import { exactly } from '../../src/core/time/instant.js';
import { daysAgo, seen } from './clinical-facts.js';

/** Liver results as the readers make them, for tests of what comes after. Each call names what differs. */

/** So many times an upper limit of 40 U/L. */
export const timesLimit = (
  times: number,
  differing: Partial<ReadableLiverValue> = {},
): ReadableLiverValue => ({
  readable: true,
  canonical: times * 40,
  reported: { value: times * 40, unit: 'U/L' },
  bound: undefined,
  upperLimit: {
    lowest: 40,
    highest: 40,
    timesLowest: times,
    timesHighest: times,
    origin: 'result',
    rangeUnusable: false,
  },
  ...differing,
});

/** A final ALT of today, within normal. */
export const liverResult = (differing: Partial<ReadableLiverResult> = {}): ReadableLiverResult => ({
  analyte: 'alt',
  name: 'ALT',
  at: exactly(daysAgo(0)),
  issued: undefined,
  lowCertainty: false,
  status: 'final',
  value: timesLimit(0.5),
  provenance: seen('Observation/alt'),
  ...differing,
});

/** The current results of one analyte, all of which stand. */
export const standingTogether = (...results: readonly ReadableLiverResult[]): CurrentResults => ({
  newest: results[0],
  finals: results.filter(({ status }) => status !== 'preliminary'),
  standing: results.map((result) => ({ result, contradictedBy: undefined })),
});
