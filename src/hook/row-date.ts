import { textOf } from '../core/evidence/fhir-json.js';

/** The elements that R4 sorts each type by, see `core/chart-queries.ts`. */
interface DatedRow {
  readonly resourceType?: unknown;
  readonly authoredOn?: unknown;
  readonly whenHandedOver?: unknown;
  readonly recordedDate?: unknown;
  readonly effectiveDateTime?: unknown;
  readonly effectiveInstant?: unknown;
  readonly effectivePeriod?: { readonly start?: unknown; readonly end?: unknown } | null;
  /** QuestionnaireResponse. */
  readonly authored?: unknown;
  /** Consent. */
  readonly dateTime?: unknown;
  /** DocumentReference. */
  readonly date?: unknown;
  /** CarePlan, Encounter. */
  readonly period?: { readonly start?: unknown } | null;
  readonly performedDateTime?: unknown;
  readonly performedPeriod?: { readonly start?: unknown; readonly end?: unknown } | null;
  /** Appointment. */
  readonly start?: unknown;
  /** Claim, ClaimResponse. */
  readonly created?: unknown;
}

/** The date by which a search sorts a row, as FHIR text; undefined when the row has none. */
export function rowDate(resource: object): string | undefined {
  const row = resource as DatedRow;
  return [
    row.authoredOn,
    row.whenHandedOver,
    row.recordedDate,
    row.effectiveDateTime,
    row.effectiveInstant,
    row.effectivePeriod?.start,
    row.effectivePeriod?.end,
    row.authored,
    row.dateTime,
    row.date,
    row.period?.start,
    row.performedDateTime,
    row.performedPeriod?.start,
    row.performedPeriod?.end,
    row.start,
    row.created,
  ]
    .map(textOf)
    .find((text) => text !== undefined);
}
