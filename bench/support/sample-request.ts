import type { FhirResource, MedicationRequest } from 'fhir/r4.js';
import { rxnorm } from './everyday-codes.js';
import { searchset } from './searchset.js';
import { PATIENT_ID, sampleChart, type SampleChartOptions } from './sample-chart.js';

const LIVER_CODES = new Set(['1742-6', '1920-8', '1975-2']);

/** The key of a row's slice in our discovery document. */
const KEYS: Readonly<Partial<Record<FhirResource['resourceType'], string>>> = {
  MedicationRequest: 'medicationRequests',
  MedicationStatement: 'medicationStatements',
  MedicationDispense: 'medicationDispenses',
  Condition: 'conditions',
  Procedure: 'procedures',
};

/** An order-sign of depot naltrexone with full prefetch, as an EHR would send it. */
export function sampleRequest(options: SampleChartOptions): object {
  const slices: Record<string, FhirResource[]> = Object.fromEntries(
    [
      'medicationRequests medicationStatements medicationDispenses medicationAdministrations laboratory',
      'liverTests assessments socialHistory bodyWeight diagnosticReports conditions procedures allergies',
      'serviceRequests appointments',
    ].flatMap((names) => names.split(' ').map((name) => [name, []])),
  );
  const chart = sampleChart(options);
  for (const row of chart) for (const key of keysOf(row)) slices[key]?.push(row);
  const searchsets = Object.entries(slices).map(([key, rows]) => [key, searchset(rows)]);
  return {
    hook: 'order-sign',
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    context: {
      userId: 'Practitioner/dr-118',
      patientId: PATIENT_ID,
      draftOrders: {
        resourceType: 'Bundle',
        type: 'collection',
        entry: [{ resource: depotOrder(options.now) }],
      },
    },
    prefetch: { patient: chart[0], ...(Object.fromEntries(searchsets) as object) },
  };
}

/** The prefetch keys, which are the searches, under which a row is found. */
export function keysOf(row: FhirResource): readonly string[] {
  if (row.resourceType !== 'Observation') return [KEYS[row.resourceType] ?? 'none'];
  if (row.category?.[0]?.coding?.[0]?.code === 'survey') return ['assessments'];
  const isLiver = LIVER_CODES.has(row.code.coding?.[0]?.code ?? '');
  return isLiver ? ['laboratory', 'liverTests'] : ['laboratory'];
}

const depotOrder = (now: Date): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id: 'draft-1',
  status: 'draft',
  intent: 'order',
  subject: { reference: `Patient/${PATIENT_ID}` },
  medicationCodeableConcept: rxnorm('637216', 'naltrexone 380 MG Injection [Vivitrol]'),
  authoredOn: now.toISOString().slice(0, 10),
  dosageInstruction: [
    {
      text: '380 mg intramuscularly every 4 weeks',
      timing: { repeat: { frequency: 1, period: 28, periodUnit: 'd' } },
      route: {
        coding: [
          { system: 'http://snomed.info/sct', code: '78421000', display: 'Intramuscular route' },
        ],
      },
      doseAndRate: [
        {
          doseQuantity: {
            value: 380,
            unit: 'mg',
            system: 'http://unitsofmeasure.org',
            code: 'mg',
          },
        },
      ],
    },
  ],
});
