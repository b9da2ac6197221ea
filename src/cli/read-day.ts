import { UsageError } from './complain-about.js';

/**
 * The start of a day in UTC, epoch milliseconds.
 * @param option under which it was given, for the message
 * @throws UsageError for what is no day of the calendar
 */
export function startOfDay(text: string, option: string): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  // 31 February would be taken for a day in March.
  if (!Number.isNaN(at) && new Date(at).toISOString().startsWith(text)) return at;
  throw new UsageError(`${option} wants a day such as 2026-11-24.`);
}
