import type { FhirResource } from 'fhir/r4.js';

type Row = Readonly<Record<string, unknown>>;

/** Elements that a type has in another version of FHIR and not in R4. */
const FOREIGN_ELEMENTS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    MedicationRequest: ['medication', 'dateWritten', 'context', 'definition'],
    MedicationStatement: ['medication', 'taken', 'wasNotTaken', 'notTaken', 'patient'],
    MedicationDispense: ['medication', 'notDone', 'patient'],
    MedicationAdministration: [
      ...['medication', 'wasNotGiven', 'notGiven', 'patient', 'effectiveTimeDateTime'],
      ...['effectiveTimePeriod', 'occurenceDateTime', 'occurencePeriod'],
    ],
    Condition: ['patient', 'dateRecorded', 'assertedDate', 'context'],
    AllergyIntolerance: ['substance', 'assertedDate'],
    Procedure: ['context', 'notPerformed', 'notDone', 'occurrenceDateTime', 'occurrencePeriod'],
    Observation: ['context', 'comments', 'comment'],
  }),
);

/** Where R4 keeps what another version keeps elsewhere, as far as it dates a row or names its drug. */
const MOVED: readonly (readonly [from: string, to: string])[] = [
  ['dateWritten', 'authoredOn'],
  ['effectiveTimeDateTime', 'effectiveDateTime'],
  ['effectiveTimePeriod', 'effectivePeriod'],
  ['occurenceDateTime', 'effectiveDateTime'],
  ['occurencePeriod', 'effectivePeriod'],
  ['occurrenceDateTime', 'performedDateTime'],
  ['occurrencePeriod', 'performedPeriod'],
  ['dateRecorded', 'recordedDate'],
  ['assertedDate', 'recordedDate'],
];

/** DSTU2's name of a resource type that R4 names otherwise. */
export const RENAMED: ReadonlyMap<string, FhirResource['resourceType']> = new Map([
  ['MedicationOrder', 'MedicationRequest'],
]);

/**
 * A row of DSTU2, STU3 or R5 in the shape of R4, so that an opioid in it still counts.
 * @returns undefined for a row that bears no mark of another version
 */
export function asR4(row: Row): Row | undefined {
  const type = String(row['resourceType']);
  const renamed = RENAMED.get(type);
  const isForeign =
    renamed !== undefined ||
    typeof row['clinicalStatus'] === 'string' ||
    (type === 'MedicationStatement' && row['status'] === 'recorded') ||
    FOREIGN_ELEMENTS.get(type)?.some((element) => element in row) === true;
  if (!isForeign) return undefined;
  const moved = MOVED.filter(([from, to]) => from in row && !(to in row)).map(
    ([from, to]) => [to, row[from]] as const,
  );
  return {
    ...row,
    ...Object.fromEntries(moved),
    ...medicationOf(row['medication']),
    resourceType: renamed ?? type,
    // R5 says whether a list entry was recorded, R4 whether the drug is taken: here that is not known.
    ...(row['status'] === 'recorded' ? { status: 'unknown' } : {}),
  };
}

/** R5 puts the drug's concept and reference into one element. */
function medicationOf(medication: unknown): Row {
  if (typeof medication !== 'object' || medication === null) return {};
  const { concept, reference } = medication as Row;
  return {
    ...(concept === undefined ? {} : { medicationCodeableConcept: concept }),
    ...(reference === undefined ? {} : { medicationReference: reference }),
  };
}
