import { afterAll, describe, expect, test } from '@jest/globals';
import { openStore } from '../../src/store/open-store.js';
import type { DecisionRow, FeedbackRow, ShareCount, Store } from '../../src/store/store.js';
import { postgresqlDatabase, sqliteDatabase } from '../support/open-test-store.js';

/** One set of cases for both databases: what the store promises, it promises on each. */
const databases = [sqliteDatabase(), await postgresqlDatabase()].filter(
  (database) => database !== undefined,
);

const DAY = 86_400_000;

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

const said = (id: string, changed: Partial<FeedbackRow> = {}): FeedbackRow => ({
  id,
  client: 'mercy',
  card: 'card-x',
  receivedAt: 1000,
  decision: undefined,
  record: '{}',
  comment: undefined,
  ...changed,
});

const heard = ({ comment: _, ...rest }: FeedbackRow) => rest;

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

  test('the same request at the same instant may be recorded twice: both are found', async () => {
    const { decisions } = await store();
    const again = row(1, { writer: 'writer-again', decision: 'twice', recordedAt: 20 });
    const first = row(2, { writer: 'writer-again', decision: 'twice', recordedAt: 10 });
    await decisions.append([again, first]);
    expect(await decisions.findAll('twice')).toStrictEqual([first, again]);
    expect(await decisions.find('twice')).toStrictEqual(first);
    expect(await decisions.findAll('nobody')).toStrictEqual([]);
    await decisions.delete({ before: 21 }, 30);
    expect(await decisions.findAll('twice')).toStrictEqual([]);
  });

  test('a card leads to its decision until that is deleted, with the feedback on it and the words of its user', async () => {
    const { decisions, feedback } = await store();
    const words = Uint8Array.from([7]);
    await decisions.append([
      row(1, {
        writer: 'writer-5',
        decision: 'carded',
        patient: 'patient-5',
        cards: ['c-1', 'c-2'],
      }),
      row(2, { writer: 'writer-5', decision: 'other', patient: 'patient-6', cards: ['c-3'] }),
    ]);
    await feedback.append([
      said('f-1', { card: 'c-1', comment: words }),
      said('f-2', { card: 'c-3', comment: words, receivedAt: 2000 }),
    ]);
    const found = await decisions.ofCards(['c-2', 'c-3', 'c-9']);
    expect([...found].map(([card, { decision }]) => [card, decision]).sort()).toStrictEqual([
      ['c-2', 'carded'],
      ['c-3', 'other'],
    ]);
    await decisions.delete({ patient: 'patient-5' }, 80);
    expect([...(await decisions.ofCards(['c-1', 'c-2', 'c-3'])).keys()]).toStrictEqual(['c-3']);
    expect((await feedback.ofCards(['c-1', 'c-3'])).map(({ id }) => id)).toStrictEqual(['f-2']);
    expect([...(await feedback.comments(['f-1', 'f-2'])).keys()]).toStrictEqual(['f-2']);
    expect(await feedback.deleteComments(3000)).toBe(1);
    expect((await feedback.comments(['f-2'])).size).toBe(0);
    expect(await feedback.delete(3000)).toBe(1);
    expect(await feedback.ofCards(['c-3'])).toStrictEqual([]);
  });

  test('the same feedback at once in different orders is stored once, and nobody waits for ever', async () => {
    const { feedback } = await store();
    const items = Array.from({ length: 200 }, (_, n) =>
      said(`i-${String(n)}`, { client: 'at once', comment: Uint8Array.from([n]) }),
    );
    const orders = [
      items,
      [...items].reverse(),
      [...items.slice(77), ...items.slice(0, 77)],
      items,
    ];
    const added = await Promise.all(orders.map((rows) => feedback.append(rows)));
    expect(added.reduce((sum, count) => sum + count, 0)).toBe(items.length);
    expect(await feedback.count('at once', 0)).toBe(items.length);
    expect((await feedback.comments(items.map(({ id }) => id))).size).toBe(items.length);
  });

  test('feedback that came before is not new, and comes back in the order of its receipt', async () => {
    const { feedback } = await store();
    const items = Array.from({ length: 1100 }, (_, n) =>
      said(`g-${String(n).padStart(4, '0')}`, {
        receivedAt: 5000 + Math.floor(n / 3),
        client: 'lakeside',
      }),
    );
    expect(await feedback.append(items)).toBe(1100);
    const again = said('g-0003', { comment: Uint8Array.from([1]), client: 'lakeside' });
    expect(await feedback.append([again, said('h-1', { comment: Uint8Array.from([2]) })])).toBe(1);
    const period = { from: 5001, until: 5300 };
    expect(await all(feedback.read(period, 'lakeside'))).toStrictEqual(
      items.filter(({ receivedAt }) => receivedAt >= 5001 && receivedAt < 5300).map(heard),
    );
    expect(await all(feedback.read(period, 'nobody'))).toStrictEqual([]);
    expect(await feedback.count('lakeside', 5100)).toBe(items.length - 300);
    expect([...(await feedback.comments(['h-1']))].map(([, bytes]) => [...bytes])).toStrictEqual([
      [2],
    ]);
  });

  test('the newest decisions about a patient, and their snapshots deleted before they are', async () => {
    const { decisions } = await store();
    const snapshot = Uint8Array.from([1]);
    await decisions.append(
      [1, 2, 3].map((n) =>
        row(n, {
          writer: 'writer-6',
          decision: `p-${String(n)}`,
          patient: 'patient-7',
          recordedAt: n,
          snapshot,
        }),
      ),
    );
    const newest = async (client: string, since: number) =>
      (await decisions.ofPatient(client, 'patient-7', since, 2)).map(({ decision }) => decision);
    expect(await newest('mercy', 1)).toStrictEqual(['p-3', 'p-2']);
    expect(await newest('mercy', 3)).toStrictEqual(['p-3']);
    expect(await newest('lakeside', 1)).toStrictEqual([]);
    expect(await decisions.deleteSnapshots(3)).toBe(2);
    expect((await decisions.find('p-2'))?.snapshot).toBeUndefined();
    expect((await decisions.find('p-3'))?.snapshot).toBeDefined();
  });

  test('a sample in its order, and the last verdict of each reviewer', async () => {
    const { reviews } = await store();
    const sample = { id: 's-1', drawnAt: 5, about: '{}', decisions: ['z', 'a', 'm'] };
    await reviews.createSample(sample);
    await reviews.createSample({ ...sample, id: 's-2', drawnAt: 6, decisions: [] });
    expect(await reviews.samples()).toStrictEqual([
      { ...sample, id: 's-2', drawnAt: 6, decisions: [] },
      sample,
    ]);
    const verdict = { sample: 's-1', decision: 'z', reviewer: 'r-1', reviewedAt: 1, verdict: '1' };
    await reviews.put(verdict);
    await reviews.put({ ...verdict, reviewer: 'r-2' });
    await reviews.put({ ...verdict, reviewedAt: 2, verdict: '2' });
    expect(await reviews.ofSample('s-1')).toStrictEqual([
      { ...verdict, reviewedAt: 2, verdict: '2' },
      { ...verdict, reviewer: 'r-2' },
    ]);
  });

  test('an unread text is one row that counts how often it came', async () => {
    const { unreadTexts } = await store();
    const text = {
      ...{ mark: 'm-1', client: 'mercy', kind: 'opioid', times: 2, firstAt: 10, lastAt: 20 },
      sealed: Uint8Array.from([9]),
    };
    await unreadTexts.add([text, { ...text, mark: 'm-2', client: 'lakeside' }]);
    await unreadTexts.add([{ ...text, times: 3, firstAt: 15, lastAt: 15 }]);
    const listed = await unreadTexts.list(10);
    expect(
      listed.map(({ sealed, ...rest }) => ({ ...rest, sealed: Uint8Array.from(sealed) })),
    ).toStrictEqual([
      { ...text, times: 5 },
      { ...text, mark: 'm-2', client: 'lakeside' },
    ]);
    expect(await unreadTexts.list(1, 'lakeside')).toHaveLength(1);
    expect(await unreadTexts.delete(20)).toBe(0);
    expect(await unreadTexts.delete(21)).toBe(2);
  });

  test('counts of a day are added up, by instances that write at once too, and come in the order of the days', async () => {
    const [{ shareCounts }, there] = [await store(), await openStore(url)];
    const day = (n: number, share: string, client = 'mercy') => ({
      ...{ client, day: 20_000 + n, share },
      ...{ trials: 10, events: n },
    });
    const rows = Array.from({ length: 1100 }, (_, n) => day(n, 'cards'));
    await Promise.all([
      shareCounts.add([...rows, day(3, 'opioid-orders')]),
      there.shareCounts.add([day(3, 'cards', 'lakeside'), ...[...rows].reverse()]),
    ]);
    await there.close();
    const twice = ({ trials, events, ...rest }: ShareCount) => ({
      ...rest,
      ...{ trials: 2 * trials, events: 2 * events },
    });
    expect(await all(shareCounts.read(20_001.5 * DAY))).toStrictEqual([
      ...[1, 2].map((n) => twice(day(n, 'cards'))),
      ...[day(3, 'cards', 'lakeside'), twice(day(3, 'cards')), day(3, 'opioid-orders')],
      ...rows.slice(4).map(twice),
    ]);
    expect(await shareCounts.delete(20_003.5 * DAY, { client: 'lakeside' })).toBe(0);
    expect(await shareCounts.delete(20_004 * DAY, { client: 'lakeside' })).toBe(1);
    expect(await shareCounts.delete(20_004 * DAY)).toBe(5);
    expect(await all(shareCounts.read(0))).toHaveLength(1096);
  });

  test('of a share that was accepted twice the last time is known', async () => {
    const { shareCounts } = await store();
    const accepted = { client: 'mercy', share: 'cards', acceptedAt: 1 };
    await shareCounts.accept(accepted);
    await shareCounts.accept({ ...accepted, share: 'opioid-orders' });
    await shareCounts.accept({ ...accepted, acceptedAt: 2 });
    expect(await shareCounts.accepted()).toStrictEqual([
      { ...accepted, acceptedAt: 2 },
      { ...accepted, share: 'opioid-orders' },
    ]);
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
