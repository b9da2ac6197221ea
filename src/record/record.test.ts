import { expect, jest, test } from '@jest/globals';
import { createSecretKey, randomBytes } from 'node:crypto';
import { until } from '../../test/support/until.js';
import type { DecisionRow } from '../store/store.js';
import { verifyChain } from './chain.js';
import type { DecisionRecord } from './decision-record.js';
import { markWith } from './marks.js';
import { createRecorder } from './recorder.js';

const record = (n: number) =>
  ({
    decision: `decision-${String(n)}`,
    client: 'mercy',
    cards: [],
  }) as Partial<DecisionRecord> as DecisionRecord;

/** A recorder over rows in memory, which refuses or hangs as it is told to. */
function setUp() {
  const state = { rows: [] as DecisionRow[], groups: [] as number[], refuse: false, hang: false };
  const reported: string[] = [];
  const recorder = createRecorder({
    writer: 'writer',
    clock: () => 7,
    report: (fault) => reported.push(fault),
    append: async (rows) => {
      state.groups.push(rows.length);
      if (state.hang) await new Promise(() => undefined);
      await Promise.resolve();
      if (state.refuse) throw new Error('full');
      state.rows.push(...rows);
    },
  });
  return { state, reported, recorder };
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

test('what the store did not take goes out with the next, and nothing in between is missing', async () => {
  const { state, reported, recorder } = setUp();
  state.refuse = true;
  await recorder.record(record(1), 'patient');
  expect([state.rows, reported]).toEqual([[], ['late']]);
  state.refuse = false;
  await recorder.record(record(2), 'patient');
  expect(state.rows.map(({ decision }) => decision)).toEqual(['decision-1', 'decision-2']);
  expect((await verifyChain('writer', batch(state.rows))).breaks).toEqual([]);
});

test('an answer does not wait for a store that hangs', async () => {
  const { state, reported, recorder } = setUp();
  state.hang = true;
  await recorder.record(record(1), 'patient');
  expect(reported).toEqual(['late']);
});

test('while the store refuses, an answer waits for one attempt and not for the next', async () => {
  const { state, reported, recorder } = setUp();
  state.refuse = true;
  const waits = jest.spyOn(globalThis, 'setTimeout');
  try {
    await recorder.record(record(1), 'patient');
    // The limit of the answer, taken back, and the next attempt.
    expect(waits.mock.calls.map(([, ms]) => ms)).toEqual([100, 1000]);
  } finally {
    waits.mockRestore();
  }
  expect(reported).toEqual(['late']);
});

test('while the store refuses, one attempt a second is planned, however many calls come', async () => {
  const { state, recorder } = setUp();
  state.refuse = true;
  const waits = jest.spyOn(globalThis, 'setTimeout');
  try {
    for (const n of numbers(20)) await recorder.record(record(n), 'patient');
    expect(waits.mock.calls.filter(([, ms]) => ms === 1000)).toHaveLength(1);
  } finally {
    waits.mockRestore();
  }
});

test('a record that comes the moment another is durable is written too', async () => {
  const { state, reported, recorder } = setUp();
  for (const n of numbers(50)) await recorder.record(record(n), 'patient');
  expect([state.rows.length, reported]).toEqual([50, []]);
});

test('a store that is back gets what was waiting, whether a call comes or not', async () => {
  const { state, recorder } = setUp();
  state.refuse = true;
  await recorder.record(record(1), 'patient');
  state.refuse = false;
  await until(() => state.rows.length === 1);
});

test('a process ends though its store hangs', async () => {
  const { state, recorder } = setUp();
  state.hang = true;
  await recorder.record(record(1), 'patient');
  await recorder.close();
  expect(state.rows).toEqual([]);
});

test('beyond 5000 that wait a record is lost, and the chain shows it', async () => {
  const { state, reported, recorder } = setUp();
  state.refuse = true;
  await Promise.all(numbers(5001).map((n) => recorder.record(record(n), 'patient')));
  expect(reported.filter((fault) => fault === 'lost')).toHaveLength(1);
  state.refuse = false;
  await recorder.record(record(5002), 'patient');
  await recorder.close();
  await recorder.record(record(5003), 'patient');
  const { breaks } = await verifyChain('writer', batch(state.rows));
  expect(breaks).toEqual([{ writer: 'writer', sequence: 5001, fault: 'missing' }]);
});

test('what is waiting is tried once more at the end', async () => {
  const { state, recorder } = setUp();
  state.refuse = true;
  await recorder.record(record(1), 'patient');
  state.refuse = false;
  await recorder.close();
  expect(state.rows).toHaveLength(1);
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
