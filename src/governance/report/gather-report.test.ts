import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sqliteDatabase } from '../../../test/support/open-test-store.js';
import { type Batch, syntheticLog } from '../../../test/support/synthetic-log.js';
import { loadTimeZone } from '../../knowledge/load-time-zone.js';
import { openStore } from '../../store/open-store.js';
import type { Store } from '../../store/store.js';
import { gatherReport } from './gather-report.js';
import type { GovernanceReport, ReportRow } from './governance-report.js';
import { ratesOfReport } from './rates-of-report.js';

const START = Date.parse('2026-11-10T15:00:00Z');
const WINDOW = { rule: 'opioid-interval-short' };
const LIVER = { rule: 'liver-enzymes-high' };
const TRIAL = (arm: string) => [{ experiment: 'wording', arm }];
const seen = { from: 'server', rows: 3 } as const;

/** What was planned is the truth: each number below is worked out from it by hand. */
const BATCHES: readonly Batch[] = [
  // mercy: 120 orders. 60 of physicians were selected and then signed, 60 of nurses were signed.
  {
    ...{ times: 60, role: 'Practitioner', hooks: ['order-select', 'order-sign'], fired: [WINDOW] },
    // It came before the records of its cards.
    ...{
      feedback: { outcome: 'accepted', card: 'unknown' },
      arms: TRIAL('short'),
      latency: (n) => n,
    },
    slices: [{ slice: 'laboratory', state: 'complete', ...seen }],
  },
  {
    ...{ times: 20, role: 'PractitionerRole', fired: [WINDOW], arms: TRIAL('long') },
    feedback: { outcome: 'overridden', reason: { known: true, code: 'rapid-induction' } },
    slices: [
      { slice: 'laboratory', state: 'failed', reason: 'not-permitted', from: 'server', rows: 0 },
    ],
  },
  {
    ...{ times: 15, role: 'PractitionerRole', fired: [WINDOW, LIVER] },
    feedback: { outcome: 'overridden', reason: { known: false, code: 'a-mark' } },
    slices: [{ slice: 'laboratory', state: 'partial', reason: 'more-pages', ...seen }],
  },
  { times: 25, role: 'PractitionerRole', fired: [{ ...WINDOW, shadow: true }], unreadTexts: 2 },
  // north: 40 orders in silent mode, of another version of the rule.
  {
    ...{ times: 40, client: 'north', role: 'Practitioner', shown: false },
    fired: [{ ...WINDOW, version: '2.0.0' }],
    slices: [
      { slice: 'laboratory', state: 'not-asked', reason: 'not-needed', from: 'nowhere', rows: 0 },
    ],
  },
  { times: 12, client: 'north', role: 'Practitioner', answer: 'not-checked' },
  { times: 30, question: 'mirror', role: 'Practitioner' },
];

