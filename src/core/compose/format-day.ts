import { DAY_MS, type Day } from '../time/instant.js';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** A day as a clinician reads it without doubt about day and month: 24 Nov 2026. */
export function formatDay(day: Day): string {
  const date = new Date(day * DAY_MS);
  return `${String(date.getUTCDate())} ${MONTHS[date.getUTCMonth()] ?? ''} ${String(date.getUTCFullYear())}`;
}

/** A day as machines read it: 2026-11-24. */
export const isoDay = (day: Day): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
