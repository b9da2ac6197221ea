import { describe, expect, test } from '@jest/globals';
import { daysAgo, TODAY } from '../../../../test/support/clinical-facts.js';
import { liverResult, timesLimit } from '../../../../test/support/liver-result.js';
import type { ReadableLiverResult, UpperLimit } from '../../evidence/liver-result.js';
import { exactly } from '../../time/instant.js';
import type { WordValue } from '../rule.js';
import { measuredValue, resultValues } from './describe-result.js';

const words = (separator: string, ...items: readonly WordValue[]): WordValue => ({
  kind: 'list',
  separator,
  items,
});
const text = (value: string): WordValue => ({ kind: 'text', text: value });
const number = (value: number): WordValue => ({ kind: 'number', value });
const amount = words(' ', number(240), text('U/L'));

describe('a result in words', () => {
  // 240 U/L of a woman, with a limit of 34 for women and of 45 for men in the same range.
  const limits: UpperLimit = {
    lowest: 34,
    highest: 45,
    timesLowest: 240 / 34,
    timesHighest: 240 / 45,
    origin: 'default',
    rangeUnusable: false,
  };
  const result = (differing: Partial<UpperLimit> = {}) =>
    liverResult({
      at: exactly(daysAgo(5)),
      value: timesLimit(6, { upperLimit: { ...limits, ...differing } }),
    });
  const shared = {
    enzyme: { kind: 'text', text: 'ALT' },
    measured: words(', ', amount),
    date: { kind: 'span', earliest: TODAY - 5, latest: TODAY - 5 },
  };
  test.each<['lowest' | 'highest', string, number]>([
    ['lowest', '7.1', 34],
    ['highest', '5.3', 45],
  ])('the %s limit decided', (by, times, limit) => {
    expect(resultValues(result(), { ...limits }, by)).toEqual({
      ...shared,
      times: text(times),
      upperLimit: number(limit),
      limitOrigin: { kind: 'term', term: 'limit.default' },
    });
  });
  test.each<[UpperLimit['origin'], boolean, string]>([
    ['result', false, 'limit.result'],
    ['site', false, 'limit.site'],
    ['default', true, 'limit.default-range-unusable'],
  ])('a limit of origin %s, range of the laboratory unusable %s', (origin, rangeUnusable, term) => {
    const limit = { ...limits, origin, rangeUnusable };
    expect(resultValues(result(), limit, 'lowest')).toMatchObject({
      limitOrigin: { kind: 'term', term },
    });
  });
  test.each(['above', 'below'] as const)('a value that is only a bound: %s', (bound) => {
    const value = timesLimit(6, { bound, upperLimit: limits });
    expect(resultValues(liverResult({ value }), limits, 'lowest')).toMatchObject({
      times: words(' ', { kind: 'term', term: `bound.${bound}` }, text('7.1')),
    });
  });
});

test.each<[string, Partial<ReadableLiverResult>, WordValue[]]>([
  ['value and unit', {}, [amount]],
  [
    'no unit',
    { value: timesLimit(6, { reported: { value: 240, unit: undefined } }) },
    [words(' ', number(240))],
  ],
  [
    'to a thousandth',
    { value: timesLimit(6, { reported: { value: 4.00049, unit: 'µkat/L' } }) },
    [words(' ', number(4), text('µkat/L'))],
  ],
  [
    'said to be normal, without a number',
    { value: timesLimit(1, { reported: undefined }) },
    [{ kind: 'term', term: 'result.normal' }],
  ],
  [
    'preliminary',
    { status: 'preliminary' },
    [amount, { kind: 'term', term: 'result.preliminary' }],
  ],
  [
    'dated by its release',
    { lowCertainty: true },
    [amount, { kind: 'term', term: 'result.dated-by-release' }],
  ],
])('a measured value: %s', (_, differing, items) => {
  const result = liverResult({ value: timesLimit(6), ...differing });
  expect(measuredValue(result)).toEqual(words(', ', ...items));
});
