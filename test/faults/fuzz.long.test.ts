import { expect, test } from '@jest/globals';
import { runFuzz } from '../support/fuzz/run-fuzz.js';

/* 10,000 spoilt calls over sockets: no 5xx but the documented 503, no illegal answer, none unanswered, no bug behind a card. */

test.each([101, 102, 103, 104, 105])(
  'seed %i: 2000 spoilt calls get 2000 legal answers',
  async (seed) => {
    const { asked, problems, statuses } = await runFuzz(seed, 2000);
    console.log(`seed ${seed}: ${JSON.stringify(statuses)}`);
    expect(problems).toEqual([]);
    expect(asked).toBe(2000);
  },
);
