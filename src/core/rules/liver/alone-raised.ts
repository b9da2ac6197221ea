import { isAtLeast } from '../../evidence/liver/decimal-comparison.js';
import type { LiverResult, ReadableLiverResult } from '../../evidence/liver-result.js';
import {
  canClear,
  type CurrentNumbers,
  type CurrentResults,
  currentResults,
} from './current-results.js';
import { mostDaysApart } from './days-apart.js';

type Numbers = CurrentNumbers &
  Readonly<Record<'ast-alone.companions-below' | 'ast-alone.apart', number>>;

/**
 * Is AST raised alone, so that muscle or haemolysis may be its source (`clinical-liver-other` B2.9)? Only when ALT and total
 * bilirubin are surely low: final, wholly read, of about the same days. What is missing never makes a card milder.
 */
export function aloneRaised(
  raised: ReadableLiverResult,
  alt: CurrentResults,
  results: readonly LiverResult[],
  numbers: Numbers,
): { readonly alt: ReadableLiverResult; readonly bilirubin: ReadableLiverResult } | undefined {
  if (raised.analyte !== 'ast' || raised.status === 'preliminary') return undefined;
  const lowAlt = surelyLow(alt, numbers);
  const lowBilirubin =
    lowAlt && surelyLow(currentResults(results, 'bilirubin-total', numbers), numbers);
  if (lowAlt === undefined || lowBilirubin === undefined) return undefined;
  const apart = mostDaysApart([raised, lowAlt, lowBilirubin].map(({ at }) => at));
  return apart <= numbers['ast-alone.apart'] ? { alt: lowAlt, bilirubin: lowBilirubin } : undefined;
}

/** The newest final result, when nothing that stands beside it is high. */
function surelyLow(
  { finals, standing }: CurrentResults,
  numbers: Numbers,
): ReadableLiverResult | undefined {
  const [newest] = finals;
  const isLow = ({ value: { upperLimit, bound } }: ReadableLiverResult): boolean =>
    upperLimit !== undefined &&
    bound !== 'above' &&
    !isAtLeast(upperLimit.timesLowest, numbers['ast-alone.companions-below']);
  return newest !== undefined && canClear(newest) && standing.every(({ result }) => isLow(result))
    ? newest
    : undefined;
}
