import type { LiverAnalyte, LiverResult, ReadableLiverResult } from '../evidence/liver-result.js';
import { newestOf } from '../rules/liver/newest-first.js';

/** The newest readable result whose unit and upper limit a later one is likely to share. */
export const newestWithLimit = (
  results: readonly LiverResult[],
  analyte: LiverAnalyte,
): ReadableLiverResult | undefined =>
  newestOf(
    results.filter(
      (one): one is ReadableLiverResult => one.analyte === analyte && one.value.readable,
    ),
  );
