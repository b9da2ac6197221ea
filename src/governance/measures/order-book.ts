import type { AnsweredCall } from './answered-call.js';
import type { CountedEvent } from './counted-event.js';
import { isDecided } from './events-of-call.js';
import { tableName } from './table-name.js';

export interface OrderBook {
  add(call: AnsweredCall): void;
  events(): readonly CountedEvent[];
}

interface Order {
  readonly client: string;
  readonly question: AnsweredCall['record']['question'];
  signed: boolean;
  /** Of the rules that stood on a card, in which version; a rule and its version are one text. */
  readonly rules: Map<string, { readonly rule: string; readonly version: string }>;
}

/**
 * Makes orders of calls. All calls of one client about one patient in one encounter on one day with the same question are one
 * order: selecting, changing and signing it calls again each time. Where no encounter is said the patient and the day make it.
 * Two orders of one patient on one day are therefore one, and one that is signed after midnight two.
 */
export function openOrderBook(): OrderBook {
  const orders = new Map<string, Order>();
  return {
    add({ record, patient, day }) {
      const { client, question, encounter, hook, findings, cards } = record;
      const name = JSON.stringify([client, question, patient, encounter, day]);
      const order = orders.get(name) ?? { client, question, signed: false, rules: new Map() };
      orders.set(name, order);
      order.signed ||= hook === 'order-sign';
      if (!isDecided(record)) return;
      for (const { rule, version } of findings) {
        if (cards.some(({ rules }) => rules.includes(rule)))
          order.rules.set(`${rule} ${version}`, { rule, version });
      }
    },
    events: () =>
      [...orders.values()].flatMap(({ client, question, signed, rules }) => {
        const event = { client, groups: [], times: 1 };
        return [
          {
            ...event,
            table: tableName({ of: 'orders', question }),
            path: [signed ? 'signed' : 'selected-only'],
          },
          ...[...rules.values()].map((rule) => ({
            ...event,
            table: tableName({ of: 'orders-with-rule', question, ...rule }),
            path: [],
          })),
        ];
      }),
  };
}
