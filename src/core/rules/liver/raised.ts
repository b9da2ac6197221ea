import { isAtLeast } from '../../evidence/liver/decimal-comparison.js';
import type { ReadableLiverResult } from '../../evidence/liver-result.js';
import { canClear, type CurrentResults, type StandingResult } from './current-results.js';

/** Those that may be so many times the upper limit, the highest first: a hazard by any limit that may apply. */
export const raisedTo = (
  { standing }: CurrentResults,
  times: number,
): readonly [StandingResult, ...StandingResult[]] | undefined => {
  const [worst, ...others] = standing
    .filter(({ result }) => isAtLeast(timesOf(result), times))
    .sort((a, b) => timesOf(b.result) - timesOf(a.result));
  return worst === undefined ? undefined : [worst, ...others];
};

export const timesOf = ({ value }: ReadableLiverResult): number =>
  value.upperLimit?.timesLowest ?? 0;

/** The newest final result, when it and all that stands beside it surely satisfy the test; else undefined. */
export function surely(
  { finals, standing }: CurrentResults,
  test: (result: ReadableLiverResult) => boolean,
): ReadableLiverResult | undefined {
  return standing.every(({ result }) => test(result)) ? finals.find(canClear) : undefined;
}

/** Surely below so many times the upper limit, by each limit that may apply. */
export const isBelow =
  (times: number) =>
  ({ value: { upperLimit, bound } }: ReadableLiverResult): boolean =>
    upperLimit !== undefined && bound !== 'above' && !isAtLeast(upperLimit.timesLowest, times);

/** Surely at so many times the upper limit, by each limit that may apply. */
export const isAtOrAbove =
  (times: number) =>
  ({ value: { upperLimit, bound } }: ReadableLiverResult): boolean =>
    upperLimit !== undefined && bound !== 'below' && isAtLeast(upperLimit.timesHighest, times);
