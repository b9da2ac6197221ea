import { DAY_MS, type Day, dayPlus } from '../../core/time/instant.js';
import { endOfDay, type TimeZone } from '../../core/time/time-zone.js';
import type { Period } from '../../store/store.js';

/** @returns undefined unless the text is a calendar day, ISO 8601 */
function readDay(text: string): Day | undefined {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  const isDay = !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
  return isDay ? ((ms / DAY_MS) as Day) : undefined;
}

/**
 * From the first instant of a day to the last of another, in a time zone.
 * @param from `until` ISO days, both within the period
 * @returns undefined when one is no day, or the second lies before the first
 */
export function periodOfDays(from: string, until: string, zone: TimeZone): Period | undefined {
  const [first, last] = [readDay(from), readDay(until)];
  if (first === undefined || last === undefined || last < first) return undefined;
  return { from: endOfDay(dayPlus(first, -1), zone) + 1, until: endOfDay(last, zone) + 1 };
}
