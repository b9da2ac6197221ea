import { afterEach, expect, jest, test } from '@jest/globals';
import { performance } from 'node:perf_hooks';
import { createJoining } from './joining.js';

afterEach(() => {
  jest.restoreAllMocks();
});

/** Whole turns of the event loop until a group may be written, by a clock that takes so long for each. */
async function turnsUntilJoined(utilization: number, turnMs: number): Promise<number> {
  let now = 0;
  let turns = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
  jest
    .spyOn(performance, 'eventLoopUtilization')
    .mockReturnValue({ utilization, idle: 0, active: 0 });
  const othersJoined = createJoining();
  now += 60;
  let hasJoined = false;
  const joined = othersJoined().then(() => (hasJoined = true));
  await Promise.resolve();
  while (!hasJoined) {
    turns += 1;
    now += turnMs;
    await new Promise(setImmediate);
  }
  await joined;
  return turns;
}

test.each([
  ['a process with time to spare waits for nobody', 0.5, 1.5, [0, 1]],
  [
    'a saturated one waits while its event loop is busy, some milliseconds at most',
    0.95,
    1.5,
    [3, 4],
  ],
  ['and no longer than until it comes round with nothing to do', 0.95, 0.1, [2, 3]],
])('%s', async (_, utilization, turnMs, [least, most]) => {
  const turns = await turnsUntilJoined(utilization, turnMs);
  expect(turns).toBeGreaterThanOrEqual(least!);
  expect(turns).toBeLessThanOrEqual(most!);
});
