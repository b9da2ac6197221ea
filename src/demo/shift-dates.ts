const DAY_MS = 86_400_000;
const DATE_OR_TIME = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}.*)?$/;

/**
 * A copy of a JSON value in which every date, dateTime and instant lies `days` days later; birth dates stay.
 *
 * Only the date part moves: the time of day and the offset keep their text, so a fact stays on its local day as long
 * as it is not within an hour of midnight (the offset of winter may meet a day of summer). Partial dates (`2026-11`)
 * are left alone, since a month cannot be moved by days; charts to be shifted must not hold any.
 */
export function shiftDates<T>(value: T, days: number): T {
  return shift(value, days) as T;
}

function shift(value: unknown, days: number): unknown {
  if (typeof value === 'string') return shiftText(value, days);
  if (Array.isArray(value)) return value.map((one) => shift(one, days));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, key === 'birthDate' ? one : shift(one, days)]),
  );
}

function shiftText(text: string, days: number): string {
  const [, date, time = ''] = DATE_OR_TIME.exec(text) ?? [];
  if (date === undefined) return text;
  const day = new Date(Date.parse(date) + days * DAY_MS);
  return day.toISOString().slice(0, 10) + time;
}
