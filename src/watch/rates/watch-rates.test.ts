import { expect, test } from '@jest/globals';
import { sqliteDatabase } from '../../../test/support/open-test-store.js';
import { openStore } from '../../store/open-store.js';
import type { WatchEvent } from '../watch-event.js';
import { recallRates } from './recall-rates.js';
import { watchRates } from './watch-rates.js';

const QUESTIONS = new Map([
  ['opioid-ongoing', 'opioid-exposure'],
  ['liver-severe-elevation', 'liver-enzymes'],
]);

type Signing = Parameters<ReturnType<typeof watchRates>['hook']>[0];

const OTHER: Signing = { client: 'north', hook: 'order-sign', answer: 'other-orders' };
const OPIOID: Signing = { ...OTHER, answer: 'silent', question: 'mirror', rules: [], cards: [] };
const CLEAN: Signing = { ...OPIOID, question: 'naltrexone' };
const OPIOID_ON_BOARD: Signing = {
  ...CLEAN,
  answer: 'cards',
  rules: ['opioid-ongoing'],
  cards: [{ indicator: 'critical' }],
};

function setUp() {
  const events: WatchEvent[] = [];
  return { events, rates: watchRates(QUESTIONS, (event) => events.push(event)) };
}
const times = (count: number, act: (n: number) => void) => {
  for (let n = 0; n < count; n++) act(n);
};

test('an EHR that renames its naltrexone is noticed, and by how many orders', () => {
  const { events, rates } = setUp();
  // Ten of a thousand orders are naltrexone, fifty an opioid.
  const sign = (n: number, naltrexone: Signing) => {
    rates.hook(n % 100 === 50 ? naltrexone : n % 20 === 3 ? OPIOID : OTHER);
  };
  times(10_000, (n) => {
    sign(n, CLEAN);
  });
  expect(events).toEqual([]);
  times(2500, (n) => {
    sign(n, OTHER);
  });
  expect(events).toMatchObject([
    { client: 'north', share: 'naltrexone-orders', direction: 'fell', state: 'changed', events: 0 },
    { client: 'north', share: 'naltrexone-among-opioids', direction: 'fell' },
  ]);
  expect(rates.changed()).toBe(2);
  times(10_000, (n) => {
    sign(n, CLEAN);
  });
  expect(rates.changed()).toBe(0);
});

test('an opioid whose local code is lost is noticed by the question that no longer speaks', () => {
  const { events, rates } = setUp();
  times(200, (n) => {
    rates.hook(n % 2 === 0 ? OPIOID_ON_BOARD : CLEAN);
  });
  times(40, () => {
    rates.hook(CLEAN);
  });
  const fell = events.flatMap((one) => (one.event === 'rate' ? [one.share] : []));
  expect(fell.sort()).toEqual(['cards', 'critical-cards', 'opioid-exposure']);
});

test('clients are followed apart, and selections not at all', () => {
  const { events, rates } = setUp();
  times(200, () => {
    rates.hook(CLEAN);
    rates.hook({ ...CLEAN, client: 'south' });
  });
  times(100, () => {
    rates.hook({ ...OTHER, hook: 'order-select' });
    rates.hook({ ...OTHER, client: 'south' });
  });
  expect(events).toMatchObject([{ client: 'south', share: 'naltrexone-orders' }]);
});

test('a bug that answers nothing about an order does not count as a rule that is silent', () => {
  const { events, rates } = setUp();
  times(200, () => {
    rates.hook(OPIOID_ON_BOARD);
  });
  times(200, () => {
    rates.hook({ ...CLEAN, answer: 'not-checked' });
  });
  expect(events).toEqual([]);
});

test('a restart forgets neither what was usual nor a change that has begun', async () => {
  const database = sqliteDatabase();
  const store = await openStore(database.url);
  const now = Date.parse('2026-11-24T15:00:00Z');
  const daysAgo = (days: number) => now - days * 86_400_000;
  const row = (sequence: number, recordedAt: number, found: boolean) => ({
    ...{ writer: 'w', sequence, digest: String(sequence), previous: '', recordedAt },
    ...{ decision: `d${String(sequence)}`, client: 'north', patient: 'p', cards: [] },
    record: JSON.stringify({
      ...{ client: 'north', hook: 'order-sign', question: 'naltrexone', answer: 'cards' },
      cards: [{ indicator: 'critical', rules: ['opioid-ongoing'] }],
      findings: found ? [{ rule: 'opioid-ongoing' }] : [],
    }),
    snapshot: undefined,
  });
  try {
    await store.decisions.append([
      ...Array.from({ length: 100 }, (_, n) => row(n + 1, daysAgo(60), true)),
      ...Array.from({ length: 2 }, (_, n) => row(n + 200, daysAgo(3), false)),
    ]);
    const { events, rates } = setUp();
    const read = store.decisions.read.bind(store.decisions);
    expect(await recallRates(read, rates.recorded, now)).toBe(102);
    expect(events).toEqual([]);
    rates.hook({ ...OPIOID_ON_BOARD, rules: [] });
    expect(events).toMatchObject([
      { share: 'opioid-exposure', direction: 'fell', trials: 3, events: 0 },
    ]);
  } finally {
    await store.close();
    await database.drop();
  }
});
