import { DAY_MS, type Day, exactly, type Moment, onDay, type Span } from './instant.js';
import { pointAt, type TimeZone } from './time-zone.js';

const FHIR_TIME =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/**
 * Reads a FHIR date, dateTime or instant.
 * A partial date (2026, 2026-11) is an interval of days; a date is a calendar day of the site's zone; a dateTime with an
 * offset is an instant. A time of day without an offset, or one that no clock shows, is not FHIR and cannot be placed: only
 * its day is used.
 * @returns undefined when the text is no such date, or names a day that does not exist
 */
export function readFhirTime(text: unknown, zone: TimeZone): Span | undefined {
  if (typeof text !== 'string') return undefined;
  const match = FHIR_TIME.exec(text);
  if (match === null) return undefined;
  const [, year, month, date, hour, minute, second, fraction, offset] = match;
  if (month === undefined) return days(Number(year), 1, Number(year) + 1, 1);
  if (date === undefined) return days(Number(year), Number(month), Number(year), Number(month) + 1);
  const day = calendarDay(Number(year), Number(month), Number(date));
  if (day === undefined) return undefined;
  if (offset === undefined || Number(hour) > 23 || Number(minute) > 59) return exactly(onDay(day));
  const milliseconds = fraction === undefined ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3));
  const local =
    day * DAY_MS +
    Number(hour) * 3_600_000 +
    Number(minute) * 60_000 +
    Number(second ?? 0) * 1000 +
    milliseconds;
  return exactly(pointAt((local - offsetMilliseconds(offset)) as Moment, zone));
}

function days(year: number, month: number, endYear: number, endMonth: number): Span | undefined {
  if (month < 1 || month > 12) return undefined;
  const first = (Date.UTC(year, month - 1, 1) / DAY_MS) as Day;
  const last = (Date.UTC(endYear, endMonth - 1, 1) / DAY_MS - 1) as Day;
  return { earliest: onDay(first), latest: onDay(last) };
}

function calendarDay(year: number, month: number, date: number): Day | undefined {
  const milliseconds = Date.UTC(year, month - 1, date);
  const check = new Date(milliseconds);
  return check.getUTCMonth() === month - 1 && check.getUTCDate() === date
    ? ((milliseconds / DAY_MS) as Day)
    : undefined;
}

function offsetMilliseconds(offset: string): number {
  if (offset === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}
