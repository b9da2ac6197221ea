import type { DisclosureNotice } from '../../core/pack/disclosure-notice.js';
import type { GovernanceReport, ReportRow } from '../report/governance-report.js';
import { ratesOfReport } from '../report/rates-of-report.js';
import { csv } from './csv.js';

const HEAD = [
  ...['from', 'until', 'table', 'question', 'subject', 'version', 'client', 'group', 'value'],
  ...['name', 'count', 'numerator', 'denominator', 'per100', 'withheld', 'notice'],
];

type Cell = string | number | null;

/**
 * A report as one long table: a line for each count of each stratum, named by its class, and one for each measure. A withheld
 * number is empty, and `withheld` says `yes`.
 */
export function reportCsv(report: GovernanceReport, { short }: DisclosureNotice): string {
  const { from, until } = report.period;
  const strataOf = ({ client = '', by = '', value = '' }: ReportRow) => [client, by, value];
  const line = (
    about: readonly Cell[],
    row: ReportRow,
    numbers: readonly Cell[],
    shown: boolean,
  ) => [...[from, until, ...about, ...strataOf(row), ...numbers], ...[shown ? 'no' : 'yes', short]];
  const counts = (about: readonly Cell[], rows: readonly ReportRow[]) =>
    rows.flatMap((row) =>
      Object.entries(row.counts).map(([path, count]) =>
        line(about, row, [path === '' ? 'all' : path, count, null, null, null], count !== null),
      ),
    );
  return csv([
    HEAD,
    ...report.orders.flatMap(({ question, rows }) => counts(['orders', question, '', ''], rows)),
    ...report.calls.flatMap(({ question, rows }) => counts(['calls', question, '', ''], rows)),
    ...report.faults.flatMap(({ question, rows }) => counts(['faults', question, '', ''], rows)),
    ...report.cards.flatMap(({ question, rows }) => counts(['cards', question, '', ''], rows)),
    ...report.rules.flatMap(({ question, rule, version, rows, orders }) => [
      ...counts(['rule', question, rule, version], rows),
      ...counts(['orders-with-rule', question, rule, version], orders),
    ]),
    ...report.slices.flatMap(({ slice, rows }) => counts(['slice', '', slice, ''], rows)),
    ...counts(['unread-texts', '', '', ''], report.unreadTexts),
    ...counts(['feedback', '', '', ''], report.feedback),
    ...ratesOfReport(report).map(
      ({ measure, table, question = '', subject = '', version = '', row, ...rate }) =>
        line(
          [table, question, subject, version],
          row,
          [measure.id, null, rate.numerator, rate.denominator, rate.per100],
          rate.numerator !== null && rate.denominator !== null,
        ),
    ),
    ...report.latency.flatMap(({ client, hook, p50, p95 }) =>
      Object.entries({ 'p50 milliseconds': p50, 'p95 milliseconds': p95 }).map(([name, ms]) =>
        line(
          ['latency', '', '', ''],
          { client, by: 'hook', value: hook, counts: {} },
          [name, ms, null, null, null],
          ms !== null,
        ),
      ),
    ),
  ]);
}
