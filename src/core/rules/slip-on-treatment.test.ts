import { describe, expect, test } from '@jest/globals';
import type { Fact } from '../../../test/support/clinical-case.js';
import { outcomesOf } from '../../../test/support/findings-of.js';

const given = (effective: string, more: object = {}): Fact => ({
  type: 'MedicationAdministration',
  code: 'oxycodone/acetaminophen tablet',
  effective,
  ...more,
});
const intervals = (facts: readonly Fact[], more: object = {}) =>
  outcomesOf('opioid-interval', { given: ['oud', 'depot-given'], facts: [...facts], ...more });

describe('during observed treatment with the depot a slip is a warning', () => {
  test.each<[string, readonly Fact[]]>([
    [
      'told by the patient',
      [
        {
          type: 'Observation',
          code: 'last heroin use (self-report)',
          effective: '-1d',
          valueDate: '-3d',
        },
      ],
    ],
    ['doses of one day', [given('-50h'), given('-49h')]],
    ['another single day months ago', [given('-50h'), given('-200d')]],
    [
      'short-acting and extended release on one day',
      [given('-3d'), given('-3d', { code: 'oxycodone 12-hour tablet' })],
    ],
  ])('%s', async (_, facts) => {
    expect(await intervals(facts)).toEqual(['too-short-on-treatment']);
  });
});

describe('it is no slip', () => {
  test.each<[string, readonly Fact[]]>([
    ['doses on two days', [given('-50h'), given('-75h')]],
    ['a second day twelve days ago', [given('-3d'), given('-12d')]],
    [
      'withdrawal scored two days ago',
      [given('-50h'), { type: 'Observation', code: 'COWS total', value: 5, effective: '-48h' }],
    ],
    [
      'a dispensed course',
      [
        {
          type: 'MedicationDispense',
          code: 'oxycodone/acetaminophen tablet',
          whenHandedOver: '-5d',
          daysSupply: 3,
        },
      ],
    ],
  ])('%s', async (_, facts) => {
    expect(await intervals(facts)).toContain('too-short');
  });
  test.each(['Observation', 'MedicationAdministration'])(
    'while %s cannot be wholly read: it could show dependence',
    async (type) => {
      const facts = [given('-50h')];
      const outcomes = await intervals(facts, { access: { [type]: '403' } });
      expect(outcomes).not.toContain('too-short-on-treatment');
    },
  );
});
