import { afterAll, expect, test } from '@jest/globals';
import { loadFixtures } from '../../src/demo/load-fixtures.js';
import type { CdsResponse } from '../../src/hook/cds-response.js';
import type { DecisionRecord } from '../../src/record/decision-record.js';
import { openStore } from '../../src/store/open-store.js';
import type { DecisionRow } from '../../src/store/store.js';
import {
  feedbackServices,
  heardOf,
  keepingOf,
  NOW,
  sendFeedback,
} from '../support/feedback-services.js';
import { prefetchTemplates } from '../support/hook-parts.js';
import { sqliteDatabase } from '../support/open-test-store.js';
import { prefetchFromTemplates } from '../support/prefetch-from-templates.js';

/* From a real card to what is known of it: the whole service on a real socket, over a real SQLite file. */

const database = sqliteDatabase();
const store = await openStore(database.url);
const services = feedbackServices();
let rows = 0;
const service = await services.start(keepingOf(store), {
  recording: {
    build: { version: 'test' },
    mark: services.mark,
    seal: (_purpose, bytes) => bytes,
    answeredBefore: () => Promise.resolve([]),
    record: (record, patient) => {
      rows += 1;
      return store.decisions.append([rowOf(record, patient, rows)]);
    },
    failed: (failure) => {
      throw failure;
    },
  },
});
afterAll(async () => {
  await services.close();
  await store.close();
  await database.drop();
});

const rowOf = (record: DecisionRecord, patient: string, sequence: number): DecisionRow => ({
  ...{ writer: 'writer', sequence, digest: '', previous: '', recordedAt: NOW },
  ...{ decision: record.decision, client: record.client, patient, snapshot: undefined },
  cards: record.cards.map(({ uuid }) => uuid),
  record: JSON.stringify(record),
});

const cast = (await loadFixtures()).map(({ orderSign, resources }) => {
  const chart = { context: { ...orderSign.context }, resources, access: {} };
  return { ...orderSign, prefetch: prefetchFromTemplates(prefetchTemplates(), chart) };
});

async function sign(body: object): Promise<string> {
  const response = await fetch(`${service.url}/cds-services/naltrexone-safety`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-client': 'mercy' },
    body: JSON.stringify(body),
  });
  return response.text();
}

test('T32: a thousand dismissals change no byte of the next answer', async () => {
  const before: string[] = [];
  for (const person of cast) before.push(await sign(person));
  const cards = before.flatMap((text) => (JSON.parse(text) as CdsResponse).cards);
  expect(cards.some(({ indicator }) => indicator === 'critical')).toBe(true);
  const feedback = Array.from({ length: 1000 }, (_, n) => {
    const { uuid, overrideReasons = [] } = cards[n % cards.length]!;
    const outcomeTimestamp = new Date(NOW + n).toISOString();
    const reason = overrideReasons[n % overrideReasons.length];
    return { card: uuid, outcome: 'overridden', outcomeTimestamp, overrideReason: { reason } };
  });
  expect((await sendFeedback(service, { feedback })).status).toBe(200);
  expect(service.feedbackEvents.at(-1)).toMatchObject({ repeated: 0 });
  const after: string[] = [];
  for (const person of cast) after.push(await sign(person));
  expect(after).toEqual(before);
});

test('what a card offered is what feedback names: decision, rules, suggestions, reasons', async () => {
  const answers = await Promise.all(cast.map((person) => sign(person)));
  const cards = answers.flatMap((text) => (JSON.parse(text) as CdsResponse).cards);
  const offering = cards.filter(({ suggestions = [] }) => suggestions.length > 0);
  expect(offering.length).toBeGreaterThan(0);
  for (const { uuid, suggestions = [], overrideReasons = [], extension } of offering) {
    const behind = extension!['org.naltrexone-cds'];
    const item = {
      card: uuid,
      outcome: 'accepted',
      acceptedSuggestions: suggestions.map(({ uuid: id }) => ({ id })),
      overrideReason: { reason: overrideReasons[0] },
    };
    await sendFeedback(service, { feedback: [item] });
    const row = (await heardOf(store, uuid)).find(({ said }) => said.outcome === 'accepted');
    expect(row).toMatchObject({ decision: behind.decision, said: { acceptedElsewhere: 0 } });
    expect(row?.said.accepted).toHaveLength(suggestions.length);
    const [first] = overrideReasons;
    expect(row?.said.reason).toEqual(first && { known: true, code: first.code });
    const { cards: recorded, findings } = JSON.parse(
      (await store.decisions.find(row!.decision!))!.record,
    ) as DecisionRecord;
    const rules = recorded.find((card) => card.uuid === uuid)!.rules;
    expect(rules).toEqual(behind.rules.map(({ id }) => id));
    const versions = findings.filter(({ rule }) => rules.includes(rule));
    expect(new Set(versions.map(({ rule }) => rule))).toEqual(new Set(rules));
    for (const { version } of versions) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  }
});
