import { describe, expect, test } from '@jest/globals';
import { asR4 } from './as-r4.js';

const drug = { text: 'oxycodone 5 mg tablet' };
const subject = { reference: 'Patient/p1' };

describe('a row of another version of FHIR keeps its drug, its date and its patient', () => {
  test.each<[string, Record<string, unknown>, object]>([
    [
      'DSTU2 order',
      {
        resourceType: 'MedicationOrder',
        patient: subject,
        dateWritten: '2026-11-01',
        medicationCodeableConcept: drug,
      },
      {
        resourceType: 'MedicationRequest',
        authoredOn: '2026-11-01',
        medicationCodeableConcept: drug,
      },
    ],
    [
      'DSTU2 administration',
      {
        resourceType: 'MedicationAdministration',
        wasNotGiven: false,
        effectiveTimeDateTime: '2026-11-01',
      },
      { effectiveDateTime: '2026-11-01' },
    ],
    [
      'STU3 list entry',
      { resourceType: 'MedicationStatement', taken: 'y', status: 'active' },
      { status: 'active' },
    ],
    [
      'STU3 condition',
      { resourceType: 'Condition', clinicalStatus: 'active', assertedDate: '2026-11-01' },
      { recordedDate: '2026-11-01' },
    ],
    [
      'R5 list entry',
      { resourceType: 'MedicationStatement', status: 'recorded', medication: { concept: drug } },
      { status: 'unknown', medicationCodeableConcept: drug },
    ],
    [
      'R5 dispense',
      {
        resourceType: 'MedicationDispense',
        medication: { reference: { reference: 'Medication/m1' } },
      },
      { medicationReference: { reference: 'Medication/m1' } },
    ],
    [
      'R5 administration',
      { resourceType: 'MedicationAdministration', occurenceDateTime: '2026-11-01' },
      { effectiveDateTime: '2026-11-01' },
    ],
    [
      'R5 procedure',
      { resourceType: 'Procedure', occurrenceDateTime: '2026-11-01' },
      { performedDateTime: '2026-11-01' },
    ],
  ])('%s', (_name, row, expected) => {
    expect(asR4(row)).toMatchObject(expected);
  });

  test.each([[null], ['oxycodone'], [7], [{}]])('a medication of %j is no error', (medication) => {
    expect(asR4({ resourceType: 'MedicationRequest', medication })).toBeDefined();
  });
});

test.each([
  { resourceType: 'MedicationRequest', authoredOn: '2026-11-01', medicationCodeableConcept: drug },
  { resourceType: 'MedicationStatement', status: 'active', context: subject },
  { resourceType: 'Condition', clinicalStatus: { coding: [{ code: 'active' }] } },
  { resourceType: 'AllergyIntolerance', patient: subject },
  { resourceType: 'Observation', status: 'final' },
])('a row of R4 stays as it is: $resourceType', (row) => {
  expect(asR4(row)).toBeUndefined();
});
