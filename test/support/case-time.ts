import { Temporal } from 'temporal-polyfill';

const DAYS = /^([+-]?\d+)d(?:T(\d{2}:\d{2}(?::\d{2})?))?$/;
const HOURS = /^([+-])(\d+)h(?:(\d+)m)?$/;

/**
 * Times of a case are written relative to its `now`: "-6d" is the site's calendar day six days earlier, "-6dT10:00" an
 * instant of that day by the site's wall clock, "-50h" or "-167h59m" the instant so long ago. Anything else stays as it is.
 */
export function resolveTime(text: string, now: Temporal.ZonedDateTime): string {
  const days = DAYS.exec(text);
  if (days !== null) {
    const day = now.toPlainDate().add({ days: Number(days[1]) });
    return days[2] === undefined
      ? day.toString()
      : instantText(day.toZonedDateTime({ timeZone: now.timeZoneId, plainTime: days[2] }));
  }
  const hours = HOURS.exec(text);
  if (hours === null) return text;
  const distance = { hours: Number(hours[2]), minutes: Number(hours[3] ?? 0) };
  return instantText(hours[1] === '-' ? now.subtract(distance) : now.add(distance));
}

/** The same for every string inside a value. */
export function resolveTimes<T>(value: T, now: Temporal.ZonedDateTime): T {
  if (typeof value === 'string') return resolveTime(value, now) as T;
  if (Array.isArray(value)) return value.map((entry: unknown) => resolveTimes(entry, now)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, resolveTimes(entry as unknown, now)]),
  ) as T;
}

/** The same times as a person says them: "6 d ago", "2 d ago 10:00", "in 3 d", "50 h ago", "today". */
export function sayTime(text: string): string {
  const [, days, clock] = DAYS.exec(text) ?? [];
  if (days !== undefined) {
    const day = Number(days) === 0 ? 'today' : distance(Number(days), 'd');
    return clock === undefined ? day : `${day} ${clock}`;
  }
  const [, sign, hours, minutes] = HOURS.exec(text) ?? [];
  if (hours === undefined) return text;
  const unit = minutes === undefined ? 'h' : `h ${minutes} min`;
  return distance(Number(`${sign ?? ''}${hours}`), unit);
}

const distance = (amount: number, unit: string): string =>
  amount < 0 ? `${-amount} ${unit} ago` : `in ${amount} ${unit}`;

export const zonedNow = (now: string, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.from(now).toZonedDateTimeISO(timeZone);

const instantText = (at: Temporal.ZonedDateTime): string =>
  at.toString({ timeZoneName: 'never', smallestUnit: 'second' });
