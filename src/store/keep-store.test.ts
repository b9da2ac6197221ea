import { expect, test } from '@jest/globals';
import { until } from '../../test/support/until.js';
import { keepStore } from './keep-store.js';
import type { Store } from './store.js';
import { StoreError, type StoreFault } from './store-error.js';

/** A store that fails as it is told to, at opening and at use. */
function setUp() {
  const state = {
    now: 0,
    opened: 0,
    closed: 0,
    atOpen: undefined as StoreFault | undefined,
    atUse: undefined as StoreFault | undefined,
  };
  const answer = <T>(value: T, fault: StoreFault | undefined): Promise<T> =>
    fault === undefined ? Promise.resolve(value) : Promise.reject(new StoreError(fault));
  const store = {
    decisions: { ofCards: () => answer(new Map(), state.atUse) },
    tokenIds: {
      takeAll: (ids: readonly unknown[]) =>
        answer(
          ids.map(() => true),
          state.atUse,
        ),
      forget: () => answer(0, state.atUse),
    },
    close: () => {
      state.closed += 1;
      return Promise.resolve();
    },
  } as unknown as Store;
  const parts = {
    url: 'file:x',
    monotonic: () => state.now,
    open: () => {
      state.opened += 1;
      return answer(store, state.atOpen);
    },
  };
  return { state, parts };
}

const ids = [{ id: 'a', until: 1 }];

test('a store that is away at the start is no reason not to start, and is opened again later', async () => {
  const { state, parts } = setUp();
  state.atOpen = 'damaged';
  const kept = await keepStore(parts);
  expect(kept.fault()).toBe('damaged');
  state.atOpen = undefined;
  state.now = 9_999;
  await expect(kept.tokenIds.takeAll(ids)).rejects.toMatchObject({ fault: 'damaged' });
  expect(state.opened).toBe(1);
  state.now = 10_000;
  await expect(kept.tokenIds.takeAll(ids)).rejects.toMatchObject({ fault: 'damaged' });
  await until(() => kept.fault() === undefined);
  expect(await kept.tokenIds.takeAll(ids)).toStrictEqual([true]);
  expect(state.opened).toBe(2);
  await kept.close();
  expect(state.closed).toBe(1);
});

test('a fault is known until the store has done something again', async () => {
  const { state, parts } = setUp();
  const kept = await keepStore(parts);
  state.atUse = 'full';
  await expect(kept.tokenIds.takeAll(ids)).rejects.toMatchObject({ fault: 'full' });
  expect(kept.fault()).toBe('full');
  state.atUse = undefined;
  expect(await kept.tokenIds.forget(0)).toBe(0);
  expect(kept.fault()).toBeUndefined();
});

test('that a store can be read takes back nothing of what writing has found', async () => {
  const { state, parts } = setUp();
  const kept = await keepStore(parts);
  state.atUse = 'full';
  await expect(kept.tokenIds.takeAll(ids)).rejects.toMatchObject({ fault: 'full' });
  state.atUse = undefined;
  expect(await kept.ofCards([])).toEqual(new Map());
  expect(kept.fault()).toBe('full');
  await kept.tokenIds.takeAll(ids);
  expect(kept.fault()).toBeUndefined();
});

test.each(['closed', 'read-only'] as const)('a store that is %s is opened anew', async (fault) => {
  const { state, parts } = setUp();
  const kept = await keepStore(parts);
  state.atUse = fault;
  state.now = 20_000;
  await expect(kept.tokenIds.takeAll(ids)).rejects.toMatchObject({ fault });
  state.atUse = undefined;
  await expect(kept.tokenIds.takeAll(ids)).rejects.toMatchObject({ fault });
  await until(() => kept.fault() === undefined);
  expect(state.opened).toBe(2);
});
