import { isAtLeast } from '../../evidence/liver/decimal-comparison.js';
import type { ReadableLiverResult } from '../../evidence/liver-result.js';
import { comparable } from './current-results.js';
import { decisiveTime } from './newest-first.js';

export const TREND_PARAMETERS = [
  'rising.factor',
  'rising.from',
  'rising.look-back',
  'falling.factor',
  'rising.age-first-dose',
  'rising.age-continuation',
] as const;
type Numbers = Readonly<Record<(typeof TREND_PARAMETERS)[number], number>>;

/**
 * The result from which this one has risen (`clinical-liver-other` B2.11): the nearest earlier final one of another local day,
 * if the newer is both a multiple of it and raised.
 */
export function risingFrom(
  newest: ReadableLiverResult,
  finals: readonly ReadableLiverResult[],
  numbers: Numbers,
): ReadableLiverResult | undefined {
  const { upperLimit } = newest.value;
  if (upperLimit === undefined || !isAtLeast(upperLimit.timesLowest, numbers['rising.from'])) {
    return undefined;
  }
  const previous = previousOf(newest, finals, numbers);
  if (previous === undefined) return undefined;
  const [now, before] = comparable(newest, previous) ?? [0, Infinity];
  return isAtLeast(now, numbers['rising.factor'] * before) ? previous : undefined;
}

/** The result from which this one has fallen, if it was a multiple of it. A fall is said and changes nothing. */
export function fallingFrom(
  newest: ReadableLiverResult,
  finals: readonly ReadableLiverResult[],
  numbers: Numbers,
): ReadableLiverResult | undefined {
  const previous = previousOf(newest, finals, numbers);
  if (previous === undefined) return undefined;
  const [now, before] = comparable(newest, previous) ?? [Infinity, 0];
  return isAtLeast(before, numbers['falling.factor'] * now) ? previous : undefined;
}

function previousOf(
  newest: ReadableLiverResult,
  finals: readonly ReadableLiverResult[],
  numbers: Numbers,
): ReadableLiverResult | undefined {
  const { day } = decisiveTime(newest);
  const previous = finals.find((each) => decisiveTime(each).day < day);
  return previous?.value.reported === undefined ||
    day - decisiveTime(previous).day > numbers['rising.look-back']
    ? undefined
    : previous;
}
