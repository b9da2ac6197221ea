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
const outcomes = (evidence: Partial<Evidence>): readonly string[] =>
  pregnancy
    .judge(
      {
        order: { identity: { is: 'naltrexone', product: 'depot' } },
        evidence: { pregnancy: [], diagnoses: [], ...evidence },
        clock: { now: onDay(TODAY), planned: onDay(TODAY) },
      } as unknown as RuleInput,
      NUMBERS,
    )
    .map(({ outcome }) => outcome);

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
    expect(outcomes({ pregnancy: [said({}), said(clearing)] })).toEqual(expected);
  });

  test('not a positive test, and not a Condition without a date', () => {
    const evidence = {
      pregnancy: [said({ from: 'test', at: exactly(daysAgo(20)) }), said(later)],
      diagnoses: [diagnosis({ group: 'pregnancy', at: undefined })],
    };
    expect(outcomes(evidence)).toEqual(['test', 'condition-undated']);
  });
});

test.each([
  ['not active', { active: false }, []],
  ['dated ahead', { at: exactly(daysAgo(-3)) }, []],
  ['of a year that may be recent', { at: between(600, 200) }, ['condition']],
  ['of another group', { group: 'breastfeeding' as const }, ['breastfeeding']],
])('a Condition %s', (_, differing, expected) => {
  const condition = diagnosis({ group: 'pregnancy', at: exactly(daysAgo(20)), ...differing });
  expect(outcomes({ diagnoses: [condition] })).toEqual(expected);
});
