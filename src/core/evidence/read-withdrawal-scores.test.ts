import { describe, expect, test } from '@jest/globals';
import type { Observation } from 'fhir/r4.js';
import { daysOf, evidenceReader, observed } from '../../../test/support/evidence-reader.js';
import {
  activeWithdrawal,
  exposuresFromWithdrawalScores,
  hasHighScore,
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

describe('a score with its day, how sure it is, and where it was found', () => {
  const LABORATORY = { slice: 'laboratory', complete: true };
  test.each<[string, Observation, object]>([
    ['final', score(8, '2026-11-23'), { final: true, at: '2026-11-23', dating: 'collected' }],
    [
      'corrected',
      score(8, '2026-11-23', { status: 'corrected' }),
      { final: true, at: '2026-11-23', dating: 'collected' },
    ],
    [
      'preliminary',
      score(8, '2026-11-23', { status: 'preliminary' }),
      { final: false, at: '2026-11-23', dating: 'collected' },
    ],
    [
      'dated by its release alone',
      score(8, undefined, { issued: '2026-11-23T09:00:00-05:00' }),
      { final: true, at: '2026-11-23', dating: 'collected' },
    ],
    ['without a date', score(8), { final: true, at: undefined, dating: 'undated' }],
    ['ahead', score(8, '2026-11-27'), { final: true, at: undefined, dating: 'future' }],
  ])('%s', (_, one, expected) => {
    expect(read(one).map(({ at, ...more }) => ({ ...more, at: daysOf(at) }))).toEqual([
      { score: 8, provenance: { source: 'Observation/8', ...LABORATORY }, ...expected },
    ]);
  });
});

describe('the total', () => {
  const TOTAL = { text: 'COWS total' };
  const totals = (more: Partial<Observation>): readonly number[] =>
    read({ resourceType: 'Observation', status: 'final', code: TOTAL, ...more }).map(
      (one) => one.score,
    );
  test.each<[string, Partial<Observation>, readonly number[]]>([
    ['zero is a total', { valueQuantity: { value: 0 } }, [0]],
    ['below zero is none', { valueQuantity: { value: -1 } }, []],
    ['no value', {}, []],
    [
      "the Observation's own before its components",
      { valueInteger: 6, component: [{ code: TOTAL, valueInteger: 9 }] },
      [6],
    ],
    [
      'the highest of its components',
      {
        component: [
          { code: TOTAL, valueInteger: 4 },
          { code: TOTAL, valueInteger: 9 },
          { code: TOTAL, valueString: 'see note' },
          { code: { text: 'CIWA-Ar total' }, valueInteger: 20 },
        ],
      },
      [9],
    ],
    ['of another scale', { code: { text: 'CIWA-Ar total' }, valueInteger: 20 }, []],
    [
      'of a component that gives none',
      { component: [{ code: TOTAL, valueString: 'see note' }] },
      [],
    ],
  ])('%s', (_, more, expected) => {
    expect(totals(more)).toEqual(expected);
  });
});

describe('any high score of the last 48 hours ends the lenience of the depot lane (8.1)', () => {
  test.each<[string, Scores, boolean]>([
    ['5', [score(5, TODAY)], true],
    ['4', [score(4, TODAY)], false],
    ['8, calmed by a later low one', [score(8, YESTERDAY), score(2, TODAY)], true],
    ['at 48 h', [score(8, '2026-11-22T15:00:00-05:00')], true],
    ['at 48 h and a minute', [score(8, '2026-11-22T14:59:00-05:00')], false],
    ['without a date', [score(8)], false],
    ['none', [], false],
  ])('%s', (_, all, expected) => {
    expect(hasHighScore(read(...all), reader.now, NUMBERS)).toBe(expected);
  });
});

describe('present withdrawal is told by the newest high score', () => {
  test.each<[string, Scores, number | undefined]>([
    ['two, the newer last', [score(8, YESTERDAY), score(12, TODAY)], 12],
    ['two, the newer first', [score(12, TODAY), score(8, YESTERDAY)], 12],
    ['a low one at the same minute calms nothing', [score(8, TODAY), score(2, TODAY)], 8],
    ['a later 5 calms nothing', [score(8, YESTERDAY), score(5, TODAY)], 5],
    ['a later 4 calms', [score(8, YESTERDAY), score(4, TODAY)], undefined],
    ['one without a date is not present', [score(8)], undefined],
  ])('%s', (_, all, expected) => {
    expect(active(...all)).toBe(expected);
  });
});

test('possible use by a high score: of an opioid nobody named, until the score was taken', () => {
  const high = observed(score(5, '2026-11-01'), false);
  const [one] = exposuresFromWithdrawalScores(read(high), reader.now, NUMBERS);
  expect({ ...one, last: daysOf(one?.last) }).toEqual({
    ingredient: 'opioid',
    name: 'opioid',
    exposureClass: 'unknown-opioid',
    illicit: false,
    from: 'withdrawal-score',
    certainty: 'possible',
    last: '2026-11-01',
    ongoing: false,
    asNeeded: false,
    listedOn: undefined,
    doubt: 'withdrawal-score',
    provenance: { source: 'Observation/5', slice: 'laboratory', complete: false },
  });
});
