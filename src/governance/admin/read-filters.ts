import { DAY_MS, type Moment } from '../../core/time/instant.js';
import { dayOf, type TimeZone } from '../../core/time/time-zone.js';
import type { Period } from '../../store/store.js';
import type { Filters } from '../pages/filters.js';
import { periodOfDays } from '../report/period-of-days.js';

/** More at once would keep the store busy for long. */
const MOST_DAYS = 366;
const USUAL_DAYS = 30;

/**
 * Period and client of an address; without any the last 30 whole days of all clients.
 * @returns a text for the reader when they make no sense
 */
export function readFilters(
  query: Readonly<Record<string, unknown>>,
  zone: TimeZone,
  now: number,
): { readonly filters: Filters; readonly period: Period } | string {
  const today = dayOf(now as Moment, zone);
  // A name that stands there twice has no value that could be meant.
  const textOf = (name: string, otherwise: string) => {
    const value = query[name] ?? '';
    return value === '' ? otherwise : typeof value === 'string' ? value : 'more than one';
  };
  const from = textOf('from', isoOf(today - USUAL_DAYS));
  const until = textOf('until', isoOf(today));
  const client = textOf('client', '');
  const period = periodOfDays(from, until, zone);
  if (period === undefined) return 'The period wants two days, the first not after the last.';
  if (period.until - period.from > (MOST_DAYS + 1) * DAY_MS) {
    return `A period has at most ${MOST_DAYS} days here; the command line takes longer ones.`;
  }
  return { filters: { from, until, client: client === '' ? undefined : client }, period };
}

const isoOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
