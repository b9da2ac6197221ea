import type {
  LiverAnalyte,
  LiverResult,
  ReadableLiverResult,
} from '../../../evidence/liver-result.js';
import type { Day } from '../../../time/instant.js';
import { CURRENT_PARAMETERS, currentResults, type CurrentNumbers } from '../current-results.js';
import { leastDaysApart } from '../days-apart.js';
import { isWorse } from '../newest-first.js';

/** Numbers of `liver-enzymes` and `liver-child-pugh` by which the inputs of every score are chosen. */
export const SCORE_LABORATORY_PARAMETERS = ['laboratory.age', 'laboratory.apart'] as const;
export const SCORE_CURRENT_PARAMETERS = CURRENT_PARAMETERS;
export type ScoreLaboratoryNumbers = CurrentNumbers &
  Readonly<Record<(typeof SCORE_LABORATORY_PARAMETERS)[number], number>>;

/** The inputs that are there; or that they are of days too far apart to belong together. */
export type ScoreLaboratory<A extends LiverAnalyte> =
  Readonly<Partial<Record<A, ReadableLiverResult>>> | 'apart';

/**
 * The laboratory inputs of a score (`clinical-liver-other` B2.14): of each analyte the current value in its canonical unit,
 * the worse one where two stand, no older than a score allows and no further apart.
 */
export function scoreLaboratory<A extends LiverAnalyte>(
  analytes: readonly A[],
  results: readonly LiverResult[],
  planned: Day,
  numbers: ScoreLaboratoryNumbers,
): ScoreLaboratory<A> {
  const found = analytes.flatMap((analyte) => {
    const usable = currentResults(results, analyte, numbers)
      .standing.map(({ result }) => result)
      .filter(
        ({ value, at }) =>
          value.canonical !== undefined && planned - at.latest.day <= numbers['laboratory.age'],
      );
    const [first, ...others] = usable;
    if (first === undefined) return [];
    return [[analyte, others.reduce((a, b) => (isWorse(b, a) ? b : a), first)] as const];
  });
  const isApart = found.some(([, { at }], place) =>
    found
      .slice(place + 1)
      .some(([, other]) => leastDaysApart(at, other.at) > numbers['laboratory.apart']),
  );
  return isApart ? 'apart' : (Object.fromEntries(found) as Partial<Record<A, ReadableLiverResult>>);
}
