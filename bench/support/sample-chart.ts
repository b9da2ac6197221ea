import type { CodeableConcept, FhirResource, Observation, Quantity } from 'fhir/r4.js';
import {
  ASSESSMENTS,
  CONDITIONS,
  icd10cm,
  LABORATORY_TESTS,
  type LaboratoryTest,
  loinc,
  MEDICATIONS,
  PROCEDURES,
  rxnorm,
} from './everyday-codes.js';
import { type Random, randomFrom } from './random-from.js';

export const PATIENT_ID = 'pat-4711';
const subject = { reference: `Patient/${PATIENT_ID}` };
const practitioner = { reference: 'Practitioner/dr-118' };

/** `critical` = the same chart with an oxycodone supply that is still running. */
export type Story = 'silent' | 'critical';

export interface SampleChartOptions {
  readonly story: Story;
  /** How many rows of everyday care there are beside the dozen that bear on the order. */
  readonly everydayRows: number;
  /** The instant of signing; every date of the chart lies before it. */
  readonly now: Date;
  readonly seed: number;
}

/** A plausible chart, the same for the same options: mostly rows that say nothing about naltrexone. */
export function sampleChart({
  story,
  everydayRows,
  now,
  seed,
}: SampleChartOptions): readonly FhirResource[] {
  const ago = (days: number): string =>
    new Date(now.getTime() - days * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z');
  const random = randomFrom(seed);
  const everyday = Array.from({ length: everydayRows }, (_, index) =>
    everydayRow(`r${index + 1}`, random, ago),
  );
  return [...relevantRows(story, ago), ...everyday];
}

type Ago = (days: number) => string;

const hl7 = (name: string, code: string): CodeableConcept => ({
  coding: [{ system: `http://terminology.hl7.org/CodeSystem/${name}`, code }],
});
const ucum = (value: number, unit: string): Quantity => ({
  value,
  unit,
  system: 'http://unitsofmeasure.org',
  code: unit,
});

function relevantRows(story: Story, ago: Ago): readonly FhirResource[] {
  const liver = (
    [
      ['1742-6', 'Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma', 45],
      ['1920-8', 'Aspartate aminotransferase [Enzymatic activity/volume] in Serum or Plasma', 40],
    ] as const
  ).map(([code, name, high], index) =>
    result(
      `liver-${index + 1}`,
      { code: loinc(code, name), unit: 'U/L', low: 7, high },
      24,
      ago(20),
    ),
  );
  return [
    {
      resourceType: 'Patient',
      id: PATIENT_ID,
      active: true,
      name: [{ family: 'Alvarez', given: ['Dana'] }],
      gender: 'female',
      birthDate: '1988-04-12',
    },
    condition('oud', icd10cm('F11.20', 'Opioid dependence, uncomplicated'), ago(54)),
    ...liver,
    result(
      'liver-3',
      {
        code: loinc('1975-2', 'Bilirubin.total [Mass/volume] in Serum or Plasma'),
        unit: 'mg/dL',
        low: 0.1,
        high: 1.2,
      },
      0.7,
      ago(20),
    ),
    negativePanel(ago(1)),
    dispense(
      'naloxone',
      rxnorm('1725059', 'naloxone hydrochloride 40 MG/ML Nasal Spray'),
      ago(54),
      30,
    ),
    ...(story === 'critical'
      ? [
          dispense(
            'oxycodone',
            rxnorm('1049221', 'acetaminophen 325 MG / oxycodone hydrochloride 5 MG Oral Tablet'),
            ago(3),
            5,
          ),
        ]
      : []),
  ];
}

/** Two of three rows of a chart are laboratory results, most of the rest are medications. */
function everydayRow(id: string, random: Random, ago: Ago): FhirResource {
  const kind = random();
  const date = ago(30 + Math.floor(random() * 300));
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  if (kind < 0.64) {
    const test = one(LABORATORY_TESTS);
    const value = test.low + random() * (test.high - test.low);
    return result(id, test, Number(value.toFixed(1)), date);
  }
  if (kind < 0.72) return order(id, one(MEDICATIONS), date);
  if (kind < 0.8) return dispense(id, one(MEDICATIONS), date, 30);
  if (kind < 0.86) return statement(id, one(MEDICATIONS), date);
  if (kind < 0.92) return condition(id, one(CONDITIONS), date);
  if (kind < 0.95) return procedure(id, one(PROCEDURES), date);
  return assessment(id, one(ASSESSMENTS), Math.floor(random() * 10), date);
}

function result(
  id: string,
  { code, unit, low, high }: LaboratoryTest,
  value: number,
  date: string,
): Observation {
  return {
    resourceType: 'Observation',
    id,
    status: 'final',
    category: [hl7('observation-category', 'laboratory')],
    code,
    subject,
    effectiveDateTime: date,
    issued: date,
    valueQuantity: ucum(value, unit),
    referenceRange: [{ low: { value: low, unit }, high: { value: high, unit } }],
  };
}

/** A full urine panel, all negative. */
function negativePanel(date: string): Observation {
  const tests = [
    ['19295-5', 'Opiates [Presence] in Urine by Screen method'],
    ['19642-8', 'oxyCODONE [Presence] in Urine by Screen method'],
    ['59673-4', 'fentaNYL [Presence] in Urine by Screen method'],
    ['19550-3', 'Methadone [Presence] in Urine by Screen method'],
    ['3414-0', 'Buprenorphine [Presence] in Urine'],
  ] as const;
  return {
    resourceType: 'Observation',
    id: 'drug-panel',
    status: 'final',
    category: [hl7('observation-category', 'laboratory')],
    code: { text: 'Urine drug screen panel' },
    subject,
    effectiveDateTime: date,
    component: tests.map(([code, name]) => ({
      code: loinc(code, name),
      valueCodeableConcept: { text: 'Negative' },
    })),
  };
}

const order = (id: string, drug: CodeableConcept, date: string): FhirResource => ({
  resourceType: 'MedicationRequest',
  id,
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: drug,
  subject,
  authoredOn: date,
  requester: practitioner,
  dosageInstruction: [
    {
      text: 'Take 1 tablet by mouth once daily',
      timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
      route: { coding: [{ system: 'http://snomed.info/sct', code: '26643006' }], text: 'Oral' },
      doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablet' } }],
    },
  ],
  dispenseRequest: {
    numberOfRepeatsAllowed: 3,
    quantity: { value: 30, unit: 'tablet' },
    expectedSupplyDuration: ucum(30, 'd'),
  },
});

const dispense = (id: string, drug: CodeableConcept, date: string, days: number): FhirResource => ({
  resourceType: 'MedicationDispense',
  id,
  status: 'completed',
  medicationCodeableConcept: drug,
  subject,
  quantity: { value: days, unit: 'tablet' },
  daysSupply: ucum(days, 'd'),
  whenHandedOver: date,
  dosageInstruction: [{ text: 'Take 1 tablet by mouth as directed' }],
});

const statement = (id: string, drug: CodeableConcept, date: string): FhirResource => ({
  resourceType: 'MedicationStatement',
  id,
  status: 'active',
  medicationCodeableConcept: drug,
  subject,
  effectivePeriod: { start: date },
  dateAsserted: date,
  dosage: [{ text: 'Takes one every morning' }],
});

const condition = (id: string, code: CodeableConcept, date: string): FhirResource => ({
  resourceType: 'Condition',
  id,
  clinicalStatus: hl7('condition-clinical', 'active'),
  verificationStatus: hl7('condition-ver-status', 'confirmed'),
  code,
  subject,
  onsetDateTime: date.slice(0, 10),
  recordedDate: date,
});

const procedure = (id: string, code: CodeableConcept, date: string): FhirResource => ({
  resourceType: 'Procedure',
  id,
  status: 'completed',
  code,
  subject,
  performedDateTime: date,
});

const assessment = (
  id: string,
  code: CodeableConcept,
  score: number,
  date: string,
): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  category: [hl7('observation-category', 'survey')],
  code,
  subject,
  effectiveDateTime: date,
  valueQuantity: ucum(score, '{score}'),
});
