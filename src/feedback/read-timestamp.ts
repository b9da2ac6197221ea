const RFC_3339 = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/i;

/** From 2001 to 2286: what a clock shows in milliseconds, and in no other unit. */
const EPOCH_MS = /^[1-9]\d{12}$/;

/**
 * Epoch milliseconds of a time with an offset, also with the ` UTC` that examples of CDS Hooks have behind it, or of a number of
 * milliseconds.
 * @returns undefined for anything else: a time of an unknown zone is none
 */
export function readTimestamp(value: unknown): number | undefined {
  const text = String(typeof value === 'string' || typeof value === 'number' ? value : '').trim();
  if (EPOCH_MS.test(text)) return Number(text);
  const time = text.replace(/ UTC$/, '').replace(' ', 'T');
  const [, day = ''] = RFC_3339.exec(time) ?? [];
  const ms = day === '' ? NaN : Date.parse(time);
  return Number.isNaN(ms) || !existsInCalendar(day) ? undefined : ms;
}

/** `Date` takes a 30th of February for a day in March. */
const existsInCalendar = (day: string): boolean =>
  new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
