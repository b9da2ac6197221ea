import { expect, test } from '@jest/globals';
import { createSecretKey, randomBytes } from 'node:crypto';
import type { UnreadTextRow } from '../../store/store.js';
import { markWith } from '../../record/marks.js';
import { keepUnread } from './keep-unread.js';

function setUp() {
  const state = { refuse: false, now: 1000, added: [] as UnreadTextRow[] };
  const keeper = keepUnread({
    mark: markWith(createSecretKey(randomBytes(32))),
    seal: (purpose, bytes) => Buffer.from(`${purpose} ${Buffer.from(bytes).toString('base64')}`),
    add: async (rows) => {
      await Promise.resolve();
      if (state.refuse) throw new Error('away');
      state.added.push(...rows);
    },
    clock: () => state.now,
  });
  return { state, keeper };
}
const NTX = { kind: 'naltrexone-order', text: 'Naltrexxone' } as const;

test('the same text of a client is one row, however it is spelt, with how often it came', async () => {
  const { state, keeper } = setUp();
  keeper.keep('north', [NTX, { ...NTX, text: ' NALTREXXONE ' }]);
  state.now = 2000;
  keeper.keep('north', [NTX]);
  keeper.keep('south', [NTX]);
  keeper.keep('north', [{ ...NTX, kind: 'naltrexone-row' }]);
  await keeper.flush();
  expect(
    state.added.map(({ client, kind, times, firstAt, lastAt }) => [
      client,
      kind,
      times,
      firstAt,
      lastAt,
    ]),
  ).toEqual([
    ['north', 'naltrexone-order', 3, 1000, 2000],
    ['south', 'naltrexone-order', 1, 2000, 2000],
    ['north', 'naltrexone-row', 1, 2000, 2000],
  ]);
  expect(new Set(state.added.map(({ mark }) => mark)).size).toBe(3);
  expect(JSON.stringify(state.added)).not.toContain('altrexxone');
  const [{ mark } = { mark: '' }] = state.added;
  keeper.keep('north', [NTX]);
  await keeper.close();
  expect(state.added.at(-1)).toMatchObject({ mark, times: 1 });
});

test('what the store does not take waits, counted together with what comes, and no more than there is room for', async () => {
  const { state, keeper } = setUp();
  state.refuse = true;
  keeper.keep('north', [NTX]);
  await keeper.flush();
  keeper.keep('north', [NTX]);
  for (let n = 0; n < 600; n++) keeper.keep('north', [{ ...NTX, text: `naltrex ${String(n)}` }]);
  await keeper.flush();
  state.refuse = false;
  await keeper.close();
  expect(state.added).toHaveLength(500);
  expect(state.added[0]).toMatchObject({ times: 2, firstAt: 1000 });
});
