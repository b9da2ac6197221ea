import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { sqliteDatabase } from '../../test/support/open-test-store.js';
import { openStore } from '../store/open-store.js';
import { acceptShare } from './watch-accept.js';

const database = sqliteDatabase();
const TODAY = Math.floor(Date.now() / 86_400_000);

beforeAll(async () => {
  const store = await openStore(database.url);
  const counts = { client: 'north', share: 'naltrexone-orders', trials: 100, events: 5 };
  await store.shareCounts.add([
    { ...counts, day: TODAY - 30 },
    { ...counts, day: TODAY - 1, events: 0 },
    { ...counts, day: TODAY, events: 1 },
    { ...counts, day: TODAY, share: 'opioid-orders' },
    { ...counts, day: TODAY, client: 'south', share: 'cards' },
  ]);
  await store.close();
});
afterAll(() => database.drop());

async function accept(client: string, share: string): Promise<string> {
  const print = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    await acceptShare({ store: database.url, client, share });
    return print.mock.calls.join('\n');
  } finally {
    print.mockRestore();
  }
}

test('a share is accepted by client, and its numbers are said', async () => {
  const before = Date.now();
  const said = await accept('north', 'naltrexone-orders');
  expect(said).toContain('1 in 200 in the last 14 days, 6 in 300 of all');
  const store = await openStore(database.url);
  const accepted = await store.shareCounts.accepted();
  await store.close();
  expect(accepted).toMatchObject([{ client: 'north', share: 'naltrexone-orders' }]);
  expect(accepted[0]?.acceptedAt).toBeGreaterThanOrEqual(before);
});

test('a name that was mistyped is not accepted, and those that there are stand in the message', async () => {
  await expect(accept('north', 'cards')).rejects.toThrow('naltrexone-orders, opioid-orders.');
  await expect(accept('nroth', 'cards')).rejects.toThrow('of a client "nroth"');
});
