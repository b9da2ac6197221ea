import type { FhirResource } from 'fhir/r4.js';
import { textOf } from '../evidence/fhir-json.js';
import type { Day } from '../time/instant.js';
import { readFhirTime } from '../time/read-fhir-time.js';
import type { TimeZone } from '../time/time-zone.js';

/** Elements that date a row, the most telling first. */
interface Dated {
  readonly effectiveDateTime?: unknown;
  readonly effectiveInstant?: unknown;
  readonly effectivePeriod?: Period;
  readonly performedDateTime?: unknown;
  readonly performedPeriod?: Period;
  readonly whenHandedOver?: unknown;
  readonly authoredOn?: unknown;
  readonly dateTime?: unknown;
  readonly authored?: unknown;
  readonly recordedDate?: unknown;
  readonly date?: unknown;
  readonly created?: unknown;
  readonly period?: Period;
  readonly issued?: unknown;
}

interface Period {
  readonly start?: unknown;
  readonly end?: unknown;
}

/** The day by which a reader finds a row again; undefined when it has none, or only a month. */
export function resourceDay(resource: FhirResource, zone: TimeZone): Day | undefined {
  const row = resource as Dated;
  const written = [
    row.effectiveDateTime,
    row.effectiveInstant,
    row.effectivePeriod?.end,
    row.effectivePeriod?.start,
    row.performedDateTime,
    row.performedPeriod?.start,
    row.whenHandedOver,
    row.authoredOn,
    row.dateTime,
    row.authored,
    row.recordedDate,
    row.date,
    row.created,
    row.period?.start,
    row.issued,
  ].flatMap((value) => textOf(value) ?? [])[0];
  const at = readFhirTime(written, zone);
  return at?.earliest.day === at?.latest.day ? at?.latest.day : undefined;
}
