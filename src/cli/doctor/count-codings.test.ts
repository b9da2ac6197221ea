import { expect, test } from '@jest/globals';
import type { Coding, FhirResource } from 'fhir/r4.js';
import { theKnowledge } from '../../../test/support/hook-parts.js';
import type { Chart } from '../../core/chart.js';
import { countCodings } from './count-codings.js';

const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const OXYCODONE = { system: RXNORM, code: '7804' };
const LOCAL = { system: 'urn:oid:1.2.3.4', code: 'X1' };

const { terminology } = theKnowledge();
const chartOf = (slice: string, resources: readonly object[]): Chart =>
  ({
    slices: { [slice]: { state: 'complete', resources } },
    medications: new Map([
      ['Medication/m', { resourceType: 'Medication', code: { coding: [OXYCODONE] } }],
    ]),
    foreignRows: 0,
  }) as unknown as Chart;
const drug = (concept: object, more: object = {}) => ({
  resourceType: 'MedicationRequest',
  medicationCodeableConcept: concept,
  ...more,
});
const coded = (resourceType: FhirResource['resourceType'], ...coding: Coding[]) => ({
  resourceType,
  code: { coding },
});

const counts = { rows: 1, byCode: 0, byWords: 0, notKnown: 0, localOnly: 0 };

test.each<[string, string, object, object]>([
  [
    'an opioid by code',
    'medicationRequests',
    drug({ coding: [OXYCODONE] }),
    { byCode: 1, systems: { RxNorm: 1 } },
  ],
  [
    'an opioid by its words',
    'medicationRequests',
    drug({ text: 'oxycodone 5 mg', coding: [LOCAL] }),
    { byWords: 1, systems: { 'urn:oid:1.2.3.4': 1 } },
  ],
  [
    'an opioid by reference',
    'medicationRequests',
    { resourceType: 'MedicationRequest', medicationReference: { reference: 'Medication/m' } },
    { byCode: 1, systems: { RxNorm: 1 } },
  ],
  [
    'another drug of a known system',
    'medicationRequests',
    drug({ coding: [{ system: RXNORM, code: '29046' }] }),
    { notKnown: 1, systems: { RxNorm: 1 } },
  ],
  [
    'a local code alone',
    'medicationRequests',
    drug({ coding: [LOCAL] }),
    { notKnown: 1, localOnly: 1, systems: { 'urn:oid:1.2.3.4': 1 } },
  ],
  [
    'no coding at all',
    'conditions',
    { resourceType: 'Condition', code: { text: 'words' } },
    { notKnown: 1, localOnly: 1, systems: {} },
  ],
  [
    'a liver test',
    'laboratory',
    coded('Observation', { system: 'http://loinc.org', code: '1742-6' }),
    { byCode: 1, systems: { LOINC: 1 } },
  ],
  [
    'a panel by its component',
    'laboratory',
    {
      ...coded('Observation', LOCAL),
      component: [{ code: { coding: [{ system: 'http://loinc.org', code: '1742-6' }] } }],
    },
    { byCode: 1, systems: { 'urn:oid:1.2.3.4': 1, LOINC: 1 } },
  ],
  [
    'a diagnosis',
    'conditions',
    coded('Condition', { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'F11.20' }),
    { byCode: 1, systems: { 'ICD-10-CM': 1 } },
  ],
  [
    'something else as a system',
    'conditions',
    coded('Condition', { system: 'John Doe', code: '1' }),
    { notKnown: 1, localOnly: 1, systems: { 'no address of a system': 1 } },
  ],
])('%s', (_, slice, row, expected) => {
  const [counted] = countCodings(chartOf(slice, [row]), terminology);
  expect(counted).toEqual({
    ...counts,
    resourceType: (row as FhirResource).resourceType,
    ...expected,
  });
});

test('a row that two searches give is one row; a patient is none', () => {
  const liver = { ...coded('Observation', LOCAL), id: 'o1' };
  const chart = chartOf('laboratory', [liver]);
  Object.assign(chart.slices, {
    liverTests: { state: 'partial', resources: [liver], fault: { reason: 'more-pages' } },
    patient: { state: 'complete', resources: [{ resourceType: 'Patient', id: 'p' }] },
  });
  expect(countCodings(chart, terminology).map(({ rows }) => rows)).toEqual([1]);
});
