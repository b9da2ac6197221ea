import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import Sqlite from 'libsql';
import { openStore } from '../../src/store/open-store.js';
import type { DecisionRow, Store } from '../../src/store/store.js';
import { sqliteDatabase, type TestDatabase } from '../support/open-test-store.js';

/* What holds for a store in a file alone: who else may read it, and who waits for whom. */

let database: TestDatabase;
let path: string;
let store: Store;
let other: InstanceType<typeof Sqlite>;

beforeEach(async () => {
  database = sqliteDatabase();
  path = database.url.slice('file:'.length);
  store = await openStore(database.url);
  await store.decisions.append([row(1), row(2)]);
  other = new Sqlite(path);
});
afterEach(async () => {
  other.close();
  await store.close();
  await database.drop();
});

const row = (sequence: number): DecisionRow => ({
  ...{ writer: 'writer', sequence, digest: 'digest', previous: '', recordedAt: sequence },
  ...{ decision: `decision-${String(sequence)}`, client: 'mercy' },
  patient: `patient-mark-${String(sequence)}`,
  ...{ cards: [`card-${String(sequence)}`], record: '{}', snapshot: undefined },
});

const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8);

test('the file and those beside it are for one user alone', () => {
  expect([path, `${path}-wal`, `${path}-shm`].map(modeOf)).toEqual(['600', '600', '600']);
});

test('a file that was there keeps its group, and nobody else may read it', async () => {
  const made = `${path}-made`;
  writeFileSync(made, '');
  chmodSync(made, 0o664);
  const opened = await openStore(`file:${made}`);
  expect([made, `${made}-wal`].map(modeOf)).toEqual(['660', '660']);
  await opened.close();
});

test('while another process writes, reads are answered and writes are told', async () => {
  other.exec('begin immediate');
  expect(await store.decisions.writers()).toEqual(['writer']);
  expect((await store.decisions.find('decision-2'))?.sequence).toBe(2);
  await expect(store.decisions.append([row(3)])).rejects.toMatchObject({ fault: 'busy' });
  other.exec('rollback');
  await store.decisions.append([row(3)]);
  expect(await store.decisions.find('decision-3')).toBeDefined();
});

test('lists of any length are asked for, again and again', async () => {
  for (const length of [...Array(150).keys(), ...Array(150).keys()]) {
    const cards = Array.from({ length: length + 1 }, (_, n) => `card-${String(n + 1)}`);
    expect((await store.decisions.ofCards(cards)).size).toBe(Math.min(2, cards.length));
  }
});

test('what is deleted while somebody reads is gone from the files once they have read', async () => {
  other.exec('begin');
  expect(other.prepare('select * from decisions').all([])).toHaveLength(2);
  const deleting = store.decisions.delete({ patient: 'patient-mark-1' }, 10);
  while ((await store.decisions.find('decision-1')) !== undefined);
  other.exec('commit');
  expect(await deleting).toBe(1);
  const bytes = [path, `${path}-wal`].map((file) => readFileSync(file, 'latin1')).join('');
  expect(bytes).not.toContain('patient-mark-1');
  expect(bytes).toContain('patient-mark-2');
});
