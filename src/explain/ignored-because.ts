import type { FhirResource } from 'fhir/r4.js';
import type { Moment } from '../core/time/instant.js';

/**
 * What keeps a row from being evidence: its status, its date, its result, several of them, or what it is about: a code and words
 * that this service does not know, or that bear on none of its questions.
 */
export type IgnoredBecause = 'status' | 'date' | 'result' | 'status and date' | 'what it is about';

type Row = Readonly<Record<string, unknown>>;

const DAY_MS = 86_400_000;

/**
 * Finds out by mending the row: what has to be changed so that it counts is why it does not.
 * @param counts whether a row in its place would be evidence
 */
export function ignoredBecause(
  resource: FhirResource,
  now: Moment,
  counts: (variant: FhirResource) => boolean,
): IgnoredBecause {
  const row = resource as unknown as Row;
  const yesterday = new Date(now - DAY_MS).toISOString();
  const statuses = STATUSES[resource.resourceType] ?? [];
  const tries: readonly (readonly [IgnoredBecause, readonly Row[]])[] = [
    ['status', statuses.map((status) => ({ ...row, ...status }))],
    ['date', [dated(row, yesterday)]],
    ['result', RESULTS.map((result) => ({ ...withoutResult(row), ...result }))],
    ['status and date', statuses.map((status) => dated({ ...row, ...status }, yesterday))],
  ];
  const found = tries.find(([, variants]) =>
    variants.some((variant) => counts(variant as unknown as FhirResource)),
  );
  return found?.[0] ?? 'what it is about';
}

const concept = (code: string) => ({ coding: [{ code }] });

/** How a row of each type says that it is valid. */
const STATUSES: Partial<Record<FhirResource['resourceType'], readonly Row[]>> = {
  MedicationRequest: [{ status: 'active' }, { status: 'completed' }],
  MedicationStatement: [{ status: 'active' }, { status: 'completed' }],
  MedicationDispense: [{ status: 'completed' }],
  MedicationAdministration: [{ status: 'completed' }],
  Observation: [{ status: 'final' }],
  DiagnosticReport: [{ status: 'final' }],
  Procedure: [{ status: 'completed' }],
  ServiceRequest: [{ status: 'active' }],
  Appointment: [{ status: 'booked' }],
  Condition: [
    { clinicalStatus: concept('active'), verificationStatus: concept('confirmed') },
    { clinicalStatus: concept('active') },
  ],
  AllergyIntolerance: [
    { clinicalStatus: concept('active'), verificationStatus: concept('confirmed') },
  ],
};

const RESULTS: readonly Row[] = [
  { valueString: 'Positive' },
  { valueQuantity: { value: 1000, unit: 'U/L', system: 'http://unitsofmeasure.org', code: 'U/L' } },
  { valueQuantity: { value: 30, unit: '1' } },
];

const withoutResult = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).filter(([name]) => !/^value[A-Z]|^dataAbsentReason$/.test(name)),
  );

/** Every way in which a row of the chart says when it was. */
const DATES = [
  ...['effectiveDateTime', 'issued', 'authoredOn', 'whenHandedOver', 'whenPrepared'],
  ...[
    'performedDateTime',
    'onsetDateTime',
    'recordedDate',
    'dateAsserted',
    'start',
    'occurrenceDateTime',
  ],
] as const;
const PERIODS = /^(effective|performed|onset|occurrence)(Period|Timing|String|Age|Range)$/;

function dated(row: Row, at: string): Row {
  const undated = Object.entries(row).filter(
    ([name]) => !PERIODS.test(name) && !(DATES as readonly string[]).includes(name),
  );
  return { ...Object.fromEntries(undated), ...Object.fromEntries(DATES.map((name) => [name, at])) };
}
