import { afterAll, expect, test } from '@jest/globals';
import Sqlite from 'libsql';
import pg from 'pg';
import { keepStore } from '../../src/store/keep-store.js';
import { openStore } from '../../src/store/open-store.js';
import { StoreError, type StoreFault } from '../../src/store/store-error.js';
import {
  feedbackServices,
  heardOf,
  keepingOf,
  sendFeedback,
} from '../support/feedback-services.js';
import { postgresqlDatabase, sqliteDatabase } from '../support/open-test-store.js';
import { startTestService } from '../support/running-service.js';
import { until } from '../support/until.js';

/* Feedback while the store is not there, or does not do what it is asked: 200 is never said for what is not durable. */

const services = feedbackServices();
const sqlite = sqliteDatabase();
const postgresql = await postgresqlDatabase();
afterAll(async () => {
  await services.close();
  await sqlite.drop();
  await postgresql?.drop();
});

const item = () => ({ card: crypto.randomUUID(), outcome: 'overridden' });
const REFUSED = { status: 503, code: 'feedback-not-stored', retryAfter: '30' };

test('a service without a store says that it keeps no feedback', async () => {
  const service = await startTestService();
  expect(await sendFeedback(service, item())).toMatchObject({
    status: 404,
    code: 'feedback-not-kept',
  });
  await service.close();
});

test('a store that another process has locked: 503, and sent again it is stored once', async () => {
  const store = await openStore(sqlite.url);
  const service = await services.start(keepingOf(store));
  const lock = new Sqlite(sqlite.url.slice('file:'.length));
  lock.exec('begin immediate');
  const [one, two] = [item(), item()];
  expect(await sendFeedback(service, { feedback: [one, two, {}] })).toMatchObject(REFUSED);
  lock.exec('rollback');
  lock.close();
  for (const feedback of [
    [two, one],
    [one, two],
  ]) {
    expect((await sendFeedback(service, { feedback })).status).toBe(200);
  }
  expect(await heardOf(store, one.card, two.card)).toHaveLength(2);
  expect(service.failures).toEqual([]);
  await store.close();
});

test.each([sqlite, ...(postgresql === undefined ? [] : [postgresql])])(
  '$url away from the start: 503, and stored once when it is there',
  async ({ url }) => {
    let [now, away] = [0, true];
    const kept = await keepStore({
      url,
      monotonic: () => now,
      open: (address) => (away ? Promise.reject(new StoreError('away')) : openStore(address)),
    });
    const { ofCards, feedback } = kept;
    const service = await services.start({ ofCards, ...feedback });
    const said = item();
    expect(await sendFeedback(service, said)).toMatchObject(REFUSED);
    [now, away] = [20_000, false];
    expect(await sendFeedback(service, said)).toMatchObject(REFUSED);
    await until(() => kept.fault() === undefined);
    expect((await sendFeedback(service, said)).text).toBe('{}');
    expect(await ofCards([said.card])).toEqual(new Map());
    await kept.close();
    const store = await openStore(url);
    expect(await heardOf(store, said.card)).toHaveLength(1);
    await store.close();
  },
);

test('row 121: a PostgreSQL that became read-only, and broke its connections: 503; stored once when it may be written', async () => {
  if (postgresql === undefined) return;
  const store = await openStore(postgresql.url);
  const service = await services.start(keepingOf(store));
  const name = new URL(postgresql.url).pathname.slice(1);
  const administrator = new pg.Client({ connectionString: postgresql.url });
  await administrator.connect();
  const becomes = async (readOnly: 'on' | 'off') => {
    await administrator.query(
      `alter database ${name} set default_transaction_read_only = ${readOnly}`,
    );
    await administrator.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
      [name],
    );
  };
  const [before, said] = [item(), item()];
  expect((await sendFeedback(service, before)).status).toBe(200);
  await becomes('on');
  const refused = [await sendFeedback(service, said), await sendFeedback(service, said)];
  expect(refused).toEqual([expect.objectContaining(REFUSED), expect.objectContaining(REFUSED)]);
  expect(await heardOf(store, said.card)).toEqual([]);
  await becomes('off');
  // Each connection that was broken may cost one more question.
  let answer = await sendFeedback(service, said);
  for (let n = 0; n < 4 && answer.status !== 200; n += 1)
    answer = await sendFeedback(service, said);
  expect(answer.status).toBe(200);
  expect(await heardOf(store, said.card, before.card)).toHaveLength(2);
  await administrator.end();
  await store.close();
});

test.each<StoreFault>(['full', 'read-only', 'damaged', 'busy', 'other'])(
  'row 121: a store that is %s as it writes: 503',
  async (fault) => {
    const service = await services.start({
      ofCards: () => Promise.resolve(new Map()),
      count: () => Promise.resolve(0),
      append: () => Promise.reject(new StoreError(fault)),
    });
    expect(await sendFeedback(service, item())).toMatchObject(REFUSED);
    expect(service.httpEvents.at(-1)).toMatchObject({ error: 'feedback-not-stored' });
  },
);
