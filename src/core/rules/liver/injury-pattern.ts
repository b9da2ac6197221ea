import { isAtLeast, isMoreThan } from '../../evidence/liver/decimal-comparison.js';
import type { ReadableLiverResult } from '../../evidence/liver-result.js';
import { term, text, type WordValue } from '../rule.js';
import type { CurrentResults } from './current-results.js';
import { leastDaysApart } from './days-apart.js';
import { timesText } from './describe-result.js';
import { timesOf } from './raised.js';

interface Limits {
  readonly hepatocellularFrom: number;
  readonly cholestaticTo: number;
  readonly daysApart: number;
}

/** The R value, ALT ÷ ALP with both as multiples of their limits, and the pattern of injury that it means (`clinical-liver-other` B2.12). */
export function injuryPattern(
  alp: ReadableLiverResult,
  alt: CurrentResults,
  { hepatocellularFrom, cholestaticTo, daysApart }: Limits,
): WordValue {
  const beside = alt.standing.find(
    ({ result }) =>
      result.value.upperLimit !== undefined && leastDaysApart(result.at, alp.at) <= daysApart,
  );
  if (beside === undefined) return term('injury.unknown');
  const ratio = timesOf(beside.result) / timesOf(alp);
  const pattern = isAtLeast(ratio, hepatocellularFrom)
    ? 'injury.hepatocellular'
    : isMoreThan(ratio, cholestaticTo)
      ? 'injury.mixed'
      : 'injury.cholestatic';
  return { kind: 'list', separator: ' ', items: [term(pattern), text(timesText(ratio))] };
}
