import { expect, jest, test } from '@jest/globals';
import { acceptFeedback } from './accept-feedback.js';
import type { FeedbackParts } from './feedback-parts.js';

const NOW = 1_800_000_000_000;

/** Feedback over a store in memory of which one part is another one. */
function setUp(changed: Partial<FeedbackParts> = {}) {
  const stored: string[] = [];
  const parts: FeedbackParts = {
    ofCards: () => Promise.resolve(new Map()),
    append: (rows) => {
      stored.push(...rows.map(({ card }) => card));
      return Promise.resolve(rows.length);
    },
    count: () => Promise.resolve(0),
    mark: (kind, client, text) => `${kind} ${client} ${text}`,
    seal: (_, bytes) => bytes,
    services: [{ id: 'naltrexone-safety' }],
    reasons: { system: 'ours', nonAdherenceSystem: 'hl7', reasons: {} } as never,
    report: () => undefined,
    ...changed,
  };
  const send = (count: number, service = 'naltrexone-safety', services?: readonly string[]) => {
    const feedback = Array.from({ length: count }, (_, n) => ({ card: String(n) }));
    const client = { id: 'mercy', services };
    return acceptFeedback({ service, client, body: { feedback }, now: NOW }, parts);
  };
  return { stored, send };
}

test('of 20,000 items in 24 hours no more are taken, and nothing of a batch that goes beyond', async () => {
  const asked: unknown[] = [];
  const { stored, send } = setUp({
    count: (...about) => {
      asked.push(about);
      return Promise.resolve(19_998);
    },
  });
  await expect(send(3)).rejects.toThrow('feedback-quota');
  expect([stored, asked]).toEqual([[], [['mercy', NOW - 86_400_000]]]);
  await send(2);
  expect(stored).toHaveLength(2);
});

test.each(['ofCards', 'count', 'append'] as const)(
  'a store that hangs in %s is not waited for longer than 5 s',
  async (part) => {
    jest.useFakeTimers();
    try {
      const { send } = setUp({ [part]: () => new Promise<never>(() => undefined) });
      const refused = expect(send(1)).rejects.toThrow('feedback-not-stored');
      await jest.advanceTimersByTimeAsync(5000);
      await refused;
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  },
);

test('only services that are there, and that the client may call, take feedback', async () => {
  const { stored, send } = setUp();
  await expect(send(1, 'other')).rejects.toThrow('service-unknown');
  await expect(send(1, 'naltrexone-safety', ['other'])).rejects.toThrow('service-unknown');
  expect(stored).toEqual([]);
  await send(1, 'naltrexone-safety', ['naltrexone-safety']);
  expect(stored).toHaveLength(1);
});
