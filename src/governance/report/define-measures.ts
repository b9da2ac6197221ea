import type { Count, ReportRow } from './governance-report.js';

/** What a measure is worked out from: rows of the same stratum. */
export interface MeasureRows {
  readonly row: ReportRow;
  /** The faults of the stratum. */
  readonly faults?: ReportRow | undefined;
  /** The calls of the stratum, with the same question. */
  readonly calls?: ReportRow | undefined;
  /** The orders of the stratum, and those on which the rule fired. */
  readonly orders?: ReportRow | undefined;
  readonly ordersWithRule?: ReportRow | undefined;
}

/** A share of two counts, in hundreds. The words stand on the page, in exports and in docs/governance.md. */
export interface Measure {
  readonly id: string;
  /** The kind of table that it is about. */
  readonly of: 'calls' | 'cards' | 'rule' | 'slice';
  readonly title: string;
  readonly numerator: string;
  readonly denominator: string;
  readonly counts: (rows: MeasureRows) => readonly [Count, Count];
}

/** A class that is not there never happened. */
export const countAt = (row: ReportRow | undefined, path: string): Count =>
  row === undefined ? 0 : (row.counts[path] ?? (path in row.counts ? null : 0));

const plus = (a: Count, b: Count): Count => (a === null || b === null ? null : a + b);

const RESPONSES = [
  {
    id: 'acceptance',
    title: 'Accepted',
    class: 'accepted',
    words: 'cards of which a suggestion was accepted',
  },
  { id: 'override', title: 'Overridden', class: 'overridden', words: 'cards that were overridden' },
  {
    id: 'no-response',
    title: 'No response',
    class: 'no-response',
    words: 'cards about which the client has sent no feedback: nobody knows whether they were read',
  },
];

const responsesTo = (of: 'cards' | 'rule', above: string): readonly Measure[] =>
  RESPONSES.map(({ id, title, class: name, words }) => ({
    id: `${of}-${id}`,
    of,
    title,
    numerator: `${words}${of === 'rule' ? ', of those on which the rule stood' : ''}`,
    denominator: `cards that were shown${of === 'rule' ? ' and on which the rule stood' : ''}`,
    counts: ({ row }) => [countAt(row, `${above}shown/${name}`), countAt(row, `${above}shown`)],
  }));

export const MEASURES: readonly Measure[] = [
  {
    id: 'silent-share',
    of: 'calls',
    title: 'Silent',
    numerator: 'calls that were answered without a card, with everything read and nothing to say',
    denominator: 'calls about such an order that were decided',
    counts: ({ row }) => [countAt(row, 'silent'), countAt(row, '')],
  },
  {
    id: 'not-checked-share',
    of: 'calls',
    title: 'Not checked',
    numerator: 'calls that the service itself could not decide about; a card says so',
    denominator:
      'calls about such an order that were decided; those that were not are no part of it',
    counts: ({ row, faults }) => [countAt(faults, 'not-checked'), countAt(row, '')],
  },
  ...responsesTo('cards', ''),
  {
    id: 'orders-with-rule',
    of: 'rule',
    title: 'Per 100 orders',
    numerator: 'orders on which the rule stood on a card at least once',
    denominator:
      'orders: calls of one client about one patient in one encounter on one day are one order',
    counts: ({ ordersWithRule, orders }) => [countAt(ordersWithRule, ''), countAt(orders, '')],
  },
  {
    id: 'fires-per-calls',
    of: 'rule',
    title: 'Per 100 calls',
    numerator: 'calls in which the rule stood on a card, shown or made for a client in silent mode',
    denominator: 'calls with the same question in the same stratum that were decided',
    counts: ({ row, calls }) => [countAt(row, 'fired'), countAt(calls, '')],
  },
  {
    id: 'shadow-per-calls',
    of: 'rule',
    title: 'In shadow, per 100 calls',
    numerator: 'calls in which the rule would have stood on a card, were it not in shadow',
    denominator: 'calls with the same question in the same stratum that were decided',
    counts: ({ row, calls }) => [countAt(row, 'shadow'), countAt(calls, '')],
  },
  ...responsesTo('rule', 'fired/'),
  {
    id: 'not-wholly-read',
    of: 'slice',
    title: 'Not wholly read',
    numerator: 'calls in which the chart input failed, or was read in part only',
    denominator:
      'calls in which a rule needed it; a source that the site declares absent counts here',
    counts: ({ row }) => [plus(countAt(row, 'failed'), countAt(row, 'partial')), countAt(row, '')],
  },
];
