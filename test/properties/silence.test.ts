import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { caseToFhir } from '../support/case-to-fhir.js';
import type { Fact } from '../support/clinical-case.js';
import { answerRequest, requestOf } from '../support/run-case.js';
import { examples } from '../support/examples.js';

const daysAgo = fc.integer({ min: 0, max: 700 }).map((days) => `-${days}d`);

/** Things that stand in any chart and have nothing to do with naltrexone; the traps of the names are among them. */
const anyOtherFact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({
    type: fc.constantFrom('MedicationStatement', 'MedicationRequest'),
    code: fc.constantFrom(
      ...[
        'metformin 500 mg tablet',
        'sertraline 50 mg tablet',
        'amoxicillin 500 mg capsule',
        'apomorphine sublingual film',
        'naloxegol 25 mg tablet',
        'dextromethorphan 10 mg/5 mL syrup',
        'clonidine 0.1 mg tablet',
        'bupropion 150 mg tablet',
        'hydroxyzine 25 mg capsule',
        'codeinone-free cough drops',
      ].map((text) => ({ text })),
    ),
    status: fc.constantFrom('active', 'completed', 'stopped'),
  }),
  fc.record({
    type: fc.constant('Observation'),
    code: fc.constantFrom({ text: 'Hemoglobin' }, { text: 'Body weight' }, 'INR', 'ALP'),
    effective: daysAgo,
    value: fc.double({ min: 0.9, max: 1.1, noNaN: true }),
    unit: fc.constantFrom('1', 'g/dL'),
  }),
  fc.record({
    type: fc.constant('Condition'),
    code: fc.constantFrom(
      { system: 'icd10cm', code: 'I10' },
      { system: 'icd10cm', code: 'E11.9' },
      { system: 'icd10cm', code: 'F41.1' },
      { text: 'Seasonal allergy' },
    ),
    recordedDate: daysAgo,
  }),
  fc.record({
    type: fc.constant('Procedure'),
    code: fc.constantFrom({ text: 'Colonoscopy' }, { text: 'Influenza vaccination' }),
    performed: daysAgo,
  }),
);

describe('a patient with nothing against naltrexone gets no card', () => {
  test.each([
    [
      'opioid dependence, first depot',
      { given: ['oud', 'negative-panel', 'normal-liver', 'naloxone'] },
    ],
    ['alcohol dependence, first depot', { given: ['aud', 'negative-panel', 'normal-liver'] }],
    [
      'opioid dependence, on treatment',
      { given: ['oud', 'depot-given', 'normal-liver', 'naloxone'] },
    ],
    [
      'alcohol dependence, oral',
      { given: ['aud', 'negative-panel', 'normal-liver'], order: { kind: 'oral', doseMg: 50 } },
    ],
  ] as const)('whatever else stands in the chart: %s', async (_, { given, ...rest }) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyOtherFact, { maxLength: 12 }), async (facts) => {
        const sent = caseToFhir({ given: [...given], facts, ...rest });
        expect((await answerRequest(requestOf(sent), sent)).response).toEqual({ cards: [] });
      }),
      examples(60),
    );
  });
});
