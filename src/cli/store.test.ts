import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { postgresqlDatabase, sqliteDatabase } from '../../test/support/open-test-store.js';
import { digestOf } from '../record/chain.js';
import { openStore } from '../store/open-store.js';
import { sqlitePath } from '../store/sqlite-path.js';
import type { DecisionRow } from '../store/store.js';
import { backUp } from './store-backup.js';
import { verifyStore, type StoreVerifyOptions } from './store-verify.js';

const WRITER = '6f1f0f7c-7f5b-4a3e-9d59-0f6f6c1f7a10';
const database = sqliteDatabase();
const rows: DecisionRow[] = [];

beforeAll(async () => {
  for (const sequence of [1, 2, 3]) {
    const link = {
      ...{ writer: WRITER, sequence, previous: rows.at(-1)?.digest ?? '', recordedAt: 7 },
      ...{ decision: 'x', client: 'mercy', patient: 'mark', cards: [], record: '{}' },
    };
    rows.push({ ...link, digest: digestOf(link), snapshot: undefined });
  }
  const store = await openStore(database.url);
  await store.decisions.append(rows);
  await store.close();
});
afterAll(() => database.drop());
beforeEach(() => {
  process.exitCode = undefined;
});
afterAll(() => {
  process.exitCode = undefined;
});

async function verify(
  options: StoreVerifyOptions,
): Promise<readonly [unknown, typeof process.exitCode]> {
  const print = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    await verifyStore({ ...options, json: true });
    return [JSON.parse(String(print.mock.calls[0]?.[0])), process.exitCode ?? 0];
  } finally {
    print.mockRestore();
  }
}

const head = (sequence: number, digest: string) => `${WRITER}:${String(sequence)}:${digest}`;

test('a chain that still has the heads of the log is whole', async () => {
  const heads = rows.map(({ sequence, digest }) => head(sequence, digest));
  expect(await verify({ store: database.url, head: heads })).toEqual([
    { records: 3, chains: 1, deleted: 0, breaks: [] },
    0,
  ]);
});

test.each([
  ['ends before it', head(4, 'f'.repeat(64)), { writer: WRITER, sequence: 4, fault: 'cut' }],
  [
    'has another row there',
    head(2, 'f'.repeat(64)),
    { writer: WRITER, sequence: 2, fault: 'replaced' },
  ],
  [
    'is gone as a whole',
    `${'0'.repeat(36)}:1:${'f'.repeat(64)}`,
    { writer: '0'.repeat(36), sequence: 1, fault: 'cut' },
  ],
])('a head of the log shows that its chain %s', async (_, given, broken) => {
  expect(await verify({ store: database.url, head: [given] })).toEqual([
    { records: 3, chains: 1, deleted: 0, breaks: [broken] },
    1,
  ]);
});

test('a head that is none is refused', async () => {
  await expect(verify({ store: database.url, head: ['x'] })).rejects.toThrow(
    'writer:sequence:digest',
  );
});

test.each(['a file that is not there', 'an empty file'])(
  'looking makes no store of %s',
  async (which) => {
    const path = `${sqlitePath(database.url)}.${which.replaceAll(' ', '-')}`;
    if (which === 'an empty file') writeFileSync(path, '');
    await expect(verify({ store: `file:${path}` })).rejects.toMatchObject({ fault: 'absent' });
    expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe('');
  },
);

test('looking makes no tables in an empty PostgreSQL database', async () => {
  const empty = await postgresqlDatabase();
  if (empty === undefined) return;
  await expect(verify({ store: empty.url })).rejects.toMatchObject({ fault: 'absent' });
  await expect(verify({ store: empty.url })).rejects.toMatchObject({ fault: 'absent' });
  await empty.drop();
});

test('a backup is whole, for this user alone, and never over another file', async () => {
  const to = `${sqlitePath(database.url)}.backup`;
  const print = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  await backUp({ store: database.url, to });
  expect(statSync(to).mode & 0o777).toBe(0o600);
  await expect(backUp({ store: database.url, to })).rejects.toThrow('left as it is');
  print.mockRestore();
  const before = readFileSync(to);
  expect(await verify({ store: `file:${to}` })).toEqual([
    { records: 3, chains: 1, deleted: 0, breaks: [] },
    0,
  ]);
  expect(readFileSync(to).equals(before)).toBe(true);
});

test('what cannot be backed up leaves no file', async () => {
  const to = `${sqlitePath(database.url)}.no-backup`;
  const damaged = `${sqlitePath(database.url)}.damaged`;
  writeFileSync(damaged, 'no database '.repeat(500));
  await expect(backUp({ store: `file:${damaged}`, to })).rejects.toMatchObject({
    fault: 'damaged',
  });
  await expect(backUp({ store: 'postgres://host/db', to })).rejects.toThrow('pg_dump');
  await expect(backUp({ store: database.url, to: `${to}/x` })).rejects.toThrow(
    'no file can be made',
  );
  expect(existsSync(to)).toBe(false);
});
