import { expect, test } from '@jest/globals';
import { memoryReplayGuard } from './memory-replay-guard.js';
import { type SharedTokenIds, sharedReplayGuard } from './shared-replay-guard.js';

/** A store in memory that two guards share; it can be away, and it can hang. */
function setUp() {
  const seen = new Map<string, number>();
  const state = { now: 0, away: false, hanging: false, batches: [] as number[], unchecked: 0 };
  const shared: SharedTokenIds = {
    async takeAll(ids) {
      state.batches.push(ids.length);
      if (state.hanging) return new Promise(() => undefined);
      await Promise.resolve();
      if (state.away) throw new Error('away');
      return ids.map(({ id, until }) => !seen.has(id) && seen.set(id, until).size > 0);
    },
    forget(now) {
      for (const [id, until] of seen) if (until < now) seen.delete(id);
      return Promise.resolve(0);
    },
  };
  const instance = () => {
    const monotonic = () => state.now;
    return sharedReplayGuard({
      own: memoryReplayGuard({ monotonic, full: () => undefined }),
      shared,
      clock: monotonic,
      monotonic,
      unchecked: () => (state.unchecked += 1),
    });
  };
  return { state, seen, instance };
}

test('a token that one instance has taken is used on the other', async () => {
  const { instance } = setUp();
  const [here, there] = [instance(), instance()];
  expect(await here.take('ehr', 'one', 1000)).toBe('taken');
  expect(await there.take('ehr', 'one', 1000)).toBe('used');
  expect(await there.take('other', 'one', 1000)).toBe('taken');
});

test('of twenty racers on two instances one gets it', async () => {
  const { instance } = setUp();
  const [here, there] = [instance(), instance()];
  const taken = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? here : there).take('ehr', 'one', 1000),
    ),
  );
  expect(taken.filter((one) => one === 'taken')).toHaveLength(1);
  expect(taken.filter((one) => one === 'used')).toHaveLength(19);
});

test('calls that arrive while the store is asked wait for one question together', async () => {
  const { state, instance } = setUp();
  const guard = instance();
  const jtis = Array.from({ length: 10 }, (_, index) => `jti-${String(index)}`);
  await Promise.all(jtis.map((jti) => guard.take('ehr', jti, 1000)));
  expect(state.batches.reduce((sum, size) => sum + size, 0)).toBe(10);
  expect(state.batches.length).toBeLessThan(4);
});

test.each(['away', 'hanging'] as const)(
  'while the store is %s a token is checked in this process alone, and that is counted',
  async (how) => {
    const { state, instance } = setUp();
    const guard = instance();
    state[how] = true;
    expect(await guard.take('ehr', 'one', 1000)).toBe('unchecked');
    expect(await guard.take('ehr', 'one', 1000)).toBe('used');
    expect(state.unchecked).toBe(1);
    state[how] = false;
    expect(await guard.take('ehr', 'two', 1000)).toBe('taken');
  },
);

test('what is over is forgotten every ten minutes', async () => {
  const { state, seen, instance } = setUp();
  const guard = instance();
  await guard.take('ehr', 'old', 1000);
  state.now = 600_000;
  await guard.take('ehr', 'new', 1000);
  expect(seen.size).toBe(1);
});
