import { afterEach, expect, jest, test } from '@jest/globals';
import { createSecretKey, randomBytes } from 'node:crypto';
import { closeTestSpools, testSpool } from '../../test/support/test-spool.js';
import { until } from '../../test/support/until.js';
import type { DecisionRow } from '../store/store.js';
import { verifyChain } from './chain.js';
import type { DecisionRecord } from './decision-record.js';
import { markWith } from './marks.js';
import { createRecorder, type RecorderParts } from './recorder.js';
import type { SpoolParts } from './spool/create-spool.js';

afterEach(closeTestSpools);

const record = (n: number) =>
  ({
    decision: `decision-${String(n)}`,
    client: 'mercy',
    cards: [],
  }) as Partial<DecisionRecord> as DecisionRecord;

/** A recorder over rows in memory, which refuses or hangs as it is told to, and a spool on the disk. */
function setUp(parts: Partial<SpoolParts> = {}, waits: RecorderParts['waits'] = {}) {
  const state = { rows: [] as DecisionRow[], groups: [] as number[], refuse: false, hang: false };
  const reported: string[] = [];
  const spooling: boolean[] = [];
  const spool = testSpool(parts);
  const recorder = createRecorder({
    writer: 'writer',
    spool,
    waits,
    clock: () => 7,
    report: (fault) => reported.push(fault),
    spooling: (isSpooling) => spooling.push(isSpooling),
    append: async (rows) => {
      state.groups.push(rows.length);
      if (state.hang) await new Promise(() => undefined);
      await Promise.resolve();
      if (state.refuse) throw new Error('full');
      const known = new Set(state.rows.map(({ sequence }) => sequence));
      state.rows.push(...rows.filter(({ sequence }) => !known.has(sequence)));
    },
  });
  return { state, reported, spooling, spool, recorder };
}

