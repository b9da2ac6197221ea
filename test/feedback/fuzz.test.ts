import { afterAll, expect, test } from '@jest/globals';
import type { FeedbackRecord } from '../../src/record/feedback-record.js';
import type { FeedbackRow } from '../../src/store/store.js';
import { feedbackServices, sendFeedback } from '../support/feedback-services.js';
import { mutateRequest } from '../support/fuzz/mutate-request.js';
import { randomFrom } from '../support/vary-case.js';

const services = feedbackServices();
afterAll(() => services.close());

const rows: FeedbackRow[] = [];
const card = '4e0a3a1e-3283-4575-ab82-028d55fe2719';
const BODY = {
  feedback: [
    {
      ...{ card, outcome: 'accepted', outcomeTimestamp: '2026-11-24T18:44:45Z' },
      acceptedSuggestions: [{ id: 'e56e1945-20b3-4393-8503-a1a20fd73152' }, { id: 's2' }],
    },
    {
      ...{ card, outcome: 'overridden', outcomeTimestamp: '2026-11-24T18:44:46Z' },
      overrideReason: {
        reason: { code: 'repeat-normal', system: 'urn:naltrexone-cds:override-reasons' },
        userComment: 'seen',
      },
    },
  ],
};

/** Our own words, marks, uuids and numbers; a quote or a brace in a value would be escaped, and a backslash is in none of them. */
const CLEAR = /^[\w{}[\]":,.-]*$/;

test('200 spoilt bodies are stored or refused, and no hostile text stands in a clear column', async () => {
  const service = await services.start({
    ofCards: () => Promise.resolve(new Map()),
    count: () => Promise.resolve(0),
    append: (some) => {
      rows.push(...some);
      return Promise.resolve(some.length);
    },
  });
  const random = randomFrom(11);
  const statuses = new Map<number, number>();
  for (let call = 0; call < 200; call += 1) {
    const { status, text } = await sendFeedback(service, mutateRequest(BODY, random));
    if (status === 200) expect(text).toBe('{}');
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect(service.failures).toEqual([]);
  expect([...statuses.keys()].sort()).toEqual([200, 400]);
  expect(statuses.get(200)).toBeGreaterThan(50);
  for (const { id, client, card: about, record } of rows) {
    expect([id, client, about, record].join('')).toMatch(CLEAR);
  }
  const said = rows.map(({ record }) => JSON.parse(record) as FeedbackRecord);
  expect(new Set(said.map(({ outcome }) => outcome))).toEqual(
    new Set(['accepted', 'overridden', 'unknown']),
  );
  expect(said.some(({ reason }) => reason?.known === false)).toBe(true);
});
