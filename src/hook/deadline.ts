import { setMaxListeners } from 'node:events';

/** The end of all reads of one hook call. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Milliseconds until reads are ended. */
  readonly timeLeft: () => number;
  /** Frees the timer; reads that still run are ended, since nobody waits for them any more. */
  end(): void;
}

/** Kept back from the budget for everything that follows the reads. */
const RESERVE_MS = 150;

/** @param caller aborts when the caller has gone away */
export function openDeadline(budgetMs: number, caller: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  // Every read of the chart listens, and all of them start at once.
  setMaxListeners(0, controller.signal);
  const abort = () => {
    controller.abort();
  };
  const milliseconds = Math.max(budgetMs - RESERVE_MS, budgetMs / 2);
  const end = performance.now() + milliseconds;
  const timer = setTimeout(abort, milliseconds);
  caller?.addEventListener('abort', abort, { once: true });
  if (caller?.aborted === true) abort();
  return {
    signal: controller.signal,
    timeLeft: () => end - performance.now(),
    end() {
      clearTimeout(timer);
      caller?.removeEventListener('abort', abort);
      abort();
    },
  };
}
