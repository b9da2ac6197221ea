import type {
  LiverAnalyte,
  LiverResult,
  ReadableLiverResult,
} from '../../evidence/liver-result.js';
import type { Day, Span } from '../../time/instant.js';
import { type CurrentNumbers, currentResults } from './current-results.js';
import { isBelow, surely } from './raised.js';

export type SettledNumbers = CurrentNumbers &
  Readonly<Record<'bilirubin.from' | 'settled.after' | 'settled.age', number>>;

/**
 * The ALT, AST and total bilirubin that show an acute hepatitis to have settled (`clinical-liver-other` B2.13): all three final,
 * wholly read, low, recent, and taken long enough after the diagnosis.
 */
export function settledSince(
  diagnosed: Span,
  results: readonly LiverResult[],
  planned: Day,
  numbers: SettledNumbers,
): readonly ReadableLiverResult[] | undefined {
  const limits: readonly (readonly [LiverAnalyte, number])[] = [
    ['alt', numbers['moderate.from']],
    ['ast', numbers['moderate.from']],
    ['bilirubin-total', numbers['bilirubin.from']],
  ];
  const low = limits.flatMap(([analyte, times]) => {
    const result = surely(currentResults(results, analyte, numbers), isBelow(times));
    if (result === undefined) return [];
    const { day } = result.at.earliest;
    return day - diagnosed.latest.day >= numbers['settled.after'] &&
      planned - day <= numbers['settled.age']
      ? [result]
      : [];
  });
  return low.length === limits.length ? low : undefined;
}
