import type { AcceptedShare, ShareCount, ShareCountRows } from '../../store/store.js';
import type { Trial } from './trials-in.js';
import type { RateWatch } from './watch-rates.js';

const DAY_MS = 86_400_000;
/** A season, and enough events of a small practice. */
const RECALLED_DAYS = 365;
const TURN_MS = 30_000;

export interface RateMemory {
  /** Never on the path of an answer: it only takes note. */
  readonly count: (client: string, trials: readonly Trial[]) => void;
  /** Tells what earlier lives of the service have counted, then writes now and again. */
  readonly start: () => void;
  /** One turn: reads what is new in the store, and writes what waits. What the store does not take goes on waiting. */
  readonly turn: () => Promise<void>;
  close(): Promise<void>;
}

export interface RateMemoryParts {
  readonly store: Pick<ShareCountRows, 'add' | 'read' | 'accepted'>;
  readonly rates: Pick<RateWatch, 'recall' | 'accept'>;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/** Keeps counts in the store, so that a restart forgets neither what was usual nor a change that has begun. */
export function rememberRates({ store, rates, clock }: RateMemoryParts): RateMemory {
  let waiting = new Map<string, ShareCount>();
  /** Undefined until the past was told: nothing is written before, or it would be told too. */
  let known: ReadonlyMap<string, number> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let turning: Promise<void> | undefined;

  function note(one: ShareCount): void {
    const name = JSON.stringify([one.day, one.client, one.share]);
    const { trials, events } = waiting.get(name) ?? { trials: 0, events: 0 };
    waiting.set(name, { ...one, trials: trials + one.trials, events: events + one.events });
  }

  async function look(): Promise<void> {
    const accepted = await store.accepted();
    const before = known;
    known = new Map(accepted.map((one) => [nameOf(one), one.acceptedAt]));
    if (before === undefined) {
      await rates.recall(notAccepted(store.read(clock() - RECALLED_DAYS * DAY_MS), known));
      return;
    }
    for (const one of accepted) {
      if (before.get(nameOf(one)) !== one.acceptedAt) rates.accept(one.client, one.share);
    }
  }

  async function write(): Promise<void> {
    if (waiting.size === 0) return;
    const taken = waiting;
    waiting = new Map();
    try {
      await store.add([...taken.values()]);
    } catch {
      for (const one of taken.values()) note(one);
    }
  }

  async function turn(): Promise<void> {
    // A store that is away is asked again; the present is watched all the same.
    await look().catch(() => undefined);
    if (known !== undefined) await write();
  }

  async function keepTurning(): Promise<void> {
    turning = turn();
    await turning;
    timer = setTimeout(() => void keepTurning(), TURN_MS).unref();
  }

  return {
    count(client, trials) {
      const day = Math.floor(clock() / DAY_MS);
      for (const { share, happened } of trials) {
        note({ client, day, share, trials: 1, events: happened ? 1 : 0 });
      }
    },
    start() {
      void keepTurning();
    },
    turn,
    async close() {
      await turning;
      clearTimeout(timer);
      await write();
    },
  };
}

const nameOf = ({ client, share }: Pick<AcceptedShare, 'client' | 'share'>): string =>
  JSON.stringify([client, share]);

/** Leaves out what was counted up to the day on which somebody accepted the share. */
async function* notAccepted(
  past: AsyncIterable<readonly ShareCount[]>,
  accepted: ReadonlyMap<string, number>,
): AsyncIterable<readonly ShareCount[]> {
  for await (const counts of past) {
    yield counts.filter((one) => one.day > (accepted.get(nameOf(one)) ?? -1) / DAY_MS);
  }
}
