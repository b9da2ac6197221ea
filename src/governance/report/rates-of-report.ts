import type { Count, GovernanceReport, ReportRow } from './governance-report.js';
import { type Measure, MEASURES, type MeasureRows } from './define-measures.js';

/** One measure of one stratum of one table. */
export interface Rate {
  readonly measure: Measure;
  readonly table: Measure['of'];
  readonly question?: string;
  /** Rule or slice. */
  readonly subject?: string;
  readonly version?: string;
  readonly row: ReportRow;
  readonly numerator: Count;
  readonly denominator: Count;
  /** In hundreds; null = withheld, since one of both counts is, or there is nothing to divide by. */
  readonly per100: number | null;
}

/** All measures of a report, table after table. */
export function ratesOfReport(report: GovernanceReport): readonly Rate[] {
  const { calls, cards, faults, orders, rules, slices } = report;
  return [
    ...calls.flatMap(({ question, rows }) =>
      rows.flatMap((row) =>
        ratesOf(
          'calls',
          { row, faults: sameStratum(row, faults.find((one) => one.question === question)?.rows) },
          { question },
        ),
      ),
    ),
    ...cards.flatMap(({ question, rows }) =>
      rows.flatMap((row) => ratesOf('cards', { row }, { question })),
    ),
    ...rules.flatMap(({ question, rule, version, rows, orders: withRule }) =>
      rows.flatMap((row) =>
        ratesOf(
          'rule',
          {
            row,
            calls: sameStratum(row, calls.find((one) => one.question === question)?.rows),
            ordersWithRule: sameStratum(row, withRule),
            orders: sameStratum(row, orders.find((one) => one.question === question)?.rows),
          },
          { question, subject: rule, version },
        ),
      ),
    ),
    ...slices.flatMap(({ slice, rows }) =>
      rows.flatMap((row) => ratesOf('slice', { row }, { subject: slice })),
    ),
  ];
}

type About = Pick<Rate, 'question' | 'subject' | 'version'>;

/** Orders are known by client only: what is worked out from them has no finer strata. */
const ratesOf = (of: Measure['of'], rows: MeasureRows, about: About): readonly Rate[] =>
  MEASURES.filter(
    (measure) =>
      measure.of === of && !(measure.id === 'orders-with-rule' && rows.row.by !== undefined),
  ).map((measure) => {
    const [numerator, denominator] = measure.counts(rows);
    return {
      measure,
      table: of,
      ...about,
      row: rows.row,
      numerator,
      denominator,
      per100:
        numerator === null || denominator === null || denominator === 0
          ? null
          : (100 * numerator) / denominator,
    };
  });

const sameStratum = (
  { client, by, value }: ReportRow,
  rows: readonly ReportRow[] = [],
): ReportRow | undefined =>
  rows.find((row) => row.client === client && row.by === by && row.value === value);
