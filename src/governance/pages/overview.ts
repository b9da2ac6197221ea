import { type ComponentChildren, h } from 'preact';
import type { GovernanceReport, ReportRow } from '../report/governance-report.js';
import { countAt } from '../report/define-measures.js';
import { type Rate, ratesOfReport } from '../report/rates-of-report.js';
import { count, milliseconds, rate, table } from './elements.js';
import { type Filters, queryOf } from './filters.js';

const DOWNLOADS = {
  csv: 'CSV',
  json: 'JSON',
  'measure-report': 'FHIR MeasureReport',
  feedback: 'Feedback, line by line',
};

/** The numbers of a period, of all clients or one: rules, what came of their cards, what of the chart was missing. */
export function overview(
  report: GovernanceReport,
  filters: Filters,
  clients: readonly string[],
): readonly ComponentChildren[] {
  const { orders, calls, cards, rules, slices, latency, unreadTexts, feedback } = report;
  const rates = ratesOfReport(report);
  const find = (row: ReportRow, id: string, about: Partial<Rate> = {}) =>
    rates.find(
      (one) =>
        one.measure.id === id &&
        one.row.client === row.client &&
        one.row.by === row.by &&
        one.row.value === row.value &&
        one.question === about.question &&
        one.subject === about.subject &&
        one.version === about.version,
    );
  /** The row of what is shown as a whole: all clients, or the one. */
  const whole = (rows: readonly ReportRow[]) =>
    rows.find(({ client, by }) => client === filters.client && by === undefined);
  const ofClients = (rows: readonly ReportRow[]) => rows.filter(({ by }) => by === undefined);
  return [
    form(filters, clients),
    h(
      'p',
      null,
      `${report.period.from} to ${report.period.until}, ${report.period.timeZone}. Knowledge ${report.knowledge}. `,
      report.withheld === 0
        ? 'No number is withheld.'
        : `${report.withheld.toLocaleString('en-US')} numbers are withheld: those from 1 to 10, and those that would give one of them away.`,
    ),
    h(
      'p',
      { class: 'downloads' },
      'Download: ',
      Object.entries(DOWNLOADS).map(([format, name]) =>
        h('a', { href: `/admin/export${queryOf(filters, { format })}` }, name),
      ),
    ),
    ...calls.flatMap(({ question, rows }) => {
      const name = question === 'naltrexone' ? 'Naltrexone orders' : 'Opioid orders on naltrexone';
      return [
        h('h2', null, name),
        table({
          caption: `${name} and calls, per 100`,
          head: [
            'Client',
            'Orders',
            'Calls',
            'Silent',
            'Not checked',
            'Accepted',
            'Overridden',
            'No response',
          ],
          rows: ofClients(rows).map((row) => {
            const same = ({ client, by }: ReportRow) => client === row.client && by === undefined;
            const order = orders.find((one) => one.question === question)?.rows.find(same);
            const card = cards.find((one) => one.question === question)?.rows.find(same);
            const responses = ['cards-acceptance', 'cards-override', 'cards-no-response'];
            return [
              row.client ?? 'All clients',
              count(countAt(order, '')),
              count(countAt(row, '')),
              rate(find(row, 'silent-share', { question })),
              rate(find(row, 'not-checked-share', { question })),
              ...responses.map((id) =>
                rate(card === undefined ? undefined : find(card, id, { question })),
              ),
            ];
          }),
        }),
      ];
    }),
    h('h2', null, 'Rules'),
    table({
      caption: 'Rules, per 100',
      head: [
        ...['Rule', 'Version', 'Question', 'Per 100 orders', 'Per 100 calls', 'Accepted'],
        ...['Overridden', 'No response', 'In shadow'],
      ],
      rows: rules.flatMap(({ question, rule, version, rows }) => {
        const row = whole(rows);
        if (row === undefined) return [];
        const about = { question, subject: rule, version };
        return [
          [
            h('a', { href: `/admin/rule${queryOf(filters, { rule })}` }, rule),
            ...[version, question],
            ...['orders-with-rule', 'fires-per-calls', 'rule-acceptance', 'rule-override'].map(
              (id) => rate(find(row, id, about)),
            ),
            ...['rule-no-response', 'shadow-per-calls'].map((id) => rate(find(row, id, about))),
          ],
        ];
      }),
    }),
    h('h2', null, 'Chart inputs'),
    table({
      caption: 'Chart inputs that were not wholly read, per 100 calls that needed them',
      head: ['Input', 'Not wholly read', 'Why'],
      rows: slices.flatMap(({ slice, rows }) => {
        const row = whole(rows);
        return row === undefined
          ? []
          : [[slice, rate(find(row, 'not-wholly-read', { subject: slice })), reasons(row)]];
      }),
    }),
    h('h2', null, 'Time'),
    table({
      caption: 'Milliseconds to gather the chart and decide',
      head: ['Client and hook', 'Half of the calls within', '95 of 100 within'],
      rows: latency.map(({ client, hook, p50, p95 }) => [
        ...[`${client}, ${hook}`, milliseconds(p50), milliseconds(p95)],
      ]),
    }),
    h('h2', null, 'Feedback and texts that nothing matched'),
    table({
      caption: 'Feedback that arrived, by what is known of its card',
      head: ['Client', 'Known card', 'Unknown card', 'Card of another client'],
      rows: feedback.map((row) => [
        row.client ?? 'All clients',
        ...['known', 'unknown', 'foreign'].map((name) => count(countAt(row, name))),
      ]),
    }),
    table({
      caption: 'Texts that look like naltrexone or an opioid and that nothing matched',
      head: ['Client', 'Times'],
      rows: unreadTexts.map((row) => [row.client ?? 'All clients', count(countAt(row, ''))]),
    }),
  ];
}

/** `failed: not-permitted 20`, one line each. */
const reasons = (row: ReportRow): ComponentChildren =>
  h(
    'ul',
    null,
    Object.entries(row.counts)
      .filter(([path]) => path.includes('/'))
      .map(([path, value]) => h('li', null, `${path.replace('/', ': ')} `, count(value))),
  );

const form = (filters: Filters, clients: readonly string[]) =>
  h(
    'form',
    { method: 'get', action: '/admin', class: 'filters' },
    h(
      'label',
      null,
      'From ',
      h('input', { type: 'date', name: 'from', value: filters.from, required: true }),
    ),
    h(
      'label',
      null,
      'Until ',
      h('input', { type: 'date', name: 'until', value: filters.until, required: true }),
    ),
    h(
      'label',
      null,
      'Client ',
      h(
        'select',
        { name: 'client' },
        h('option', { value: '' }, 'All'),
        clients.map((id) => h('option', { value: id, selected: id === filters.client }, id)),
      ),
    ),
    h('button', { type: 'submit' }, 'Show'),
  );
