import { describe, expect, test } from '@jest/globals';
import { theKnowledge } from '../../../test/support/hook-parts.js';
import { seen } from '../../../test/support/clinical-facts.js';
import { draft, evidence, nothingBilled, order } from '../../../test/support/situation.js';
import type { BillingEvidence, BillingLine } from '../evidence/billing/billing-evidence.js';
import type { Evidence } from '../evidence/evidence.js';
import { previewBilling } from './billing-preview.js';

const { terminology } = theKnowledge();
const NUMBERS = {
  'dose.full': 380,
  'dose.per-millilitre': 95,
  'unit.milligrams': 1,
  'vial.content': 380,
};

interface Situation {
  readonly billing?: Partial<BillingEvidence>;
  readonly medicare?: 'yes' | 'no' | 'unknown';
  readonly benefit?: 'medical' | 'pharmacy' | 'unknown';
  readonly product?: string;
  readonly doses?: readonly number[];
  readonly ndc?: string;
  readonly givenMg?: number;
}

function preview(situation: Situation = {}) {
  const { billing, medicare = 'unknown', benefit = 'unknown', product = 'depot' } = situation;
  const { doses = [380], ndc, givenMg } = situation;
  const instructions = doses.map((value) => ({ dose: { value, unit: 'mg' } }));
  const written = {
    ...draft('depot', instructions),
    identity: { is: 'naltrexone', product, name: 'naltrexone', basis: 'code' },
    medication: ndc && { coding: [{ system: 'http://hl7.org/fhir/sid/ndc', code: ndc }] },
  };
  const coverage = { medicare: { is: medicare, evidence: [] }, policy: { policy: { benefit } } };
  const known = evidence({
    billing: nothingBilled(billing),
    coverage: coverage as unknown as Evidence['coverage'],
  });
  const input = order(known, { drafts: [written as never] });
  return previewBilling(input, NUMBERS, terminology, givenMg);
}

const linesOf = (situation: Situation) =>
  preview(situation)?.lines.map(({ code, units, modifiers }) =>
    [`${code} × ${units}`, ...modifiers].join(' '),
  );
const claimed = (code: string, means: string): BillingLine =>
  ({ source: 'claim', use: 'claim', code: { code, means }, provenance: seen('Claim/1') }) as never;
const VISIT = claimed('99213', 'visit');
const NURSE = claimed('99211', 'nurse-visit');

describe('the lines of the bill', () => {
  test.each<[string, Situation, readonly string[]]>([
    ['drug and injection', {}, ['J2315 × 380', '96372 × 1']],
    ['the dose of the order', { doses: [190] }, ['J2315 × 190', '96372 × 1']],
    ['several doses: no drug line', { doses: [190, 380] }, ['96372 × 1']],
    [
      'a visit of the claim',
      { billing: { claimLines: [VISIT] } },
      ['J2315 × 380', '96372 × 1', '99213 × 1 25'],
    ],
    ['a nurse visit is none', { billing: { claimLines: [NURSE] } }, ['J2315 × 380', '96372 × 1']],
    [
      'a pharmacy supplies',
      { billing: { pharmacySupply: seen('MedicationRequest/depot') } },
      ['96372 × 1'],
    ],
    ['a pharmacy benefit', { benefit: 'pharmacy' }, ['96372 × 1']],
    ['oral', { product: 'oral', doses: [50] }, []],
    ['inpatient', { billing: { setting: 'inpatient' }, medicare: 'yes' }, []],
    ['OTP, Medicare', { billing: { setting: 'otp' }, medicare: 'yes' }, ['G2073 × 1']],
    ['OTP, another payer', { billing: { setting: 'otp' } }, ['J2315 × 380', '96372 × 1']],
    ['Medicare, before the injection', { medicare: 'yes' }, ['J2315 × 380', '96372 × 1']],
    ['Medicare, given whole', { medicare: 'yes', givenMg: 380 }, ['J2315 × 380 JZ', '96372 × 1']],
    [
      'Medicare, given in part',
      { medicare: 'yes', givenMg: 300 },
      ['J2315 × 300', 'J2315 × 80 JW', '96372 × 1'],
    ],
    [
      'RHC, given in part',
      { medicare: 'yes', givenMg: 300, billing: { setting: 'rhc' } },
      ['J2315 × 300', '96372 × 1'],
    ],
    ['not Medicare, given in part', { medicare: 'no', givenMg: 300 }, ['J2315 × 300', '96372 × 1']],
  ])('%s', (_, situation, lines) => {
    expect(linesOf(situation)).toEqual(lines);
  });
});

test.each([
  ['65757-300-01', '65757030001'],
  ['65757030001', '65757030001'],
  ['6575730001', undefined],
  [undefined, undefined],
])('NDC %s is written as %s, one kit', (ndc, written) => {
  const shown = preview(ndc === undefined ? {} : { ndc });
  expect(shown?.ndc).toEqual({ qualifier: 'N4', ndc: written, unit: 'UN', quantity: 1 });
  expect(shown?.remarks.includes('ndc-from-carton')).toBe(written === undefined);
});

test.each([
  ['office', '11', undefined],
  ['opps', '22', '19'],
  ['cah', '22', '19'],
  ['rhc', '72', undefined],
  ['fqhc', '50', undefined],
  ['otp', '58', undefined],
  ['inpatient', '21', undefined],
] as const)('place of service of %s', (setting, place, also) => {
  const shown = preview({ billing: { setting } })?.placeOfService;
  expect([shown?.place, shown?.also?.place]).toEqual([place, also]);
});

test('benefit and supply are not guessed', () => {
  const of = (situation: Situation) => {
    const { benefit, supply } = preview(situation) ?? {};
    return [benefit, supply];
  };
  expect(of({})).toEqual(['unknown', 'unknown']);
  expect(of({ benefit: 'medical' })).toEqual(['medical', 'unknown']);
  expect(of({ benefit: 'pharmacy' })).toEqual(['pharmacy', 'pharmacy']);
  expect(of({ product: 'oral', doses: [50] })).toEqual(['pharmacy', 'pharmacy']);
});
