import type { DisclosureNotice } from '../core/pack/disclosure-notice.js';
import { overdueOn } from '../core/pack/review-dates.js';
import type { Count, GovernanceReport, ReportRow } from '../governance/report/governance-report.js';
import { type Rate, ratesOfReport } from '../governance/report/rates-of-report.js';
import { printTable } from './print-table.js';

const WITHHELD = '*';

/** A governance report for the terminal. */
export function printGovernance(report: GovernanceReport, { short }: DisclosureNotice): string {
  const { period, orders, slices, latency, unreadTexts, feedback, reviewDates } = report;
  const rates = ratesOfReport(report);
  const ratesOf = (...tables: readonly Rate['table'][]) =>
    rates
      .filter(({ table, denominator }) => tables.includes(table) && denominator !== 0)
      .map(({ measure, question = '', subject = '', version = '', row, ...rate }) => [
        ...[subject, version, question, stratumOf(row), measure.title],
        ...[rate.numerator, rate.denominator].map(numberOf),
        rate.per100 === null ? WITHHELD : rate.per100.toFixed(1),
      ]);
  const head = ['of', 'version', 'question', 'where', 'measure', 'number', 'of', 'per 100'];
  const countsOf = (rows: readonly ReportRow[]) =>
    rows.flatMap((row) =>
      Object.entries(row.counts).map(([path, count]) => [
        ...[stratumOf(row), path === '' ? 'all' : path],
        numberOf(count),
      ]),
    );
  const countHead = ['where', 'what', 'number'];
  const overdue = overdueOn(report.madeAt.slice(0, 10), reviewDates);
  const sections: readonly (readonly [string, string])[] = [
    [
      'Orders, and calls that were not decided',
      printTable(
        ['question', ...countHead],
        [...orders, ...report.faults].flatMap(({ question, rows }) =>
          countsOf(rows).map((cells) => [question, ...cells]),
        ),
      ),
    ],
    ['Calls and cards', printTable(head, ratesOf('calls', 'cards'))],
    ['Rules', printTable(head, ratesOf('rule'))],
    [
      'Override reasons',
      printTable(
        ['rule', 'version', ...countHead],
        report.rules.flatMap(({ rule, version, rows }) =>
          countsOf(rows)
            .filter(([, path = '']) => path.startsWith('fired/shown/overridden/'))
            .map(([where = '', path = '', count = '']) => [
              ...[rule, version, where, path.replace(/^.*\//, ''), count],
            ]),
        ),
      ),
    ],
    ['Chart inputs', printTable(head, ratesOf('slice'))],
    [
      'Why a chart input was not wholly read',
      printTable(
        ['input', ...countHead],
        slices.flatMap(({ slice, rows }) =>
          countsOf(rows)
            .filter(([, path = '']) => path.includes('/'))
            .map((cells) => [slice, ...cells]),
        ),
      ),
    ],
    [
      'Milliseconds to gather and decide',
      printTable(
        ['client', 'hook', 'p50', 'p95'],
        latency.map(({ client, hook, p50, p95 }) => [
          client,
          hook,
          ...[p50, p95].map(milliseconds),
        ]),
      ),
    ],
    ['Texts that nothing matched', printTable(countHead, countsOf(unreadTexts))],
    ['Feedback that arrived', printTable(countHead, countsOf(feedback))],
    [
      'Review dates',
      printTable(
        ['file', 'review by', ''],
        reviewDates.map((date) => [
          date.id,
          date.reviewBy,
          overdue.includes(date) ? 'overdue' : '',
        ]),
      ),
    ],
  ];
  return [
    `${period.from} to ${period.until} (${period.timeZone}), knowledge ${report.knowledge}`,
    ...sections.map(([title, table]) => `\n${title}\n${table}`),
    `\n${WITHHELD} withheld: a number from 1 to 10, or one that would give such a number away. A share is withheld with either of its numbers.`,
    short,
  ].join('\n');
}

const stratumOf = ({ client = 'all clients', by, value }: ReportRow): string =>
  by === undefined ? client : `${client}, ${by} ${value ?? ''}`;

const numberOf = (count: Count): string => (count === null ? WITHHELD : String(count));
const milliseconds = (ms: Count): string => (ms === null ? WITHHELD : ms.toFixed(1));
