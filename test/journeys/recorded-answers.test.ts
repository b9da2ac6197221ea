import { afterAll, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { loadFixtures } from '../../src/demo/load-fixtures.js';
import { verifyChain } from '../../src/record/chain.js';
import type { DecisionRecord } from '../../src/record/decision-record.js';
import type { DecisionSummary } from '../../src/store/store.js';
import { sqliteDatabase } from '../support/open-test-store.js';
import { recordAnswers } from '../support/record-answers.js';
import { startTestService, type TestService } from '../support/running-service.js';
import { prefetchTemplates, theKnowledge } from '../support/hook-parts.js';
import { prefetchFromTemplates } from '../support/prefetch-from-templates.js';

/* Answers of the whole service on a real socket, as they lie in a real SQLite file. */

const database = sqliteDatabase();
const { store, recording, faults, close } = await recordAnswers(database.url);
const cast = (await loadFixtures()).map(({ orderSign, resources }) => {
  const { context } = orderSign;
  const chart = { context: { ...context }, resources, access: {} };
  return { ...orderSign, prefetch: prefetchFromTemplates(prefetchTemplates(), chart) };
});
const services: TestService[] = [];

async function start(hook: object = {}): Promise<TestService> {
  const service = await startTestService({ hook: { recording, ...hook } });
  services.push(service);
  return service;
}

afterAll(async () => {
  for (const service of services) await service.close();
  await close();
  await database.drop();
});

async function post(service: TestService, body: unknown): Promise<string> {
  const answer = await fetch(`${service.url}/cds-services/naltrexone-safety`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.text();
}

async function recorded(): Promise<
  readonly (DecisionSummary & { readonly said: DecisionRecord })[]
> {
  const rows: DecisionSummary[] = [];
  for await (const batch of store.decisions.read({ from: 0, until: 1e14 })) rows.push(...batch);
  return rows.map((row) => ({ ...row, said: JSON.parse(row.record) as DecisionRecord }));
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('every answer about naltrexone is durable when it arrives: what it said, of whom only a mark', async () => {
  const service = await start();
  for (const request of cast) {
    const body = await post(service, request);
    const row = (await recorded()).at(-1);
    expect(row?.said.output).toBe(sha256(body));
    expect(row?.said.input).toBe(sha256(JSON.stringify(request)));
    const { cards } = JSON.parse(body) as { readonly cards: readonly { readonly uuid: string }[] };
    expect(row?.cards).toEqual(cards.map(({ uuid }) => uuid));
    expect(row?.said.answer).toBe(cards.length === 0 ? 'silent' : 'cards');
    expect(row?.said.knowledge).toBe(theKnowledge().hash);
    expect(row?.said.slices.length).toBeGreaterThan(10);
  }
  const rows = await recorded();
  expect(rows).toHaveLength(cast.length);
  expect(new Set(rows.map(({ said }) => said.answer))).toEqual(new Set(['cards', 'silent']));
  expect(rows.some(({ said }) => said.slices.some((slice) => slice.rows > 3))).toBe(true);
  expect(await verifyChain('writer', store.decisions.chain('writer'))).toEqual({
    rows: cast.length,
    deleted: 0,
    breaks: [],
  });
  expect(faults).toEqual([]);
});

test('no text of a request stands in a record', async () => {
  const service = await start();
  const before = (await recorded()).length;
  const [person] = cast;
  const planted = withCanaries(person!);
  await post(service, planted.body);
  const rows = await recorded();
  expect(rows).toHaveLength(before + 1);
  expect(planted.count).toBeGreaterThan(20);
  expect(JSON.stringify(rows.at(-1))).not.toMatch(/canary/i);
});

test('a bug beside an order is recorded as an answer that was not checked', async () => {
  const service = await start({
    decide: () => {
      throw new Error('planted');
    },
  });
  await post(service, cast[0]!);
  const row = (await recorded()).at(-1);
  expect(row?.said.slices.length).toBeGreaterThan(10);
  expect(row?.said).toMatchObject({ answer: 'not-checked', findings: [] });
  expect(row?.said.cards).toHaveLength(1);
});

test('orders of other drugs leave no record', async () => {
  const service = await start();
  const before = (await recorded()).length;
  const request = structuredClone(cast[0]!) as unknown as {
    context: { draftOrders: unknown };
  };
  request.context.draftOrders = { resourceType: 'Bundle', entry: [] };
  expect(await post(service, request)).toBe('{"cards":[]}');
  expect(await recorded()).toHaveLength(before);
});

/** Puts a canary into every text of a request that does not decide where it goes or what is ordered. */
function withCanaries(request: unknown): { readonly body: unknown; readonly count: number } {
  let count = 0;
  const plant = (value: unknown, name = ''): unknown => {
    if (Array.isArray(value)) return value.map((one) => plant(one, name));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plant(one, key)]));
    }
    if (!['text', 'display', 'family', 'given', 'hookInstance', 'note'].includes(name))
      return value;
    if (typeof value !== 'string') return value;
    count += 1;
    return `${value} canary-${String(count)}`;
  };
  return { body: plant(request), count };
}
