import { afterEach, expect, jest, test } from '@jest/globals';
import { hookParts, theKnowledge } from '../../test/support/hook-parts.js';
import type { Moment } from '../core/time/instant.js';
import { localClient } from '../hook/local-client.js';
import { loadSitePolicy } from '../knowledge/load-site-policy.js';
import { answerRequest } from './answer-request.js';

const CANARY = 'oxycodone of Jane Roe';
afterEach(() => void jest.restoreAllMocks());

test('a bug is said with its place and without its message, which may quote a chart', async () => {
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const asked = {
    service: 'naltrexone-safety',
    client: localClient([]),
    site: loadSitePolicy({}, theKnowledge()),
    now: (): Moment => {
      throw new RangeError(CANARY);
    },
  };
  const hook = { ...hookParts(), fhir: undefined, budgetMs: 4000, report: () => undefined };
  expect((await answerRequest('{}', asked, hook)).status).toBe(500);
  const lines = printed.mock.calls.flat().join('\n');
  expect(lines).toMatch(/^A request could not be answered: RangeError\n {2}at .*answer-request/);
  expect(lines).not.toContain(CANARY);
});