async function* batch<T>(rows: readonly T[]) {
  yield rows;
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test('records that arrive together are written together, each once, in the order of their chain', async () => {
  const { state, reported, recorder } = setUp();
  await Promise.all(numbers(50).map((n) => recorder.record(record(n), 'patient')));
  expect(state.rows.map(({ sequence }) => sequence)).toEqual(numbers(50));
  expect(state.groups.length).toBeLessThan(4);
  expect(reported).toEqual([]);
  expect(await verifyChain('writer', batch(state.rows))).toEqual({
    rows: 50,
    deleted: 0,
    breaks: [],
  });
});

test('what the store refuses is durable in the spool, the next follows it, and the store gets both in their order', async () => {
  const { state, reported, spooling, spool, recorder } = setUp();
  state.refuse = true;
  await recorder.record(record(1), 'patient');
  await recorder.record(record(2), 'patient');
  expect([state.groups, spool.waiting(), state.rows, reported]).toEqual([[1], 2, [], []]);
  state.refuse = false;
  await until(() => state.rows.length === 2);
  await recorder.record(record(3), 'patient');
  expect(state.rows.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  expect((await verifyChain('writer', batch(state.rows))).breaks).toEqual([]);
  expect(spool.waiting()).toBe(0);
  await recorder.close();
  expect(spooling).toEqual([]);
});

test('an answer waits for a store that hangs once, then its record and all later ones go to the spool', async () => {
  const { state, reported, spool, recorder } = setUp();
  state.hang = true;
  const waits = jest.spyOn(globalThis, 'setTimeout');
  try {
    for (const n of numbers(5)) await recorder.record(record(n), 'patient');
    expect(waits.mock.calls.filter(([, ms]) => ms === 100)).toHaveLength(1);
  } finally {
    waits.mockRestore();
  }
  expect([state.groups, spool.waiting(), reported]).toEqual([[1], 5, []]);
});

test('while nothing takes it a record is late, waits in memory, and is written when something does', async () => {
  const { state, reported, recorder } = setUp({ room: 0 }, { retryMs: 50 });
  state.refuse = true;
  await recorder.record(record(1), 'patient');
  expect(reported).toEqual(['unspooled', 'late']);
  state.refuse = false;
  await until(() => state.rows.length === 1);
});

test('a spool that hangs with the store holds up no answer', async () => {
  const { state, reported, spool, recorder } = setUp({}, { storeMs: 10, lateMs: 50 });
  state.hang = true;
  jest.spyOn(spool, 'put').mockReturnValue(new Promise(() => undefined));
  await recorder.record(record(1), 'patient');
  expect(reported).toEqual(['late']);
});

test('a record that comes the moment another is durable is written too', async () => {
  const { state, reported, recorder } = setUp();
  for (const n of numbers(50)) await recorder.record(record(n), 'patient');
  expect([state.rows.length, reported]).toEqual([50, []]);
});

test('a process ends though its store hangs; its records stay in the spool', async () => {
  const { state, spool, recorder } = setUp({}, { closeMs: 100 });
  state.hang = true;
  await recorder.record(record(1), 'patient');
  await recorder.close();
  expect([state.rows, spool.waiting()]).toEqual([[], 1]);
});

test('what was left by an earlier process is brought into the store, and does not hold up the new chain', async () => {
  const before = setUp({ writer: 'earlier' });
  await before.spool.put([{ ...(await threeRows())[0]!, writer: 'earlier' }]);
  const { state, recorder } = setUp({ folder: before.spool.folder });
  await recorder.record(record(2), 'patient');
  await until(() => state.rows.length === 1);
  await recorder.close();
  expect(state.groups.length).toBeGreaterThan(1);
});

test('beyond what memory has room for a record is lost, and the chain shows it', async () => {
  const { state, reported, recorder } = setUp({ room: 0 });
  const large = { ...record(1), schema: 'x'.repeat(1024 * 1024) } as unknown as DecisionRecord;
  state.refuse = true;
  await Promise.all(numbers(64).map(() => recorder.record(large, 'patient')));
  expect(reported.filter((fault) => fault === 'lost')).toHaveLength(1);
  state.refuse = false;
  await recorder.close();
  await recorder.record(record(65), 'patient');
  const { breaks } = await verifyChain('writer', batch(state.rows));
  expect(breaks).toEqual([{ writer: 'writer', sequence: 64, fault: 'missing' }]);
});

test('what is waiting is tried once more at the end', async () => {
  const { state, recorder } = setUp();
  state.refuse = true;
  await recorder.record(record(1), 'patient');
  state.refuse = false;
  await recorder.close();
  expect(state.rows).toHaveLength(1);
});

test('the head of a chain is its newest record', async () => {
  const { state, recorder } = setUp();
  expect(recorder.head()).toBeUndefined();
  for (const n of numbers(2)) await recorder.record(record(n), 'patient');
  const { writer, sequence, digest } = state.rows[1]!;
  expect(recorder.head()).toEqual({ writer, sequence, digest });
});

async function threeRows(): Promise<readonly DecisionRow[]> {
  const { state, recorder } = setUp();
  await Promise.all(numbers(3).map((n) => recorder.record(record(n), 'patient')));
  return state.rows;
}

test.each([
  [
    'a changed record',
    ([a, b, c]: DecisionRow[]) => [a!, { ...b!, record: '{}' }, c!],
    [{ sequence: 2, fault: 'changed' }],
  ],
  [
    'another patient',
    ([a, b, c]: DecisionRow[]) => [a!, { ...b!, patient: 'x' }, c!],
    [{ sequence: 2, fault: 'changed' }],
  ],
  ['a missing row', ([a, , c]: DecisionRow[]) => [a!, c!], [{ sequence: 2, fault: 'missing' }]],
  ['a missing start', ([, b, c]: DecisionRow[]) => [b!, c!], [{ sequence: 1, fault: 'missing' }]],
  [
    'a deleted row, which keeps its digest',
    ([a, b, c]: DecisionRow[]) => {
      const { writer, sequence, digest, previous, recordedAt } = b!;
      return [a!, { writer, sequence, digest, previous, recordedAt, deletedAt: 9 }, c!];
    },
    [],
  ],
  [
    'a deleted row whose digest was changed',
    ([a, b, c]: DecisionRow[]) => {
      const { writer, sequence, previous, recordedAt } = b!;
      return [a!, { writer, sequence, digest: 'x', previous, recordedAt, deletedAt: 9 }, c!];
    },
    [{ sequence: 3, fault: 'unlinked' }],
  ],
])('a chain with %s', async (_, change, breaks) => {
  const report = await verifyChain('writer', batch(change([...(await threeRows())])));
  expect(report.breaks).toEqual(breaks.map((one) => ({ writer: 'writer', ...one })));
});

test('a mark links the same patient of the same client, and nothing else', () => {
  const mark = markWith(createSecretKey(randomBytes(32)));
  const marks = [
    mark('patient', 'mercy', '1'),
    mark('user', 'mercy', '1'),
    mark('patient', 'lakeside', '1'),
    mark('patient', 'mercy', '2'),
    markWith(createSecretKey(randomBytes(32)))('patient', 'mercy', '1'),
  ];
  expect(new Set(marks).size).toBe(5);
  expect(mark('patient', 'mercy', '1')).toBe(marks[0]);
  expect(marks[0]).toMatch(/^[\w-]{22}$/);
});
