import type { Canary } from '../../core/pack/canaries.js';
import type { Moment } from '../../core/time/instant.js';
import { type NamedPolicy, policiesOf } from './policies-of.js';
import { runCanary, type UnrecordedParts } from './run-canary.js';
import type { WatchEvent } from '../watch-event.js';

const ROUND_MS = 600_000;
/** A canary takes about half a millisecond; between two of them is room for real calls. */
const PAUSE_MS = 10;
/** A whole table that is lost would flood the log; the count says how many there are. */
const TOLD_EACH_ROUND = 20;

/** `not-tried` = the first round is not over; `late` = no round has ended for a while. */
export type CanaryState = 'not-tried' | 'passing' | 'failing' | 'late';

export interface CanaryWatch {
  readonly state: () => CanaryState;
  /** Begins the rounds: now, and again after each pause. */
  readonly start: () => void;
  /** Tries every canary once. */
  readonly round: () => Promise<void>;
  close(): Promise<void>;
}

export interface CanaryWatchParts {
  readonly canaries: readonly Canary[];
  readonly hook: UnrecordedParts;
  /** Whose policy holds somewhere, the service's own first. */
  readonly sites: () => readonly NamedPolicy[];
  readonly report: (event: WatchEvent) => void;
  readonly clock: () => Moment;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
  /** Replaces the usual wait. */
  readonly pause?: (ms: number) => Promise<void>;
}

/** Signs invented orders again and again, and says so when one is not answered as it must be. */
export function watchCanaries(parts: CanaryWatchParts): CanaryWatch {
  const { canaries, hook, report, clock, monotonic } = parts;
  let failing: number | undefined;
  let endedAt = monotonic();
  let closed = false;
  let wake = (): void => undefined;
  const pause =
    parts.pause ??
    ((ms) =>
      new Promise((resolve) => {
        if (closed) {
          resolve();
          return;
        }
        const timer = setTimeout(resolve, ms).unref();
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }));

  async function round(): Promise<void> {
    let [tried, failed] = [0, 0];
    for (const [index, { id, policy }] of parts.sites().flatMap(policiesOf).entries()) {
      for (const canary of canaries) {
        if (index > 0 && !canary.everySite) continue;
        await pause(PAUSE_MS);
        if (closed) return;
        const failure = await runCanary(canary, hook, policy, clock());
        tried += 1;
        if (failure === undefined) continue;
        failed += 1;
        if (failed <= TOLD_EACH_ROUND) report({ event: 'canary-failed', site: id, ...failure });
        // Known before the round is over: whoever asks shall not wait for the rest.
        failing = Math.max(failing ?? 0, failed);
      }
    }
    failing = failed;
    endedAt = monotonic();
    report({ event: 'canaries', tried, failing });
  }

  async function keepTrying(): Promise<void> {
    while (!closed) {
      await round();
      await pause(ROUND_MS);
    }
  }

  let running: Promise<void> | undefined;
  return {
    state() {
      if ((failing ?? 0) > 0) return 'failing';
      if (monotonic() - endedAt > 2 * ROUND_MS) return 'late';
      return failing === undefined ? 'not-tried' : 'passing';
    },
    start() {
      running ??= keepTrying();
    },
    round,
    async close() {
      closed = true;
      wake();
      await running;
    },
  };
}
