import type { ReplayGuard, Taken } from './replay-guard.js';
import { tokenMark } from './token-mark.js';

/** How long a call waits for the shared memory before this process's own has to do. */
const LATE_MS = 100;
const FORGET_MS = 600_000;

/** What `store.tokenIds` is, seen from here. */
export interface SharedTokenIds {
  takeAll(
    ids: readonly { readonly id: string; readonly until: number }[],
  ): Promise<readonly boolean[]>;
  forget(now: number): Promise<number>;
}

export interface SharedReplayGuardParts {
  /** Of this process; it is asked first, and alone while the store is away. */
  readonly own: ReplayGuard;
  readonly shared: SharedTokenIds;
  /** Epoch milliseconds: instances share no other clock. */
  readonly clock: () => number;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
  /** Told of each call whose token could not be checked against the other instances'. */
  readonly unchecked: () => void;
}

interface Asked {
  readonly id: string;
  readonly until: number;
  readonly answer: (taken: Taken) => void;
}

/**
 * Replay protection of several instances by the store that they share. Calls that arrive while it is asked wait for one question
 * together.
 */
export function sharedReplayGuard(parts: SharedReplayGuardParts): ReplayGuard {
  const { own, shared, clock, monotonic, unchecked } = parts;
  let waiting: Asked[] = [];
  let asking = false;
  let forgotten = monotonic();

  async function askForAll(): Promise<void> {
    asking = true;
    while (waiting.length > 0) {
      const asked = waiting;
      waiting = [];
      const taken = await inTime(shared.takeAll(asked));
      asked.forEach(({ answer }, index) => {
        const first = taken?.[index];
        answer(first === undefined ? 'unchecked' : first ? 'taken' : 'used');
      });
    }
    asking = false;
    if (monotonic() - forgotten < FORGET_MS) return;
    forgotten = monotonic();
    // What stays a while longer takes room and nothing else.
    await shared.forget(clock()).catch(() => undefined);
  }

  return {
    async take(client, jti, lifeMs) {
      if ((await own.take(client, jti, lifeMs)) === 'used') return 'used';
      const taken = await new Promise<Taken>((answer) => {
        waiting.push({ id: tokenMark(client, jti), until: clock() + lifeMs, answer });
        if (!asking) void askForAll();
      });
      if (taken === 'unchecked') unchecked();
      return taken;
    },
  };
}

/** @returns undefined when it fails or takes too long */
function inTime<T>(promise: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, LATE_MS, undefined);
    const settle = (value?: T) => {
      clearTimeout(late);
      resolve(value);
    };
    promise.then(settle, () => {
      settle();
    });
  });
}
