import { afterAll, describe, expect, test } from '@jest/globals';
import { openStore } from '../../src/store/open-store.js';
import type { DecisionRow, Store } from '../../src/store/store.js';
import { postgresqlDatabase, sqliteDatabase } from '../support/open-test-store.js';

/** One set of cases for both databases: what the store promises, it promises on each. */
const databases = [sqliteDatabase(), await postgresqlDatabase()].filter(
  (database) => database !== undefined,
);

const row = (sequence: number, changed: Partial<DecisionRow> = {}): DecisionRow => ({
  writer: 'writer-1',
  sequence,
  digest: `digest-${String(sequence)}`,
  previous: sequence === 1 ? '' : `digest-${String(sequence - 1)}`,
  recordedAt: 1_800_000_000_000 + sequence,
  decision: `decision-${String(sequence)}`,
  client: 'mercy',
  patient: 'patient-1',
  cards: ['card-a', 'card-b'],
  record: '{"words":"Grüße 漢字 \\u0000"}',
  snapshot: undefined,
  ...changed,
});

async function all<T>(batches: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const rows: T[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
}

const summary = ({ snapshot: _, ...rest }: DecisionRow) => rest;

describe.each(databases)('$url', ({ url, drop }) => {
  let opened: Store | undefined;
  const store = async (): Promise<Store> => (opened ??= await openStore(url));

  afterAll(async () => {
    await opened?.close();
    await drop();
  });

  test('two that start at once on an empty database both find it ready', async () => {
    const two = await Promise.all([openStore(url), openStore(url)]);
    expect(await Promise.all(two.map((one) => one.decisions.writers()))).toStrictEqual([[], []]);
    await Promise.all(two.map((one) => one.close()));
  });

  test('a decision comes back as it was given, bytes and all', async () => {
    const { decisions } = await store();
    const snapshot = Uint8Array.from([0, 255, 128, 10]);
    const whole = row(1, { snapshot });
    await decisions.append([whole, row(2, { cards: [] })]);
    const found = await decisions.find('decision-1');
    expect(found && { ...found, snapshot: Uint8Array.from(found.snapshot ?? []) }).toStrictEqual(
      whole,
    );
    expect(await decisions.find('decision-2')).toStrictEqual(row(2, { cards: [] }));
    expect(await decisions.find('decision-9')).toBeUndefined();
  });

  test('a row that is there already stays as it is', async () => {
    const { decisions } = await store();
    await decisions.append([row(2, { cards: [], record: 'another' }), row(3)]);
    expect((await decisions.find('decision-2'))?.record).toBe(row(2).record);
    expect(await decisions.find('decision-3')).toStrictEqual(row(3));
  });

  test('all rows of a batch or none', async () => {
    const { decisions } = await store();
    const impossible = row(5, { digest: null as unknown as string });
    await expect(decisions.append([row(4), impossible])).rejects.toThrow();
    expect(await decisions.find('decision-4')).toBeUndefined();
  });

  test('decisions of a period in the order of their time, up to and without its end', async () => {
    const { decisions } = await store();
    const many = Array.from({ length: 1203 }, (_, index) =>
      row(index + 1, {
        writer: 'writer-2',
        decision: `many-${String(index)}`,
        client: 'lakeside',
        recordedAt: 1_900_000_000_000 + Math.floor(index / 7),
      }),
    );
    await decisions.append(many);
    const period = { from: 1_900_000_000_001, until: 1_900_000_000_100 };
    const expected = many.filter(
      ({ recordedAt }) => recordedAt >= period.from && recordedAt < period.until,
    );
    expect(await all(decisions.read(period))).toStrictEqual(expected.map(summary));
    expect(await all(decisions.read(period, 'mercy'))).toStrictEqual([]);
    expect(await all(decisions.read({ from: 0, until: 2e12 }, 'lakeside'))).toHaveLength(1203);
    expect(await all(decisions.chain('writer-2'))).toStrictEqual(many);
    expect(await decisions.writers()).toStrictEqual(['writer-1', 'writer-2']);
  });

  test('what is deleted leaves its place and digest in the chain, and nothing else', async () => {
    const { decisions } = await store();
    await decisions.append([
      row(1, { writer: 'writer-3', patient: 'patient-3' }),
      row(2, { writer: 'writer-3', patient: 'patient-4', decision: 'kept' }),
      row(3, { writer: 'writer-3', patient: 'patient-3' }),
    ]);
    expect(await decisions.delete({ patient: 'patient-3' }, 77)).toBe(2);
    expect(await decisions.delete({ patient: 'patient-3' }, 78)).toBe(0);
    const place = ({ writer, sequence, digest, previous, recordedAt }: DecisionRow) => ({
      writer,
      sequence,
      digest,
      previous,
      recordedAt,
    });
    expect(await all(decisions.chain('writer-3'))).toStrictEqual([
      { ...place(row(1, { writer: 'writer-3' })), deletedAt: 77 },
      row(2, { writer: 'writer-3', patient: 'patient-4', decision: 'kept' }),
      { ...place(row(3, { writer: 'writer-3' })), deletedAt: 77 },
    ]);
    expect(await decisions.delete({ before: row(2).recordedAt }, 79)).toBe(1);
    expect(await decisions.find('decision-1')).toBeUndefined();
    expect(await decisions.find('decision-2')).toBeDefined();
  });

  test('of twenty that take one token id at once, on two instances, one gets it', async () => {
    const [here, there] = [await store(), await openStore(url)];
    const id = { id: 'token-1', until: 1000 };
    const taken = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? here : there).tokenIds.takeAll([id]),
      ),
    );
    expect(taken.flat().filter(Boolean)).toHaveLength(1);
    await there.close();
  });

  test('a batch of token ids is told each its own answer', async () => {
    const { tokenIds } = await store();
    const ids = ['token-1', 'token-2', 'token-2', 'token-3'].map((id) => ({ id, until: 2000 }));
    expect(await tokenIds.takeAll(ids)).toStrictEqual([false, true, false, true]);
    expect(await tokenIds.forget(1500)).toBe(1);
    expect(await tokenIds.takeAll(ids)).toStrictEqual([true, false, false, false]);
  });

  test('a schema of a newer program is left alone', async () => {
    const other = url.startsWith('file:') ? sqliteDatabase() : await postgresqlDatabase();
    if (other === undefined) throw new Error('the database that was there has gone');
    await (await openStore(other.url)).close();
    await claimVersion(other.url, 99);
    await expect(openStore(other.url)).rejects.toMatchObject({ fault: 'newer-schema' });
    await other.drop();
  });

  test('a store that was closed says so', async () => {
    const closed = await openStore(url);
    await closed.close();
    await expect(closed.decisions.writers()).rejects.toMatchObject({ name: 'StoreError' });
  });
});

async function claimVersion(url: string, version: number): Promise<void> {
  const { openSqlite } = await import('../../src/store/open-sqlite.js');
  const { openPostgresql } = await import('../../src/store/open-postgresql.js');
  const database = url.startsWith('file:')
    ? openSqlite(url.slice('file:'.length))
    : openPostgresql(url);
  await database.transaction([
    { sql: 'insert into schema_versions (version) values ($1)', values: [version] },
  ]);
  await database.close();
}
