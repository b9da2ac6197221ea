import { expect, test } from '@jest/globals';
import { memoryReplayGuard } from './memory-replay-guard.js';

function setUp(capacity?: number) {
  const clock = { now: 0 };
  let full = 0;
  const guard = memoryReplayGuard({
    monotonic: () => clock.now,
    full: () => (full += 1),
    ...(capacity === undefined ? {} : { capacity }),
  });
  return { guard, clock, full: () => full };
}

test('an id is taken once for each client', async () => {
  const { guard } = setUp();
  expect(await guard.take('a', 'x', 1000)).toBe('taken');
  expect(await guard.take('a', 'x', 1000)).toBe('used');
  expect(await guard.take('b', 'x', 1000)).toBe('taken');
  expect(await guard.take('a","x', '', 1000)).toBe('taken');
});

test('it is remembered for its life, and forgotten within the minute after', async () => {
  const { guard, clock } = setUp();
  await guard.take('a', 'x', 360_000);
  clock.now = 360_000;
  expect(await guard.take('a', 'x', 60_000)).toBe('used');
  clock.now = 420_001;
  expect(await guard.take('a', 'x', 60_000)).toBe('taken');
});

test('when it is full the ids that end first are forgotten, and it is said', async () => {
  const { guard, full } = setUp(3);
  await guard.take('a', 'short', 60_000);
  await guard.take('a', 'long-1', 3_600_000);
  await guard.take('a', 'long-2', 3_600_000);
  expect(await guard.take('a', 'new', 3_600_000)).toBe('taken');
  expect(full()).toBe(1);
  expect(await guard.take('a', 'long-1', 3_600_000)).toBe('used');
  expect(await guard.take('a', 'short', 60_000)).toBe('taken');
});

test('100,000 ids leave nothing behind', async () => {
  const { guard, clock, full } = setUp(1000);
  let taken = 0;
  for (let n = 0; n < 100_000; n += 1) {
    clock.now = n * 600; // a hundred a minute, each good for five minutes
    if ((await guard.take('a', `id-${n}`, 300_000)) === 'taken') taken += 1;
  }
  expect([taken, full()]).toEqual([100_000, 0]);
});
