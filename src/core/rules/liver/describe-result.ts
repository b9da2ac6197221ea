import type { ReadableLiverResult, UpperLimit } from '../../evidence/liver-result.js';
import { number, span, term, text, type WordValue } from '../rule.js';

/** Names by which words speak of a result: value and unit, × ULN, the limit and where it came from, the day. */
export const RESULT_NAMES = [
  'enzyme',
  'times',
  'measured',
  'upperLimit',
  'limitOrigin',
  'date',
] as const;
export type ResultValues = Readonly<Record<(typeof RESULT_NAMES)[number], WordValue>>;

/** Which of several limits decided: the lowest for a warning, the highest for critical. */
export type DecidingLimit = 'lowest' | 'highest';

export function resultValues(
  { name, at, value, ...result }: ReadableLiverResult,
  upperLimit: UpperLimit,
  by: DecidingLimit,
): ResultValues {
  const times = by === 'lowest' ? upperLimit.timesLowest : upperLimit.timesHighest;
  return {
    enzyme: text(name),
    times: bounded(value.bound, text(timesText(times))),
    measured: measuredValue({ name, at, value, ...result }),
    upperLimit: number(Number(upperLimit[by].toPrecision(3))),
    limitOrigin: term(
      `limit.${upperLimit.origin}${upperLimit.rangeUnusable ? '-range-unusable' : ''}`,
    ),
    date: span(at),
  };
}

/** "279 U/L", with what makes it less than a final result of a known time. */
export function measuredValue({ value, status, lowCertainty }: ReadableLiverResult): WordValue {
  const { reported, bound } = value;
  const amount =
    reported === undefined
      ? term('result.normal')
      : bounded(bound, {
          kind: 'list',
          separator: ' ',
          items: [
            number(Math.round(reported.value * 1000) / 1000),
            ...(reported.unit === undefined ? [] : [text(reported.unit)]),
          ],
        });
  return {
    kind: 'list',
    separator: ', ',
    items: [
      amount,
      ...(status === 'preliminary' ? [term('result.preliminary')] : []),
      ...(lowCertainty ? [term('result.dated-by-release')] : []),
    ],
  };
}

/** Never rounds a multiple onto a whole number that it is not: limits are whole numbers. */
export function timesText(times: number): string {
  const isWhole = (digits: number): boolean => Number.isInteger(Number(times.toFixed(digits)));
  const digits = [1, 2, 3].find((each) => !isWhole(each)) ?? 1;
  return times.toFixed(digits);
}

const bounded = (bound: 'above' | 'below' | undefined, amount: WordValue): WordValue =>
  bound === undefined
    ? amount
    : { kind: 'list', separator: ' ', items: [term(`bound.${bound}`), amount] };
