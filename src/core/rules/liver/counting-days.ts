import { isAtLeast } from '../../evidence/liver/decimal-comparison.js';
import type { RuleInput } from '../rule.js';
import type { CurrentResults } from './current-results.js';
import { hasActiveLiverDisease } from './has-active-liver-disease.js';

/** How long liver tests count: fresh, then to be repeated soon, then stale. */
export interface CountingDays {
  readonly freshDays: number;
  readonly staleDays: number;
}

export type CountingNumbers = Readonly<
  Record<
    | 'fresh.first-dose'
    | 'fresh.continuation'
    | 'stale.first-dose'
    | 'stale.continuation'
    | 'strict.first-dose'
    | 'strict.continuation'
    | 'moderate.from',
    number
  >
>;

/** With active liver disease or raised enzymes they count for a shorter time, without a time in between (`clinical-liver-other` B2.10). */
export function countingDays(
  enzymes: readonly CurrentResults[],
  { lane, evidence }: Pick<RuleInput, 'lane' | 'evidence'>,
  numbers: CountingNumbers,
): CountingDays {
  const when = lane === 'first-dose' ? 'first-dose' : 'continuation';
  const strict = numbers[`strict.${when}`];
  return isRaised(enzymes, numbers) || hasActiveLiverDisease(evidence.diagnoses)
    ? { freshDays: strict, staleDays: strict }
    : { freshDays: numbers[`fresh.${when}`], staleDays: numbers[`stale.${when}`] };
}

const isRaised = (enzymes: readonly CurrentResults[], numbers: CountingNumbers): boolean =>
  enzymes.some(({ standing }) =>
    standing.some(({ result }) =>
      isAtLeast(result.value.upperLimit?.timesLowest ?? 0, numbers['moderate.from']),
    ),
  );