describe('golden numbers of a synthetic log with known truth', () => {
  const { url, drop } = sqliteDatabase();
  let store: Store;
  let report: GovernanceReport;
  const reportOf = (client?: string) =>
    gatherReport(
      store,
      { from: START, until: START + 86_400_000 * 7 },
      loadTimeZone('America/New_York'),
      {
        ...{ period: { from: '2026-11-10', until: '2026-11-16', timeZone: 'America/New_York' } },
        ...{ madeAt: '2026-11-25T00:00:00Z', knowledge: 'abc', reviewDates: [], client },
      },
    );

  beforeAll(async () => {
    store = await openStore(url);
    const { decisions, feedback } = syntheticLog(BATCHES, START);
    await store.decisions.append(decisions);
    await store.feedback.append([
      ...feedback,
      // Another client speaks about a card of mercy: it counts, and changes nothing.
      {
        ...feedback[0]!,
        id: 'f',
        client: 'north',
        record: '{"card":"foreign","outcome":"overridden"}',
      },
    ]);
    report = await reportOf();
  });
  afterAll(async () => {
    await store.close();
    await drop();
  });

  const rowOf = (rows: readonly ReportRow[], client?: string, by?: string, value?: string) =>
    rows.find((row) => row.client === client && row.by === by && row.value === value)?.counts;
  const ruleRows = (rule: string, version = '1.0.0') =>
    report.rules.find((one) => one.rule === rule && one.version === version)!.rows;

  test('orders: selecting and signing are one', () => {
    const [orders] = report.orders;
    expect(rowOf(orders!.rows)).toEqual({ '': 172, signed: 172 });
    expect(rowOf(orders!.rows, 'mercy')).toEqual({ '': 120, signed: 120 });
  });

  test('calls by hook, role and answer', () => {
    const [calls] = report.calls;
    expect(rowOf(calls!.rows, 'mercy')).toEqual({
      '': 180,
      cards: 155,
      'cards/shown': 155,
      silent: 25,
    });
    expect(rowOf(calls!.rows, 'mercy', 'hook', 'order-select')?.['']).toBe(60);
    expect(rowOf(calls!.rows, 'mercy', 'role', 'PractitionerRole')).toEqual({
      ...{ '': 60, cards: 35, 'cards/shown': 35, silent: 25 },
    });
    expect(rowOf(calls!.rows, 'north')).toEqual({
      ...{ '': 40, cards: 40, 'cards/not-shown': 40 },
    });
    expect(rowOf(report.faults[0]!.rows, 'north')).toEqual({ '': 12, 'not-checked': 12 });
  });

  test('a rule by version, role and arm, with what came of its cards', () => {
    const rows = ruleRows('opioid-interval-short');
    expect(rowOf(rows, 'mercy')).toEqual({
      '': 180,
      fired: 155,
      'fired/shown': 155,
      'fired/shown/accepted': 60,
      // The card at selecting has no feedback of its own.
      'fired/shown/no-response': 60,
      'fired/shown/overridden': 35,
      'fired/shown/overridden/other-code': 15,
      'fired/shown/overridden/rapid-induction': 20,
      shadow: 25,
    });
    expect(rowOf(rows, 'mercy', 'experiment:wording', 'long')?.['fired/shown/overridden']).toBe(20);
    expect(rowOf(rows, 'mercy', 'experiment:wording', 'in-none')?.['']).toBe(40);
    expect(rowOf(ruleRows('opioid-interval-short', '2.0.0'))).toEqual({
      ...{ '': 40, fired: 40, 'fired/not-shown': 40 },
    });
    expect(rowOf(ruleRows('liver-enzymes-high'))?.['fired/shown/overridden/other-code']).toBe(15);
  });

  test('what was missing of the chart, by reason; what no rule needs is not missing', () => {
    const [laboratory] = report.slices;
    expect(rowOf(laboratory!.rows)).toEqual({
      ...{ '': 155, complete: 120, failed: 20, 'failed/not-permitted': 20 },
      ...{ partial: 15, 'partial/more-pages': 15 },
    });
  });

  test('unread texts, feedback, latency', () => {
    expect(rowOf(report.unreadTexts)).toEqual({ '': 50 });
    expect(rowOf(report.feedback, 'mercy')).toEqual({
      ...{ '': 95, known: 95, 'known/accepted': 60, 'known/overridden': 35 },
    });
    // One foreign feedback is a small number; the only client that sent it goes along with it.
    expect(rowOf(report.feedback, 'north')).toEqual({
      ...{ '': null, foreign: null, 'foreign/overridden': null },
    });
    expect(
      report.latency.find(({ client, hook }) => client === 'mercy' && hook === 'order-select'),
    ).toEqual(
      // 1 to 60 ms: nearest ranks 30 and 57.
      { client: 'mercy', hook: 'order-select', p50: 30, p95: 57 },
    );
  });

  test('rates', () => {
    const rates = ratesOfReport(report).filter(({ row }) => row.client === 'mercy' && !row.by);
    const rateOf = (id: string, subject?: string, version?: string) =>
      rates.find(
        (rate) =>
          rate.measure.id === id &&
          rate.question !== 'mirror' &&
          rate.subject === subject &&
          rate.version === version,
      );
    const WINDOW_1 = ['opioid-interval-short', '1.0.0'] as const;
    expect(rateOf('silent-share')).toMatchObject({ numerator: 25, denominator: 180 });
    expect(rateOf('orders-with-rule', ...WINDOW_1)).toMatchObject({
      numerator: 95,
      denominator: 120,
    });
    expect(rateOf('fires-per-calls', ...WINDOW_1)).toMatchObject({
      numerator: 155,
      denominator: 180,
    });
    expect(rateOf('rule-acceptance', ...WINDOW_1)?.per100).toBeCloseTo((100 * 60) / 155, 12);
    expect(rateOf('rule-no-response', ...WINDOW_1)).toMatchObject({
      numerator: 60,
      denominator: 155,
    });
    expect(rateOf('not-wholly-read', 'laboratory')).toMatchObject({
      numerator: 35,
      denominator: 155,
    });
    expect(rateOf('not-checked-share')).toMatchObject({ numerator: 0, per100: 0 });
  });

  test('a report about one client withholds what the one about all withholds', async () => {
    const mercy = await reportOf('mercy');
    expect(mercy.clients).toEqual(['mercy']);
    expect(mercy.rules.flatMap(({ rows }) => rows)).toEqual(
      report.rules.flatMap(({ rows }) => rows.filter(({ client }) => client === 'mercy')),
    );
    expect(mercy.feedback).toEqual(report.feedback.filter(({ client }) => client === 'mercy'));
  });

  test('no number from 1 to 10 is in it', () => {
    const { rules, calls, faults, cards, orders, slices, unreadTexts, feedback } = report;
    const rows = [
      ...[calls, faults, cards, orders, slices].flatMap((tables) =>
        tables.flatMap((table) => table.rows),
      ),
      ...rules.flatMap((rule) => [...rule.rows, ...rule.orders]),
      ...[...unreadTexts, ...feedback],
    ];
    const counts = rows.flatMap((row) => Object.values(row.counts));
    expect(counts.length).toBeGreaterThan(100);
    expect(counts.filter((count) => count !== null && count < 11)).toEqual([]);
  });
});
