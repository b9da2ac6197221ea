import { expect, test } from '@jest/globals';
import { runFuzz } from '../support/fuzz/run-fuzz.js';

/* A slice of fuzz.long.test.ts, small enough for every run. */

test('300 spoilt calls get 300 legal answers', async () => {
  const { asked, problems, statuses } = await runFuzz(1, 300);
  expect(problems).toEqual([]);
  expect(asked).toBe(300);
  expect(statuses[200]).toBeGreaterThan(150);
}, 60_000);
