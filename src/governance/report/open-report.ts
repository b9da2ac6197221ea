import type { ReviewDate } from '../../core/pack/review-dates.js';
import type { DecisionRecord } from '../../record/decision-record.js';
import type { AnsweredCall } from '../measures/answered-call.js';
import type { CountedEvent } from '../measures/counted-event.js';
import { eventsOfCall } from '../measures/events-of-call.js';
import { openOrderBook } from '../measures/order-book.js';
import { tableName } from '../measures/table-name.js';
import { openTally } from '../measures/tally.js';
import { sumsOfCells } from '../protection/sums-of-cells.js';
import { LEAST_SHOWN, withholdSmallCells } from '../protection/withhold-small-cells.js';
import type { GovernanceReport, Latency, RuleTable } from './governance-report.js';
import { percentile } from './percentile.js';
import { rowsOfCells, type ShownCell } from './rows-of-cells.js';

export interface ReportFrame {
  readonly period: GovernanceReport['period'];
  /** Shows this one alone. What is withheld is the same as for all, or the difference would tell. */
  readonly client?: string | undefined;
  readonly madeAt: string;
  readonly knowledge: string;
  readonly reviewDates: readonly ReviewDate[];
}

export interface OpenReport {
  add(call: AnsweredCall): void;
  /** Feedback that arrived in the period, whatever its card. */
  addFeedback(client: string, card: string, outcome: string): void;
  close(frame: ReportFrame): GovernanceReport;
}

const QUESTIONS: readonly DecisionRecord['question'][] = ['naltrexone', 'mirror', 'readiness'];

/** Takes the calls of a period one by one and counts them; closing it withholds small numbers. */
export function openReport(): OpenReport {
  const tally = openTally();
  const orders = openOrderBook();
  const rules = new Map<string, Pick<RuleTable, 'question' | 'rule' | 'version'>>();
  const slices = new Set<string>();
  const clients = new Set<string>();
  const durations = new Map<
    string,
    { client: string; hook: DecisionRecord['hook']; ms: number[] }
  >();

  const addAll = (events: readonly CountedEvent[]): void => {
    for (const event of events) tally.add(event);
  };

  return {
    add(call) {
      const { client, hook, question, latency, findings } = call.record;
      clients.add(client);
      addAll(eventsOfCall(call));
      orders.add(call);
      for (const { rule, version } of findings)
        rules.set(`${rule} ${version} ${question}`, { question, rule, version });
      for (const { slice } of call.record.slices) slices.add(slice);
      const name = `${client} ${hook}`;
      const some = durations.get(name) ?? { client, hook, ms: [] };
      some.ms.push(latency.gather + latency.decide);
      durations.set(name, some);
    },
    addFeedback(client, card, outcome) {
      tally.add({ table: 'feedback', client, groups: [], path: [card, outcome], times: 1 });
    },
    close({ client, ...frame }) {
      addAll(orders.events());
      const cells = tally.cells();
      const withheld = withholdSmallCells(
        cells.map(({ count }) => count),
        sumsOfCells(cells),
      );
      const shown = cells
        .map((cell, at): ShownCell => ({ ...cell, count: withheld.has(at) ? null : cell.count }))
        .filter((cell) => client === undefined || cell.client === client);
      const rowsOf = (table: string) => rowsOfCells(shown.filter((cell) => cell.table === table));
      const byQuestion = (of: 'orders' | 'calls' | 'faults' | 'cards') =>
        QUESTIONS.map((question) => ({
          question,
          rows: rowsOf(tableName({ of, question })),
        })).filter(({ rows }) => rows.length > 0);
      return {
        schema: 1,
        ...frame,
        ...(client === undefined ? {} : { client }),
        clients: [...clients].filter((id) => client === undefined || id === client).sort(),
        orders: byQuestion('orders'),
        calls: byQuestion('calls'),
        faults: byQuestion('faults'),
        cards: byQuestion('cards'),
        rules: sorted(rules)
          .map((rule) => ({
            ...rule,
            rows: rowsOf(tableName({ of: 'rule', ...rule })),
            orders: rowsOf(tableName({ of: 'orders-with-rule', ...rule })),
          }))
          .filter(({ rows }) => rows.length > 0),
        slices: [...slices]
          .sort()
          .map((slice) => ({ slice, rows: rowsOf(tableName({ of: 'slice', slice })) }))
          .filter(({ rows }) => rows.length > 0),
        unreadTexts: rowsOf('unread-texts'),
        feedback: rowsOf('feedback'),
        latency: sorted(durations)
          .filter((one) => client === undefined || one.client === client)
          .map(latencyOf),
        reviewDates: frame.reviewDates
          .map(({ id, reviewBy }) => ({ id, reviewBy }))
          .sort((a, b) => (a.reviewBy < b.reviewBy ? -1 : 1)),
        withheld: shown.filter(({ count }) => count === null).length,
      };
    },
  };
}

function latencyOf({
  client,
  hook,
  ms,
}: {
  client: string;
  hook: DecisionRecord['hook'];
  ms: readonly number[];
}): Latency {
  const values = ms.length < LEAST_SHOWN ? [] : ms.toSorted((a, b) => a - b);
  return {
    client,
    hook,
    p50: percentile(values, 0.5) ?? null,
    p95: percentile(values, 0.95) ?? null,
  };
}

const sorted = <T>(map: ReadonlyMap<string, T>): readonly T[] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
