import { isMoreThan } from '../../evidence/liver/decimal-comparison.js';
import type { LiverAnalyte, LiverResult } from '../../evidence/liver-result.js';
import type { Day, Point } from '../../time/instant.js';

/** An abnormal or unreadable result of a partial date counts as late as it may be, a normal one as early. */
export const decisiveTime = ({ at, value }: LiverResult): Point =>
  value.readable && !isMoreThan(value.upperLimit?.timesLowest ?? Infinity, 1)
    ? at.earliest
    : at.latest;

const RANK: Readonly<Record<LiverResult['status'], number>> = {
  corrected: 2,
  final: 1,
  preliminary: 0,
};

/**
 * Newest first; at one time corrected before final before preliminary, then the later release, then a readable one, then the
 * worse one (`clinical-liver-other` B2.8). Where a result of a day has no time of day, that day's times decide nothing.
 */
export const newestFirst = <R extends LiverResult>(results: readonly R[]): readonly R[] =>
  results.length < 2 ? results : results.toSorted(byAge(results));

/** The first of `newestFirst`. */
export function newestOf<R extends LiverResult>(results: readonly R[]): R | undefined {
  if (results.length < 2) return results[0];
  const compare = byAge(results);
  return results.reduce((newest, one) => (compare(one, newest) < 0 ? one : newest));
}

function byAge(results: readonly LiverResult[]): (a: LiverResult, b: LiverResult) => number {
  const timeless = new Set<Day>();
  for (const result of results) {
    const { day, moment } = decisiveTime(result);
    if (moment === undefined) timeless.add(day);
  }
  return (a, b) => {
    const timeA = decisiveTime(a);
    const timeB = decisiveTime(b);
    if (timeA.day !== timeB.day) return timeB.day - timeA.day;
    const byMoment = timeless.has(timeA.day) ? 0 : (timeB.moment ?? 0) - (timeA.moment ?? 0);
    return (
      byMoment ||
      RANK[b.status] - RANK[a.status] ||
      (b.issued ?? 0) - (a.issued ?? 0) ||
      Number(b.value.readable) - Number(a.value.readable) ||
      severity(b) - severity(a) ||
      (timeB.moment ?? 0) - (timeA.moment ?? 0) ||
      compareText(a.provenance.source, b.provenance.source)
    );
  };
}

export const isWorse = (a: LiverResult, b: LiverResult): boolean => severity(a) > severity(b);

function severity({ analyte, value }: LiverResult): number {
  if (!value.readable) return 0;
  const amount = value.upperLimit?.timesLowest ?? value.canonical ?? 0;
  return LOWER_IS_WORSE.has(analyte) ? -amount : amount;
}

const LOWER_IS_WORSE: ReadonlySet<LiverAnalyte> = new Set<LiverAnalyte>([
  'albumin',
  'platelets',
  'sodium',
  'egfr',
]);

/** Two results that differ in nothing else: the order of the chart must not choose between them. */
const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
