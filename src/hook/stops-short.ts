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
  const rows = pages.flatMap((page) => page.rows);
  const total = pages.find((page) => page.total !== undefined)?.total;
  const isOnePage = pages.length === 1;
  // A total does not help here: some servers write the number of rows that they send.
  const full = isOnePage && query.count !== undefined && rows.length >= query.count;
  // Rows that a single page holds twice may be counted twice.
  const isAllThatCame = isOnePage && total === rows.length;
  const missing = total !== undefined && !isAllThatCame && total > distinct(rows);
  return (full || missing) && !reachesBack(pages, query.lookBackDays, now, zone);
}

/** A server that repeats a page in place of the next one has not shown what it counts. */
const distinct = (rows: BundlePage['rows']): number =>
  new Set(rows.map((row) => (typeof row.id === 'string' ? row.id : row))).size;

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
