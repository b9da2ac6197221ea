import { provenanceOf } from './chart-rows.js';
import type { IdentifiedObservation } from './identify-observations.js';
import { collectionOf, releaseOf } from './liver/panel-times.js';
import type { Reader } from './opioid-use/reader.js';
import { scoreTotal } from './score-total.js';
import type { WithdrawalScore } from './toxicology.js';
import { placed } from './toxicology/read-collection.js';

const FINAL: ReadonlySet<string> = new Set(['final', 'amended', 'corrected']);

/** Totals of the Clinical Opiate Withdrawal Scale (COWS), as an Observation or as a component of one (`clinical-opioid` 7). */
export const readWithdrawalScores = (
  observations: readonly IdentifiedObservation[],
  reader: Reader,
): readonly WithdrawalScore[] =>
  observations.flatMap((row) => {
    const score = scoreTotal(row, 'cows');
    if (score === undefined) return [];
    const { resource } = row;
    const isFinal = FINAL.has(resource.status);
    if (!isFinal && resource.status !== 'preliminary') return [];
    const time = collectionOf(resource, reader.zone) ?? releaseOf(resource, reader.zone);
    const { collected: at, dating } =
      time === undefined
        ? { collected: undefined, dating: 'undated' as const }
        : placed(time, 'collected', reader);
    return [{ score, final: isFinal, at, dating, provenance: provenanceOf(row) }];
  });
