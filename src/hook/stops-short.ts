import type { ChartQuery } from '../core/chart-queries.js';
import type { Moment } from '../core/time/instant.js';
import { readFhirTime } from '../core/time/read-fhir-time.js';
import { dayOf, type TimeZone } from '../core/time/time-zone.js';
import type { BundlePage } from '../fhir/read-bundle.js';
import { rowDate } from './row-date.js';

/**
 * Did a search end before it had shown everything that bears on an answer? That is so when it gave as many rows as it was
 * asked for, or fewer than it counts itself, and its oldest row does not reach past the look-back.
 */
export function stopsShort(
  pages: readonly BundlePage[],
  query: ChartQuery,
  now: Moment,
  zone: TimeZone,
): boolean {
  const rows = pages.reduce((sum, page) => sum + page.rows.length, 0);
  const total = pages.find((page) => page.total !== undefined)?.total;
  const full =
    total === undefined
      ? pages.length === 1 && query.count !== undefined && rows >= query.count
      : total > rows;
  return full && !reachesBack(pages, query.lookBackDays, now, zone);
}

/** Newest first, as asked for, down to a row that is older than the look-back. */
function reachesBack(
  pages: readonly BundlePage[],
  lookBackDays: number | undefined,
  now: Moment,
  zone: TimeZone,
): boolean {
  if (lookBackDays === undefined) return false;
  const days = pages
    .flatMap((page) => page.rows)
    .map((row) => readFhirTime(rowDate(row), zone)?.latest.day)
    .filter((day) => day !== undefined);
  const newestFirst = days.every((day, index) => day <= (days[index - 1] ?? Infinity));
  const oldest = days.at(-1);
  return newestFirst && oldest !== undefined && dayOf(now, zone) - oldest > lookBackDays;
}
