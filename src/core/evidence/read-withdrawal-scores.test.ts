import { describe, expect, test } from '@jest/globals';
import type { Observation } from 'fhir/r4.js';
import { daysOf, evidenceReader, observed } from '../../../test/support/evidence-reader.js';
import {
  activeWithdrawal,
  exposuresFromWithdrawalScores,
} from './exposures-from-withdrawal-scores.js';
import type { IdentifiedObservation } from './identify-observations.js';
import { readWithdrawalScores } from './read-withdrawal-scores.js';

const reader = evidenceReader();
const NUMBERS = { 'cows.minimum': 5, 'cows.recent': 48 };

const score = (
  value: number | string,
  at?: string,
  more: Partial<Observation> = {},
): Observation => ({
  resourceType: 'Observation',
  id: `${value}`,
  status: 'final',
  code: { text: 'COWS total' },
  ...(at === undefined ? {} : { effectiveDateTime: at }),
  ...(typeof value === 'number' ? { valueQuantity: { value } } : { valueString: value }),
  ...more,
});

type Scores = readonly (Observation | IdentifiedObservation)[];
const read = (...all: Scores) =>
  readWithdrawalScores(
    all.map((one) => ('resource' in one ? one : observed(one))),
    reader,
  );
const active = (...all: Scores) => activeWithdrawal(read(...all), reader.now, NUMBERS)?.score;
const exposures = (...all: Scores) =>
  exposuresFromWithdrawalScores(read(...all), reader.now, NUMBERS).map(({ last, doubt }) => [
    daysOf(last),
    doubt,
  ]);

const YESTERDAY = '2026-11-23T09:00:00-05:00';
const TODAY = '2026-11-24T09:00:00-05:00';

describe('reading', () => {
  test('a number, a text that begins with one, an integer', () => {
    const all = read(score(8, TODAY), score('12 (mild)', TODAY), score('see note', TODAY));
    expect(all.map((one) => one.score)).toEqual([8, 12]);
  });
  test('a component, never an item above the total', () => {
    const component = [{ code: { text: 'COWS total score' }, valueInteger: 9 }];
    const whole = { ...score('', TODAY), code: { text: 'Withdrawal assessment' }, component };
    expect(read(whole).map((one) => one.score)).toEqual([9]);
  });
  test('cancelled scores are none', () => {
    expect(read(score(30, TODAY, { status: 'cancelled' }))).toEqual([]);
  });
});

describe('the newest score of the last 48 hours counts', () => {
  test.each([
    ['5 at 48 h', [score(5, '2026-11-22T15:00:00-05:00')], 5],
    ['5 at 48 h and a minute', [score(5, '2026-11-22T14:59:00-05:00')], undefined],
    ['8 yesterday, 2 today', [score(8, YESTERDAY), score(2, TODAY)], undefined],
    ['2 yesterday, 8 today', [score(2, YESTERDAY), score(8, TODAY)], 8],
    ['8 and 2 on one day without time', [score(8, '2026-11-24'), score(2, '2026-11-24')], 8],
    [
      '8 yesterday, a preliminary 2 today',
      [score(8, YESTERDAY), score(2, TODAY, { status: 'preliminary' })],
      8,
    ],
    [
      '8 yesterday, 2 today in a partly known slice',
      [score(8, YESTERDAY), observed(score(2, TODAY), false)],
      8,
    ],
    ['a month alone is no present withdrawal', [score(8, '2026-11')], undefined],
  ] as const)('%s: %s', (_, all, expected) => {
    expect(active(...all)).toBe(expected);
  });
});

describe('a high score that is not present withdrawal is possible use', () => {
  test.each([
    [
      'three days old',
      [score(8, '2026-11-21T14:00:00-05:00')],
      [['2026-11-21', 'withdrawal-score']],
    ],
    [
      'calmed by a later low one',
      [score(8, YESTERDAY), score(2, TODAY)],
      [['2026-11-23', 'withdrawal-score']],
    ],
    ['without a time', [score(8)], [[undefined, 'withdrawal-score']]],
    ['two days ahead', [score(8, '2026-11-27')], [[undefined, 'future-dated']]],
    ['present withdrawal is that, not more', [score(8, TODAY)], []],
    ['a low score', [score(4, '2026-11-21')], []],
  ] as const)('%s', (_, all, expected) => {
    expect(exposures(...all)).toEqual(expected);
  });
});
