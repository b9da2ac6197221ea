import { expect, test } from '@jest/globals';
import type { AcceptedShare, ShareCount } from '../../store/store.js';
import { rememberRates } from './remember-rates.js';

const DAY_MS = 86_400_000;
const TODAY = 20_500;

function setUp() {
  const state = {
    ...{ now: TODAY * DAY_MS + 1000, away: false },
    added: [] as ShareCount[][],
    past: [] as ShareCount[],
    accepted: [] as AcceptedShare[],
    told: [] as unknown[],
  };
  const answer = <T>(value: T): Promise<T> =>
    state.away ? Promise.reject(new Error('away')) : Promise.resolve(value);
  const memory = rememberRates({
    store: {
      add: async (counts) => answer(counts).then((taken) => void state.added.push([...taken])),
      accepted: () => answer([...state.accepted]),
      async *read(since) {
        yield await answer(state.past.filter(({ day }) => day >= since / DAY_MS - 1));
      },
    },
    rates: {
      async recall(past) {
        for await (const counts of past) state.told.push(...counts);
      },
      accept: (client, share) => void state.told.push([client, share]),
    },
    clock: () => state.now,
  });
  return { state, memory };
}
const counted = (day: number, share = 'cards'): ShareCount => ({
  ...{ client: 'north', day, share },
  ...{ trials: 9, events: 4 },
});
const CARD = { share: 'cards', happened: true };

test('what happened is written by client, day and share, together and once', async () => {
  const { state, memory } = setUp();
  memory.count('north', [CARD, { share: 'critical-cards', happened: false }]);
  memory.count('north', [CARD]);
  memory.count('south', [CARD]);
  state.now += DAY_MS;
  memory.count('north', [CARD]);
  await memory.turn();
  expect(state.added).toEqual([
    [
      { client: 'north', day: TODAY, share: 'cards', trials: 2, events: 2 },
      { client: 'north', day: TODAY, share: 'critical-cards', trials: 1, events: 0 },
      { client: 'south', day: TODAY, share: 'cards', trials: 1, events: 1 },
      { client: 'north', day: TODAY + 1, share: 'cards', trials: 1, events: 1 },
    ],
  ]);
  memory.count('north', [CARD]);
  await memory.close();
  expect(state.added[1]).toMatchObject([{ client: 'north', trials: 1 }]);
});

test('the past is told once, before anything is written, also by a store that was away at the start', async () => {
  const { state, memory } = setUp();
  state.past = [counted(TODAY - 400), counted(TODAY - 1)];
  state.away = true;
  memory.count('north', [CARD]);
  await memory.turn();
  state.away = false;
  await memory.turn();
  await memory.turn();
  expect(state.told).toEqual([counted(TODAY - 1)]);
  expect(state.added.flat()).toMatchObject([{ day: TODAY, trials: 1, events: 1 }]);
});

test('what the store does not take is written later, with what came since', async () => {
  const { state, memory } = setUp();
  await memory.turn();
  state.away = true;
  memory.count('north', [CARD]);
  await memory.turn();
  memory.count('north', [{ ...CARD, happened: false }]);
  state.away = false;
  await memory.close();
  expect(state.added.flat()).toMatchObject([{ trials: 2, events: 1 }]);
});

test('a share that somebody accepts is told at the next turn; at a start its past up to that day is left out', async () => {
  const { state, memory } = setUp();
  const accepted = { client: 'north', share: 'cards', acceptedAt: (TODAY - 2) * DAY_MS + 1 };
  state.accepted = [accepted];
  state.past = [counted(TODAY - 2), counted(TODAY - 2, 'other'), counted(TODAY - 1)];
  await memory.turn();
  expect(state.told).toEqual([counted(TODAY - 2, 'other'), counted(TODAY - 1)]);
  state.accepted = [
    { ...accepted, acceptedAt: state.now },
    { ...accepted, share: 'other' },
  ];
  await memory.turn();
  await memory.turn();
  expect(state.told.slice(2)).toEqual([
    ['north', 'cards'],
    ['north', 'other'],
  ]);
});
