import { describe, expect, test } from '@jest/globals';
import { seen } from '../../../../test/support/clinical-facts.js';
import {
  liverResult,
  standingTogether,
  timesLimit,
} from '../../../../test/support/liver-result.js';
import type { ReadableLiverResult, ReadableLiverValue } from '../../evidence/liver-result.js';
import { isAtOrAbove, isBelow, raisedTo, surely } from './raised.js';

const of = (value: ReadableLiverValue, differing: Partial<ReadableLiverResult> = {}) =>
  liverResult({ value, ...differing });

describe('raised to 3 times the limit', () => {
  test('the highest first, the limit itself included', () => {
    const all = [3, 2.99, 9, 4].map((times) => of(timesLimit(times)));
    const raised = raisedTo(standingTogether(...all), 3);
    expect(raised?.map(({ result }) => result)).toEqual([all[2], all[3], all[0]]);
  });
  test.each<[string, ReadableLiverResult[]]>([
    ['nothing stands', []],
    ['one just below', [of(timesLimit(2.99))]],
    ['one whose limit is not known', [of(timesLimit(9, { upperLimit: undefined }))]],
  ])('not: %s', (_, standing) => {
    expect(raisedTo(standingTogether(...standing), 3)).toBeUndefined();
  });
  test('by any limit that may apply', () => {
    const byOne = timesLimit(3);
    const upperLimit = byOne.upperLimit && { ...byOne.upperLimit, timesHighest: 2 };
    expect(raisedTo(standingTogether(of({ ...byOne, upperLimit })), 3)).toHaveLength(1);
  });
});

describe('surely', () => {
  const normal = of(timesLimit(0.5));
  const preliminary = of(timesLimit(0.5), { status: 'preliminary' });
  const partly = of(timesLimit(0.5), { provenance: seen('Observation/alt', false) });
  test.each<[string, ReadableLiverResult[], ReadableLiverResult | undefined]>([
    ['the newest', [normal], normal],
    ['nothing is known', [], undefined],
    ['a preliminary result alone', [preliminary], undefined],
    ['a result of a source read in part alone', [partly], undefined],
    ['the newest that may clear, beside one that may not', [partly, normal], normal],
    ['a raised one beside it', [normal, of(timesLimit(3), { status: 'preliminary' })], undefined],
  ])('%s', (_, standing, expected) => {
    expect(surely(standingTogether(...standing), isBelow(2))).toBe(expected);
  });
});

describe('surely below, and surely at or above, twice the limit', () => {
  const limits = { timesLowest: 2, timesHighest: 1.8 };
  const { upperLimit } = timesLimit(2);
  const byTwoLimits = timesLimit(2, { upperLimit: upperLimit && { ...upperLimit, ...limits } });
  test.each<[string, ReadableLiverValue, boolean, boolean]>([
    ['1.99 times', timesLimit(1.99), true, false],
    ['2 times', timesLimit(2), false, true],
    ['more than 1 time', timesLimit(1, { bound: 'above' }), false, false],
    ['more than 3 times', timesLimit(3, { bound: 'above' }), false, true],
    ['less than 1 time', timesLimit(1, { bound: 'below' }), true, false],
    ['less than 3 times', timesLimit(3, { bound: 'below' }), false, false],
    ['without a limit', timesLimit(1, { upperLimit: undefined }), false, false],
    ['twice by the one limit, not by the other', byTwoLimits, false, false],
  ])('%s', (_, value, below, atOrAbove) => {
    expect(isBelow(2)(of(value))).toBe(below);
    expect(isAtOrAbove(2)(of(value))).toBe(atOrAbove);
  });
});
