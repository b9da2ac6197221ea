import { afterEach, expect, test } from '@jest/globals';
import {
  appendFileSync,
  chmodSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { closeTestSpools, testSpool } from '../../../test/support/test-spool.js';
import type { DecisionRow } from '../../store/store.js';

afterEach(closeTestSpools);

const row = (writer: string, sequence: number, more: Partial<DecisionRow> = {}): DecisionRow => ({
  ...{ writer, sequence, digest: `d${String(sequence)}`, previous: '', recordedAt: 7 },
  ...{ decision: 'one', client: 'mercy', patient: 'mark', cards: ['a', 'b'], record: '{"ä":1}' },
  snapshot: undefined,
  ...more,
});

/** A store that takes each row once, as the real one does. */
function setUp() {
  const rows = new Map<string, DecisionRow>();
  const state = { refuse: false, order: [] as string[] };
  const append = async (group: readonly DecisionRow[]): Promise<void> => {
    await new Promise(setImmediate);
    if (state.refuse) throw new Error('away');
    for (const one of group) {
      const place = `${one.writer} ${String(one.sequence)}`;
      if (!rows.has(place)) state.order.push(place);
      rows.set(place, one);
    }
  };
  return { state, rows, append };
}

const places = (writer: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${writer} ${String(index + 1)}`);

test('what was put comes out as it was, in its order, and leaves nothing behind', async () => {
  const { rows, append } = setUp();
  const spool = testSpool();
  const snapshot = Uint8Array.from({ length: 256 }, (_, index) => index);
  const put = [row('writer', 1, { snapshot }), row('writer', 2), row('writer', 3)];
  await spool.put(put.slice(0, 2));
  await spool.put(put.slice(2));
  expect([spool.waiting(), await spool.isAhead()]).toEqual([3, true]);
  await spool.drain(append);
  expect(
    [...rows.values()].map((one) => ({ ...one, snapshot: one.snapshot && [...one.snapshot] })),
  ).toEqual(put.map((one) => ({ ...one, snapshot: one.snapshot && [...one.snapshot] })));
  expect(readdirSync(spool.folder)).toEqual([]);
  expect([spool.waiting(), await spool.isAhead()]).toEqual([0, false]);
});

test('nobody else may read it', async () => {
  const spool = testSpool();
  await spool.put([row('writer', 1)]);
  const [name = ''] = readdirSync(spool.folder);
  const modes = [spool.folder, join(spool.folder, name)].map((path) => statSync(path).mode & 0o777);
  expect(modes).toEqual([0o700, 0o600]);
});

test('what the store refuses stays, and later rows follow it', async () => {
  const { state, append } = setUp();
  const spool = testSpool();
  await spool.put([row('writer', 1)]);
  state.refuse = true;
  await expect(spool.drain(append)).rejects.toThrow('away');
  expect(await spool.isAhead()).toBe(true);
  await spool.put([row('writer', 2)]);
  state.refuse = false;
  await spool.drain(append);
  expect(state.order).toEqual(places('writer', 2));
});

test('two processes write into one folder while both move what they find: nothing is lost or doubled', async () => {
  const { state, append } = setUp();
  const one = testSpool({ writer: 'one' });
  const two = testSpool({ writer: 'two', folder: one.folder });
  const fill = async (writer: string, spool: typeof one): Promise<void> => {
    for (let sequence = 1; sequence <= 30; sequence += 1) await spool.put([row(writer, sequence)]);
  };
  let isFilling = true;
  const move = async (spool: typeof one): Promise<void> => {
    while (isFilling) {
      state.refuse = !state.refuse;
      await spool.drain(append).catch(() => undefined);
    }
  };
  const moving = Promise.all([move(one), move(two)]);
  await Promise.all([fill('one', one), fill('two', two)]);
  isFilling = false;
  await moving;
  state.refuse = false;
  await one.drain(append);
  expect(new Set(state.order)).toEqual(new Set([...places('one', 30), ...places('two', 30)]));
  expect(readdirSync(one.folder)).toEqual([]);
});

test('under a load that does not end, a process gets back to its store', async () => {
  const { append } = setUp();
  const spool = testSpool();
  await spool.put([row('writer', 1)]);
  let isDone = false;
  const load = async (): Promise<void> => {
    for (let sequence = 2; !isDone; sequence += 1) {
      if (await spool.isAhead()) await spool.put([row('writer', sequence)]);
      else await new Promise(setImmediate);
    }
  };
  const loading = load();
  await spool.drain(append);
  expect(await spool.isAhead()).toBe(false);
  isDone = true;
  await loading;
});

test('of a process that was killed, every line that was written whole is moved', async () => {
  const { state, append } = setUp();
  const dead = testSpool({ writer: 'dead' });
  await dead.put([row('dead', 1), row('dead', 2)]);
  const [name = ''] = readdirSync(dead.folder);
  appendFileSync(join(dead.folder, name), '0123456789abcdef {"writer":"dead","sequ');
  const damaged: string[] = [];
  const next = testSpool({ folder: dead.folder, damaged: () => damaged.push('damaged') });
  await next.drain(append);
  expect([state.order, damaged]).toEqual([places('dead', 2), []]);
  expect(readdirSync(dead.folder)).toEqual([]);
});

test('a line that was changed is counted and set aside, and holds up no other', async () => {
  const { state, append } = setUp();
  const damaged: string[] = [];
  const spool = testSpool({ damaged: () => damaged.push('damaged') });
  await spool.put([row('writer', 1), row('writer', 2), row('writer', 3)]);
  const [name = ''] = readdirSync(spool.folder);
  const path = join(spool.folder, name);
  const changed = readFileSync(path, 'utf8').replace('"d2"', '"d9"');
  writeFileSync(path, changed);
  await spool.drain(append);
  expect([state.order, damaged]).toEqual([['writer 1', 'writer 3'], ['damaged']]);
  const aside = join(spool.folder, name.replace('.open', '.damaged'));
  expect(readdirSync(spool.folder)).toEqual([name.replace('.open', '.damaged')]);
  expect(readFileSync(aside, 'utf8')).toBe(`${changed.split('\n')[1] ?? ''}\n`);
  expect(statSync(aside).mode & 0o777).toBe(0o600);
  await spool.drain(append);
  expect(damaged).toHaveLength(1);
});

test('it takes no more than it has room for, also with what others have left', async () => {
  const { append } = setUp();
  const first = testSpool({ writer: 'first', room: 1000 });
  await first.put([row('first', 1, { record: 'x'.repeat(500) })]);
  const second = testSpool({ writer: 'second', room: 1000, folder: first.folder });
  await second.drain(() => Promise.reject(new Error('away'))).catch(() => undefined);
  await expect(second.put([row('second', 1, { record: 'x'.repeat(500) })])).rejects.toThrow('full');
  await second.drain(append);
  await second.put([row('second', 1, { record: 'x'.repeat(500) })]);
  expect(second.waiting()).toBe(1);
});

test('a folder that cannot be made is known before it is needed, and refuses', async () => {
  const { folder } = testSpool();
  writeFileSync(folder, 'a file');
  chmodSync(folder, 0o600);
  const spool = testSpool({ folder });
  await expect(spool.prepare()).rejects.toThrow('EEXIST');
  await expect(spool.put([row('writer', 1)])).rejects.toThrow('EEXIST');
});

test('a segment of a million bytes is followed by another', async () => {
  const spool = testSpool();
  for (const sequence of [1, 2]) {
    await spool.put([row('writer', sequence, { record: 'x'.repeat(1024 * 1024) })]);
  }
  expect(readdirSync(spool.folder).sort()).toEqual([
    'writer-00000001.open',
    'writer-00000002.open',
  ]);
});
