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
  const joined = othersJoined().then(() => 'joined');
  const turn = () => new Promise<string>((resolve) => setImmediate(resolve, 'turn'));
  while ((await Promise.race([joined, turn()])) !== 'joined') {
    turns += 1;
    now += turnMs;
  }
  return turns;
}

test.each([
  ['a process with time to spare waits for nobody', 0.5, 1.5, 0],
  ['a saturated one waits while its event loop is busy, four milliseconds at most', 0.95, 1.5, 3],
  ['and no longer than until it comes round with nothing to do', 0.95, 0.1, 1],
])('%s', async (_, utilization, turnMs, turns) => {
  expect(await turnsUntilJoined(utilization, turnMs)).toBe(turns);
});
