import type { CodeableConcept } from 'fhir/r4.js';

/** What fills most of any chart and says nothing about naltrexone: the work of a decision is mostly passing it by. */
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const LOINC = 'http://loinc.org';
const ICD10CM = 'http://hl7.org/fhir/sid/icd-10-cm';
const SNOMED = 'http://snomed.info/sct';

const coded = (system: string, code: string, display: string): CodeableConcept => ({
  coding: [{ system, code, display }],
});

export const loinc = (code: string, display: string): CodeableConcept =>
  coded(LOINC, code, display);
export const rxnorm = (code: string, display: string): CodeableConcept =>
  coded(RXNORM, code, display);
export const icd10cm = (code: string, display: string): CodeableConcept =>
  coded(ICD10CM, code, display);
const snomed = (code: string, display: string): CodeableConcept => coded(SNOMED, code, display);

export interface LaboratoryTest {
  readonly code: CodeableConcept;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
}

const test = (
  code: string,
  display: string,
  unit: string,
  low: number,
  high: number,
): LaboratoryTest => ({ code: loinc(code, display), unit, low, high });

export const LABORATORY_TESTS: readonly LaboratoryTest[] = [
  test('718-7', 'Hemoglobin [Mass/volume] in Blood', 'g/dL', 13.2, 16.6),
  test('4544-3', 'Hematocrit [Volume Fraction] of Blood by Automated count', '%', 38.3, 48.6),
  test('6690-2', 'Leukocytes [#/volume] in Blood by Automated count', '10*3/uL', 3.4, 9.6),
  test('777-3', 'Platelets [#/volume] in Blood by Automated count', '10*3/uL', 135, 317),
  test('789-8', 'Erythrocytes [#/volume] in Blood by Automated count', '10*6/uL', 4.35, 5.65),
  test('2951-2', 'Sodium [Moles/volume] in Serum or Plasma', 'mmol/L', 135, 145),
  test('2823-3', 'Potassium [Moles/volume] in Serum or Plasma', 'mmol/L', 3.6, 5.2),
  test('2075-0', 'Chloride [Moles/volume] in Serum or Plasma', 'mmol/L', 98, 107),
  test('2028-9', 'Carbon dioxide, total [Moles/volume] in Serum or Plasma', 'mmol/L', 22, 29),
  test('3094-0', 'Urea nitrogen [Mass/volume] in Serum or Plasma', 'mg/dL', 8, 24),
  test('2345-7', 'Glucose [Mass/volume] in Serum or Plasma', 'mg/dL', 70, 140),
  test('17861-6', 'Calcium [Mass/volume] in Serum or Plasma', 'mg/dL', 8.6, 10),
  test('4548-4', 'Hemoglobin A1c/Hemoglobin.total in Blood', '%', 4, 5.6),
  test('2093-3', 'Cholesterol [Mass/volume] in Serum or Plasma', 'mg/dL', 100, 200),
  test('2085-9', 'Cholesterol in HDL [Mass/volume] in Serum or Plasma', 'mg/dL', 40, 80),
  test('2571-8', 'Triglyceride [Mass/volume] in Serum or Plasma', 'mg/dL', 50, 150),
  test('3016-3', 'Thyrotropin [Units/volume] in Serum or Plasma', 'm[IU]/L', 0.3, 4.2),
];

export const MEDICATIONS: readonly CodeableConcept[] = [
  rxnorm('314076', 'lisinopril 10 MG Oral Tablet'),
  rxnorm('861007', 'metformin hydrochloride 500 MG Oral Tablet'),
  rxnorm('617310', 'atorvastatin 20 MG Oral Tablet'),
  rxnorm('312941', 'sertraline 50 MG Oral Tablet'),
  rxnorm('856377', 'trazodone hydrochloride 50 MG Oral Tablet'),
  rxnorm('198051', 'omeprazole 20 MG Delayed Release Oral Capsule'),
  rxnorm('197361', 'amlodipine 5 MG Oral Tablet'),
  rxnorm('310431', 'gabapentin 300 MG Oral Capsule'),
  rxnorm('966222', 'levothyroxine sodium 0.05 MG Oral Tablet'),
  rxnorm('1014678', 'cetirizine hydrochloride 10 MG Oral Tablet'),
  rxnorm('197806', 'ibuprofen 600 MG Oral Tablet'),
  rxnorm('308460', 'azithromycin 250 MG Oral Tablet'),
];

export const CONDITIONS: readonly CodeableConcept[] = [
  icd10cm('I10', 'Essential (primary) hypertension'),
  icd10cm('E11.9', 'Type 2 diabetes mellitus without complications'),
  icd10cm('E78.5', 'Hyperlipidemia, unspecified'),
  icd10cm('F32.1', 'Major depressive disorder, single episode, moderate'),
  icd10cm('F41.1', 'Generalized anxiety disorder'),
  icd10cm('M54.50', 'Low back pain, unspecified'),
  icd10cm('J45.20', 'Mild intermittent asthma, uncomplicated'),
  icd10cm('K21.9', 'Gastro-esophageal reflux disease without esophagitis'),
];

export const PROCEDURES: readonly CodeableConcept[] = [
  snomed('73761001', 'Colonoscopy'),
  snomed('40701008', 'Echocardiography'),
  snomed('430193006', 'Medication reconciliation'),
  snomed('171207006', 'Depression screening'),
];

export const ASSESSMENTS: readonly CodeableConcept[] = [
  loinc('44261-6', 'Patient Health Questionnaire 9 item (PHQ-9) total score'),
  loinc('70274-6', 'Generalized anxiety disorder 7 item (GAD-7) total score'),
  loinc('72166-2', 'Tobacco smoking status'),
];
