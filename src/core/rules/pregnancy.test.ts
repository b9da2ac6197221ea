import { describe, expect, test } from '@jest/globals';
import { between, daysAgo, diagnosis, seen, TODAY } from '../../../test/support/clinical-facts.js';
import type { Evidence } from '../evidence/evidence.js';
import type { PregnancyResult } from '../evidence/pregnancy.js';
import { exactly, onDay } from '../time/instant.js';
import { pregnancy } from './pregnancy.js';
import type { RuleInput } from './rule.js';

const NUMBERS = {
  'status.recent': 300,
  'test.recent': 30,
  'condition.recent': 300,
  'future.tolerance': 24,
};
const said = (differing: Partial<PregnancyResult>): PregnancyResult => ({
  from: 'status',
  pregnant: true,
  final: true,
  at: exactly(daysAgo(50)),
  provenance: seen('Observation/o'),
  ...differing,
});
const judged = (evidence: Partial<Evidence>, is = 'naltrexone') =>
  pregnancy.judge(
    {
      order: { identity: { is, product: 'depot' } },
      evidence: { pregnancy: [], diagnoses: [], ...evidence },
      clock: { now: onDay(TODAY), planned: onDay(TODAY) },
    } as unknown as RuleInput,
    NUMBERS,
  );
const outcomes = (evidence: Partial<Evidence>): readonly string[] =>
  judged(evidence).map(({ outcome }) => outcome);

describe('a later "not pregnant" clears an earlier "pregnant"', () => {
  const later = { pregnant: false, at: exactly(daysAgo(10)) };
  test.each<[string, Partial<PregnancyResult>, string[]]>([
    ['final', later, []],
    ['preliminary', { ...later, final: false }, ['status']],
    [
      'of a source read in part',
      { ...later, provenance: seen('Observation/n', false) },
      ['status'],
    ],
    ['earlier', { ...later, at: exactly(daysAgo(60)) }, ['status']],
    ['of the same day', { ...later, at: exactly(daysAgo(50)) }, ['status']],
    ['of a month that may be earlier', { ...later, at: between(55, 25) }, ['status']],
  ])('%s', (_, clearing, expected) => {
    expect(outcomes({ pregnancy: [said({}), said(clearing)] })).toStrictEqual(expected);
  });

  test('not a positive test, and not a Condition without a date', () => {
    const evidence = {
      pregnancy: [said({ from: 'test', at: exactly(daysAgo(20)) }), said(later)],
      diagnoses: [diagnosis({ group: 'pregnancy', at: undefined })],
    };
    expect(outcomes(evidence)).toStrictEqual(['test', 'condition-undated']);
  });
});

test.each([
  ['not active', { active: false }, []],
  ['dated ahead', { at: exactly(daysAgo(-3)) }, []],
  ['of a year that may be recent', { at: between(600, 200) }, ['condition']],
  ['of another group', { group: 'breastfeeding' as const }, ['breastfeeding']],
])('a Condition %s', (_, differing, expected) => {
  const condition = diagnosis({ group: 'pregnancy', at: exactly(daysAgo(20)), ...differing });
  expect(outcomes({ diagnoses: [condition] })).toStrictEqual(expected);
});

test.each<[string, Partial<PregnancyResult>, string[]]>([
  ['"pregnant" 300 days ago', { at: exactly(daysAgo(300)) }, ['status']],
  ['"pregnant" 301 days ago', { at: exactly(daysAgo(301)) }, []],
  ['a positive test 30 days ago', { from: 'test', at: exactly(daysAgo(30)) }, ['test']],
  ['a positive test 31 days ago', { from: 'test', at: exactly(daysAgo(31)) }, []],
  ['a negative test', { from: 'test', pregnant: false, at: exactly(daysAgo(3)) }, []],
])('%s', (_, differing, expected) => {
  expect(outcomes({ pregnancy: [said(differing)] })).toStrictEqual(expected);
});

test.each([
  ['300 days ago', exactly(daysAgo(300)), [], ['condition']],
  ['301 days ago', exactly(daysAgo(301)), [], []],
  ['dated tomorrow: a clock that runs ahead', exactly(daysAgo(-1)), [], ['condition']],
  ['before a later "not pregnant"', exactly(daysAgo(60)), [said({ pregnant: false })], []],
])('a Condition of a pregnancy %s', (_, at, answers, expected) => {
  const diagnoses = [diagnosis({ group: 'pregnancy', at })];
  expect(outcomes({ diagnoses, pregnancy: answers })).toStrictEqual(expected);
});

test('each says what it rests on: date, words, source', () => {
  const evidence = {
    pregnancy: [
      said({}),
      said({ from: 'test', at: between(9, 8), provenance: seen('Observation/t') }),
    ],
    diagnoses: [
      diagnosis({ group: 'pregnancy', display: 'pregnancy state', at: between(40, 20) }),
      diagnosis({ group: 'pregnancy', display: 'pregnancy', provenance: seen('Condition/2') }),
      diagnosis({ group: 'breastfeeding', display: 'lactation', provenance: seen('Condition/3') }),
    ],
  };
  const date = (earliest: number, latest: number) => ({
    kind: 'span',
    earliest: TODAY - earliest,
    latest: TODAY - latest,
  });
  const condition = (text: string) => ({ kind: 'text', text });
  const subject = 'pregnancy';
  expect(judged(evidence)).toStrictEqual([
    {
      outcome: 'status',
      subject,
      values: { date: date(50, 50) },
      evidence: [seen('Observation/o')],
    },
    { outcome: 'test', subject, values: { date: date(9, 8) }, evidence: [seen('Observation/t')] },
    {
      outcome: 'condition',
      subject,
      values: { condition: condition('pregnancy state'), date: date(40, 20) },
      evidence: [seen('Condition/c1')],
    },
    {
      outcome: 'condition-undated',
      subject,
      values: { condition: condition('pregnancy') },
      evidence: [seen('Condition/2')],
    },
    {
      outcome: 'breastfeeding',
      subject: 'breastfeeding',
      values: { condition: condition('lactation') },
      evidence: [seen('Condition/3')],
    },
  ]);
  expect(judged(evidence, 'opioid')).toStrictEqual([]);
});
