import { afterEach, expect, test } from '@jest/globals';
import { createHistogram } from 'node:perf_hooks';
import { createLoad, expectedWaitMs, type Load, type LoadLimits } from './load.js';

const ms = (...delays: readonly number[]) => {
  const histogram = createHistogram();
  for (const delay of delays) histogram.record(delay * 1_000_000);
  return expectedWaitMs(histogram);
};
const repeated = (times: number, delay: number) => Array.from({ length: times }, () => delay);

test.each<[string, readonly number[], number, number]>([
  ['nothing measured', [], 0, 0],
  ['an idle loop', repeated(50, 10), 9, 12],
  ['a pause of 200 ms in a quiet half second', [...repeated(30, 10), 200], 80, 100],
  ['a loop that is busy for 300 ms each time', repeated(2, 300), 290, 310],
  ['a stall of five seconds', [...repeated(49, 10), 5000], 4000, 5000],
])('%s', (_name, delays, least, most) => {
  const wait = ms(...delays);
  expect(wait).toBeGreaterThanOrEqual(least);
  expect(wait).toBeLessThanOrEqual(most);
});

const opened: Load[] = [];
afterEach(() => {
  for (const load of opened.splice(0)) load.close();
});
const open = (limits: LoadLimits): Load => {
  const load = createLoad(limits);
  opened.push(load);
  return load;
};

test('too many calls in flight are too many; one that is over counts once', () => {
  const load = open({ inFlight: 2, lagMs: Infinity, whileLagging: 0 });
  const [first] = [load.enter(), load.enter()];
  expect([load.isTooHigh(), load.inFlight()]).toEqual([true, 2]);
  first();
  first();
  expect([load.isTooHigh(), load.inFlight()]).toEqual([false, 1]);
});

test('row 125: a blocked event loop is seen, one call accepted all the same, and all of it forgotten', async () => {
  const load = open({ inFlight: 9, lagMs: 300, whileLagging: 1 });
  await new Promise((resolve) => setTimeout(resolve, 50)); // the monitor begins with its first tick
  const end = performance.now() + 1500;
  while (performance.now() < end);
  // A busy machine may lag a little before that: what is waited for is the block itself.
  while (load.lagMs() <= 300) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(load.isTooHigh()).toBe(false);
  load.enter()();
  expect(load.isTooHigh()).toBe(true);
  while (load.isTooHigh()) await new Promise((resolve) => setTimeout(resolve, 20));
});
