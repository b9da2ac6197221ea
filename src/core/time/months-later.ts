import { DAY_MS, type Day } from './instant.js';

/** The same day so many calendar months later; the last day of a month that has no such day. */
export function monthsLater(day: Day, months: number): Day {
  const from = new Date(day * DAY_MS);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return (Date.UTC(year, month, Math.min(from.getUTCDate(), lastOfMonth)) / DAY_MS) as Day;
}
