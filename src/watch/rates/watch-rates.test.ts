import { expect, test } from '@jest/globals';
import type { WatchEvent } from '../watch-event.js';
import { trialsIn } from './trials-in.js';
import { watchRates } from './watch-rates.js';

const QUESTIONS = new Map([
  ['opioid-ongoing', 'opioid-exposure'],
  ['liver-severe-elevation', 'liver-enzymes'],
]);

type Signing = Parameters<typeof trialsIn>[0] & { readonly client: string };

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
  const rates = watchRates((event) => events.push(event));
  const sign = (signing: Signing) => {
    rates.add(signing.client, trialsIn(signing, QUESTIONS));
  };
  return { events, rates, sign };
}
const times = (count: number, act: (n: number) => void) => {
  for (let n = 0; n < count; n++) act(n);
};

test('an EHR that renames its naltrexone is noticed, and by how many orders', () => {
  const { events, rates, sign } = setUp();
  // Ten of a thousand orders are naltrexone, fifty an opioid.
  const nth = (n: number, naltrexone: Signing) => {
    sign(n % 100 === 50 ? naltrexone : n % 20 === 3 ? OPIOID : OTHER);
  };
  times(10_000, (n) => {
    nth(n, CLEAN);
  });
  expect(events).toEqual([]);
  times(2500, (n) => {
    nth(n, OTHER);
  });
  expect(events).toMatchObject([
    { client: 'north', share: 'naltrexone-orders', direction: 'fell', state: 'changed', events: 0 },
    { client: 'north', share: 'naltrexone-among-opioids', direction: 'fell' },
  ]);
  expect(rates.changed()).toBe(2);
  times(10_000, (n) => {
    nth(n, CLEAN);
  });
  expect(rates.changed()).toBe(0);
});

test('an opioid whose local code is lost is noticed by the question that no longer speaks', () => {
  const { events, sign } = setUp();
  times(200, (n) => {
    sign(n % 2 === 0 ? OPIOID_ON_BOARD : CLEAN);
  });
  times(40, () => {
    sign(CLEAN);
  });
  const fell = events.flatMap((one) => (one.event === 'rate' ? [one.share] : []));
  expect(fell.sort()).toEqual(['cards', 'critical-cards', 'opioid-exposure']);
});

test('clients are followed apart, and selections not at all', () => {
  const { events, sign } = setUp();
  times(200, () => {
    sign(CLEAN);
    sign({ ...CLEAN, client: 'south' });
  });
  times(100, () => {
    sign({ ...OTHER, hook: 'order-select' });
    sign({ ...OTHER, client: 'south' });
  });
  expect(events).toMatchObject([{ client: 'south', share: 'naltrexone-orders' }]);
});

test('a bug that answers nothing about an order does not count as a rule that is silent', () => {
  const { events, sign } = setUp();
  times(200, () => {
    sign(OPIOID_ON_BOARD);
  });
  times(200, () => {
    sign({ ...CLEAN, answer: 'not-checked' });
  });
  expect(events).toEqual([]);
});

/** Days on each of which so many of a hundred signings were naltrexone orders. */
async function* past(share: string, ...perDay: readonly number[]) {
  await Promise.resolve();
  yield perDay.map((events, n) => ({
    client: 'north',
    day: 20_000 + n,
    share,
    trials: 100,
    events,
  }));
}
const DAYS = Array.from({ length: 30 }, () => 5);

test('of the past that which has changed at its end is told, once', async () => {
  const { events, rates } = setUp();
  await rates.recall(past('naltrexone-orders', ...DAYS, 0, 0, 0, 0, 0, 0, ...DAYS));
  expect(events).toEqual([]);
  await rates.recall(past('opioid-orders', ...DAYS, 0, 0, 0, 0, 0, 0));
  expect(events).toMatchObject([{ share: 'opioid-orders', direction: 'fell', state: 'changed' }]);
  await rates.recall(past('cards', ...DAYS));
  expect(events).toHaveLength(1);
});

test('a change that began before a restart is told by what comes after it', async () => {
  const { events, rates, sign } = setUp();
  await rates.recall(past('naltrexone-orders', ...DAYS, 0, 0));
  expect(events).toEqual([]);
  times(200, () => {
    sign(OTHER);
  });
  expect(events).toMatchObject([{ share: 'naltrexone-orders', direction: 'fell', events: 0 }]);
  expect((events[0] as { trials?: number }).trials).toBeGreaterThan(200);
});

test('a share that somebody accepted is as usual at once, and is learnt anew', async () => {
  const { events, rates, sign } = setUp();
  await rates.recall(past('naltrexone-orders', ...DAYS, 0, 0, 0, 0, 0, 0));
  rates.accept('north', 'naltrexone-orders');
  rates.accept('south', 'cards');
  expect(events).toMatchObject([{ state: 'changed' }, { state: 'accepted', direction: 'fell' }]);
  expect(rates.changed()).toBe(0);
  times(3000, () => {
    sign(OTHER);
  });
  expect(events).toHaveLength(2);
});
