import type { Medication } from 'fhir/r4.js';
import type { Terminology } from '../../pack/terminology.js';
import type { Point, Span } from '../../time/instant.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import type { TimeZone } from '../../time/time-zone.js';

/** The numbers by which chart sources are read; question file `opioid-exposure`. */
export const EXPOSURE_NUMBERS = [
  'dispense.default-supply',
  'dispense.carried-supply',
  'order.ongoing',
  'order.listed',
  'contradiction.listed',
  'extended-release.interval',
  'extended-release.interval-12-hour-product',
  'patch.fentanyl',
  'patch.buprenorphine',
  'future.tolerance',
  'loperamide.daily-dose',
] as const;
export type ExposureNumbers = Readonly<Record<(typeof EXPOSURE_NUMBERS)[number], number>>;

/** What every reader of a chart source needs besides the resource itself. */
export interface Reader {
  readonly terminology: Terminology;
  readonly medications: ReadonlyMap<string, Medication>;
  readonly zone: TimeZone;
  readonly now: Point;
  readonly planned: Point;
  readonly numbers: ExposureNumbers;
}

/** A time that has been lived through: clipped at now, or known to lie in the future (`clinical-opioid` 3.4, 3.5). */
export type PastTime =
  | { readonly when: 'past'; readonly at: Span }
  | { readonly when: 'future' }
  | { readonly when: 'undated' };

/** Reads the time of something that has happened: up to the tolerance in the future it counts as now. */
export function readPastTime(reader: Reader, text: unknown): PastTime {
  const span = readFhirTime(text, reader.zone);
  return span === undefined ? { when: 'undated' } : clipAtNow(reader, span);
}

export function clipAtNow(reader: Reader, span: Span): PastTime {
  const { now } = reader;
  if (hoursAhead(span.earliest, now) > reader.numbers['future.tolerance'])
    return { when: 'future' };
  return {
    when: 'past',
    at: {
      earliest: hoursAhead(span.earliest, now) > 0 ? now : span.earliest,
      latest: hoursAhead(span.latest, now) > 0 ? now : span.latest,
    },
  };
}

function hoursAhead(point: Point, now: Point): number {
  return point.moment !== undefined && now.moment !== undefined
    ? (point.moment - now.moment) / 3_600_000
    : (point.day - now.day) * 24;
}

/** When an order was written: clipped at now, except for one that is planned to start later, before the planned moment. */
export function writtenBy(reader: Reader, authored: Span): Span {
  const clipped = clipAtNow(reader, authored);
  return clipped.when === 'past' ? clipped.at : authored;
}

/**
 * A start that lies more than the tolerance ahead counts only when it comes before the planned moment (`clinical-opioid` 3.5);
 * one on the planned day may come first, so it counts.
 */
export function isPlannedLater(reader: Reader, start: Span): boolean {
  const ahead = hoursAhead(start.earliest, reader.now) > reader.numbers['future.tolerance'];
  return ahead && start.earliest.day > reader.planned.day;
}
