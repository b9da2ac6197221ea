import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { acceptShare } from '../../src/cli/watch-accept.js';
import { readConfig } from '../../src/config.js';
import { startService } from '../../src/main.js';
import { keepStore } from '../../src/store/keep-store.js';
import { openStore } from '../../src/store/open-store.js';
import type { ShareCount } from '../../src/store/store.js';
import { rememberRates } from '../../src/watch/rates/remember-rates.js';
import { trialsIn } from '../../src/watch/rates/trials-in.js';
import { watchRates } from '../../src/watch/rates/watch-rates.js';
import type { WatchEvent } from '../../src/watch/watch-event.js';
import { postgresqlDatabase, sqliteDatabase } from '../support/open-test-store.js';
import { writeKeys } from '../support/keys-file.js';

/* An EHR that changes its code of naltrexone is noticed, whenever the service is started. */

const databases = [sqliteDatabase(), await postgresqlDatabase()].filter(
  (database) => database !== undefined,
);

const OTHER = { hook: 'order-sign', answer: 'other-orders' } as const;
const NALTREXONE = { hook: 'order-sign', answer: 'silent', question: 'naltrexone' } as const;
const QUESTIONS = new Map<string, string>();
/** One signing in twenty is a naltrexone order. */
const EVERY = 20;
/** docs/watch.md: orders that did not come until it is said, 95 of 100 times. */
const STATED = 18;

/** One life of what watches, on the day so many days from now. */
async function live(url: string, daysFromNow: number) {
  const events: WatchEvent[] = [];
  const store = await keepStore({ url, monotonic: () => performance.now() });
  const rates = watchRates((event) => events.push(event));
  const clock = () => Date.now() + daysFromNow * 86_400_000;
  const memory = rememberRates({ store: store.shareCounts, rates, clock });
  await memory.turn();
  return {
    events,
    turn: memory.turn,
    sign(signing: typeof OTHER | typeof NALTREXONE) {
      const trials = trialsIn(signing, QUESTIONS);
      rates.add('north', trials);
      memory.count('north', trials);
    },
    async end() {
      await memory.close();
      await store.close();
    },
  };
}

describe.each(databases)('$url', ({ url, drop }) => {
  afterAll(drop);

  test('also when it was started between the change and the alarm, twice, and again after the alarm, until somebody accepts it', async () => {
    for (const day of [-20, -15, -10]) {
      const before = await live(url, day);
      for (let n = 0; n < 100 * EVERY; n++) before.sign(n % EVERY === 7 ? NALTREXONE : OTHER);
      await before.end();
      expect(before.events).toEqual([]);
    }
    let signings = 0;
    for (const [day, most] of [
      [-3, 4 * EVERY],
      [-2, 4 * EVERY],
      [-1, 100 * EVERY],
    ] as const) {
      const after = await live(url, day);
      for (let n = 0; n < most && after.events.length === 0; n++, signings++) after.sign(OTHER);
      await after.end();
      expect(after.events).toHaveLength(day === -1 ? 1 : 0);
    }
    expect(signings).toBeLessThanOrEqual(STATED * EVERY);

    const later = await live(url, 0);
    expect(later.events).toMatchObject([
      { event: 'rate', client: 'north', share: 'naltrexone-orders', state: 'changed', events: 0 },
    ]);
    jest.spyOn(console, 'log').mockImplementationOnce(() => undefined);
    await acceptShare({ store: url, client: 'north', share: 'naltrexone-orders' });
    await later.turn();
    expect(later.events.slice(1)).toMatchObject([{ event: 'rate', state: 'accepted' }]);
    await later.end();

    // Three in a hundred are usual now, and what ends again is missed again.
    const usual = await live(url, 1);
    for (let n = 0; n < 3000; n++) usual.sign(n % 33 === 7 ? NALTREXONE : OTHER);
    await usual.end();
    expect(usual.events).toEqual([]);
    const again = await live(url, 2);
    for (let n = 0; n < 1000; n++) again.sign(OTHER);
    await again.end();
    expect(again.events).toMatchObject([{ share: 'naltrexone-orders', state: 'changed' }]);
  });
});

describe('the whole service', () => {
  const database = sqliteDatabase();
  beforeAll(async () => {
    const service = await startService({
      ...readConfig({}),
      ...{ port: 0, logLevel: 'silent', insecureNoAuth: true },
      ...{ store: database.url, keys: writeKeys() },
    });
    for (const text of ['naltrexone', 'oxycodone', 'lisinopril', 'metformin']) {
      for (const hook of ['order-select', 'order-sign']) await call(service.url, hook, text);
    }
    await service.close();
  });
  afterAll(() => database.drop());

  test('counts signings of all drugs, and keeps nothing else of them', async () => {
    const store = await openStore(database.url);
    const counts: ShareCount[] = [];
    for await (const batch of store.shareCounts.read(0)) counts.push(...batch);
    await store.close();
    const said = counts.map(({ share, trials, events }) => [share, trials, events]);
    expect(said).toEqual(
      expect.arrayContaining([
        ['naltrexone-orders', 4, 1],
        ['opioid-orders', 4, 1],
        ['naltrexone-among-opioids', 2, 1],
      ]),
    );
    expect(new Set(counts.map(({ client }) => client))).toEqual(new Set(['local']));
  });
});

async function call(url: string, hook: string, text: string): Promise<void> {
  const resource = {
    ...{ resourceType: 'MedicationRequest', id: 'd1', status: 'draft', intent: 'order' },
    ...{ subject: { reference: 'Patient/p1' }, medicationCodeableConcept: { text } },
  };
  const answer = await fetch(`${url}/cds-services/naltrexone-safety`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ hook, hookInstance: crypto.randomUUID() },
      context: {
        ...{ userId: 'Practitioner/1', patientId: 'p1' },
        ...(hook === 'order-select' ? { selections: ['MedicationRequest/d1'] } : {}),
        draftOrders: { resourceType: 'Bundle', entry: [{ resource }] },
      },
    }),
  });
  expect(answer.status).toBe(200);
}
