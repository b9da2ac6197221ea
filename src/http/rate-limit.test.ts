import { expect, test } from '@jest/globals';
import { createRateLimit } from './rate-limit.js';

test('a burst, then a steady rate; each client has its own share', () => {
  let now = 5000;
  const limit = createRateLimit(() => now, { perSecond: 2, burst: 3, clients: 10 });
  const take = (client = 'a', times = 1) => Array.from({ length: times }, () => limit.take(client));
  expect(take('a', 4)).toEqual([0, 0, 0, 500]);
  expect(take('b')).toEqual([0]);
  now += 499;
  expect(take()[0]).toBeCloseTo(1, 5);
  now += 1;
  expect(take('a', 2)).toEqual([0, 500]);
  now += 3_600_000; // no more than a burst is saved
  expect(take('a', 4)).toEqual([0, 0, 0, 500]);
});

test('asking too often does not lengthen the wait', () => {
  let now = 0;
  const limit = createRateLimit(() => now, { perSecond: 1, burst: 1, clients: 10 });
  limit.take('a');
  for (let asked = 0; asked < 50; asked += 1) limit.take('a');
  now += 1000;
  expect(limit.take('a')).toBe(0);
});

test('no more clients are remembered than it may hold; the quietest goes first', () => {
  const limit = createRateLimit(() => 0, { perSecond: 1, burst: 1, clients: 2 });
  const waits = ['a', 'b', 'a', 'c', 'a', 'b'].map((client) => limit.take(client) > 0);
  // `c` drives out `b`, which was quiet for longer than `a`.
  expect(waits).toEqual([false, false, true, false, true, false]);
});
