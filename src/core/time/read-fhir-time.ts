import { DAY_MS, type Day, exactly, HOUR_MS, type Moment, onDay, type Span } from './instant.js';
import { pointAt, type TimeZone } from './time-zone.js';

const FHIR_TIME =
  /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?)?)?)?$/;
const MINUTE_MS = 60_000;

/**
 * Reads a FHIR date, dateTime or instant.
 * A partial date (2026, 2026-11) is an interval of days; a date is a calendar day of the site's zone; a dateTime with an
 * offset is an instant. A time of day without an offset, or one that no clock shows, is not FHIR and cannot be placed: only
 * its day is used.
 * @returns undefined when the text is no such date, or names a day that does not exist
 */
export function readFhirTime(text: unknown, zone: TimeZone): Span | undefined {
  if (typeof text !== 'string' || !FHIR_TIME.test(text)) return undefined;
  // Read by place, since every part has its own: captured groups and their Numbers cost three times as much.
  const year = digits(text, 0, 4);
  if (text.length === 4) return days(year, 1, year + 1, 1);
  const month = digits(text, 5, 2);
  if (text.length === 7) return days(year, month, year, month + 1);
  const day = calendarDay(year, month, digits(text, 8, 2));
  if (day === undefined) return undefined;
  const time = text.length === 10 ? undefined : timeOfDay(text);
  return exactly(time === undefined ? onDay(day) : pointAt((day * DAY_MS + time) as Moment, zone));
}

/** The number that stands at a place of the text, so many digits long. */
function digits(text: string, at: number, length: number): number {
  let value = 0;
  for (let place = at; place < at + length; place += 1) {
    value = value * 10 + text.charCodeAt(place) - ZERO;
  }
  return value;
}

const ZERO = '0'.charCodeAt(0);

function days(year: number, month: number, endYear: number, endMonth: number): Span | undefined {
  if (month < 1 || month > 12) return undefined;
  const first = (Date.UTC(year, month - 1, 1) / DAY_MS) as Day;
  const last = (Date.UTC(endYear, endMonth - 1, 1) / DAY_MS - 1) as Day;
  return { earliest: onDay(first), latest: onDay(last) };
}

function calendarDay(year: number, month: number, date: number): Day | undefined {
  const exists =
    month >= 1 && month <= 12 && date >= 1 && (date <= 28 || date <= daysIn(year, month));
  return exists ? ((Date.UTC(year, month - 1, date) / DAY_MS) as Day) : undefined;
}

const daysIn = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Milliseconds from midnight UTC of the written day; undefined when the text does not say. */
function timeOfDay(text: string): number | undefined {
  const end = text.length - (text.endsWith('Z') ? 1 : '-05:00'.length);
  const sign = text[end];
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  if ((sign !== 'Z' && sign !== '+' && sign !== '-') || hour > 23 || minute > 59) return undefined;
  const second = text[16] === ':' ? digits(text, 17, 2) : 0;
  const fraction = text[19] === '.' ? digits(text.slice(20, end).padEnd(3, '0'), 0, 3) : 0;
  const local = hour * HOUR_MS + minute * MINUTE_MS + second * 1000 + fraction;
  if (sign === 'Z') return local;
  const offset = digits(text, end + 1, 2) * HOUR_MS + digits(text, end + 4, 2) * MINUTE_MS;
  return sign === '+' ? local - offset : local + offset;
}
