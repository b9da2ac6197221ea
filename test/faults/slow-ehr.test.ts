import { afterEach, expect, test } from '@jest/globals';
import { createClientShare } from '../../src/http/client-share.js';
import { until } from '../support/until.js';
import { startTwoEhrs, type TwoEhrs } from './two-ehrs.js';

/* T20 of the threat model: an EHR whose FHIR server hangs, and another one. With times: slow-ehr.long.test.ts. */

let ehrs: TwoEhrs;
afterEach(() => ehrs.close());

test('T20: an EHR whose server hangs fills its own share and no more; then it has its share again', async () => {
  ehrs = await startTwoEhrs({ budgetMs: 2500, clientShare: createClientShare(4) });
  const { slow, fast } = ehrs;
  const hanging = Array.from({ length: 4 }, () => slow.sign());
  await until(() => slow.waiting() > 0);
  const refused = await Promise.all(Array.from({ length: 6 }, () => slow.sign()));
  expect(refused.map(({ status, retryAfter }) => [status, retryAfter])).toEqual(
    Array(6).fill([503, '2']),
  );
  const others = await Promise.all(Array.from({ length: 4 }, () => fast.sign()));
  expect(others.map(({ status, indicators }) => [status, indicators])).toEqual(
    Array(4).fill([200, []]),
  );
  expect(
    (await Promise.all(hanging)).map(({ status, indicators }) => [status, indicators]),
  ).toEqual(Array(4).fill([200, ['warning']]));
  expect((await slow.sign()).status).toBe(200);
});
