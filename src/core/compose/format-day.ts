import { DAY_MS, type Day } from '../time/instant.js';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** The last day that FHIR and ISO can write: supplies of absurd length end there rather than in an error. */
const LAST_DAY = Date.UTC(9999, 11, 31) / DAY_MS;
const dateOf = (day: Day): Date => new Date(Math.min(day, LAST_DAY) * DAY_MS);

/** A day as a clinician reads it without doubt about day and month: 24 Nov 2026. */
export function formatDay(day: Day): string {
  const date = dateOf(day);
  return `${String(date.getUTCDate())} ${MONTHS[date.getUTCMonth()] ?? ''} ${String(date.getUTCFullYear())}`;
}

/** A day as machines read it: 2026-11-24. */
export const isoDay = (day: Day): string => dateOf(day).toISOString().slice(0, 10);
