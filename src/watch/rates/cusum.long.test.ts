import { expect, test } from '@jest/globals';
import type { ShareCount } from '../../store/store.js';
import { createShareChart } from './share-chart.js';
import { watchRates } from './watch-rates.js';

/* The figures of docs/watch.md, by simulation: what is usual is learnt first, as in the service. */

const ALARM_AT = 8;
const RUNS = 100;

/** Mulberry32: the same numbers on every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * How long it takes until the chart says that a share fell, in the events that would have come in that time.
 * @param after the share that it fell to
 * @param known events before that, of which the first are learnt from
 */
function delays(share: number, after: number, known: number): readonly number[] {
  const random = randomFrom(1);
  return Array.from({ length: RUNS }, () => {
    const chart = createShareChart(ALARM_AT);
    for (let n = 0; n < known / share; n++) chart.add(random() < share);
    for (let n = 1; n <= 600 / share; n++) {
      const changes = chart.add(random() < after);
      if (changes.some((one) => one.direction === 'fell' && one.state === 'changed')) {
        return n * share;
      }
    }
    return Infinity;
  }).sort((one, other) => one - other);
}

const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.ceil(part * sorted.length) - 1] ?? NaN;

/* So many events are known when it ends: just enough, and a year of a small practice. */
test.each([
  [0.05, 45, 16, 23],
  [0.05, 300, 15, 18],
  [0.5, 45, 11, 15],
  [0.5, 300, 10, 12],
])(
  'a share of %s that ends after %s events is missed after %s that did not come (median), %s (95th percentile)',
  (share, known, median, p95) => {
    const seen = delays(share, 0, known);
    expect(quantile(seen, 0.5)).toBeLessThanOrEqual(median);
    expect(quantile(seen, 0.95)).toBeLessThanOrEqual(p95);
    expect(quantile(seen, 0.05)).toBeGreaterThan(2);
  },
);

/** As above, but of each day the counts alone are known, as to a service that is started every morning. */
async function delaysOverRestarts(share: number, perDay: number, known: number) {
  const random = randomFrom(3);
  const seen: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const events: unknown[] = [];
    const rates = watchRates((event) => events.push(event));
    const recall = async (now: number) => {
      const events = Array.from({ length: perDay }, () => random() < now).filter(Boolean).length;
      await rates.recall(
        (async function* (): AsyncGenerator<ShareCount[]> {
          await Promise.resolve();
          yield [{ ...{ client: 'north', day: 1, share: 'share' }, trials: perDay, events }];
        })(),
      );
    };
    for (let day = 0; day < known / share / perDay; day++) await recall(share);
    events.length = 0;
    let days = 0;
    for (; events.length === 0 && days < 600; days++) await recall(0);
    seen.push(days * perDay * share);
  }
  return seen.sort((one, other) => one - other);
}

test('a service that is started every day misses what ended as soon, to the day', async () => {
  // Two events a day.
  const seen = await delaysOverRestarts(0.05, 40, 300);
  expect(quantile(seen, 0.5)).toBeLessThanOrEqual(15 + 2);
  expect(quantile(seen, 0.95)).toBeLessThanOrEqual(18 + 2);
  expect(quantile(seen, 0.05)).toBeGreaterThan(2);
});

test('half of a share that ends is missed after 45 events (median), 150 (95th percentile)', () => {
  const seen = delays(0.1, 0.05, 300);
  expect(quantile(seen, 0.5)).toBeLessThanOrEqual(45);
  expect(quantile(seen, 0.95)).toBeLessThanOrEqual(150);
});

test('a share that stays gives less than one false alarm in 10,000 of its events, both ways together', () => {
  const random = randomFrom(2);
  let [alarms, events] = [0, 0];
  for (let run = 0; run < 100; run++) {
    const chart = createShareChart(ALARM_AT);
    for (let n = 0; n < 10_000; n++) {
      const happened = random() < 0.1;
      if (happened) events += 1;
      alarms += chart.add(happened).filter(({ state }) => state === 'changed').length;
    }
  }
  expect(alarms / events).toBeLessThan(1 / 10_000);
});
