import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

/** How busy this process is. */
export interface Load {
  /** More than can be answered in good time: one more call would make those that were accepted late. */
  isTooHigh(): boolean;
  /** A call was accepted; the function that comes back says that it is over. */
  enter(): () => void;
  inFlight(): number;
  /** What an event that arrives now has to expect to wait for the event loop, in milliseconds. */
  lagMs(): number;
  close(): void;
}

export interface LoadLimits {
  readonly inFlight: number;
  readonly lagMs: number;
  /** Calls that are accepted in half a second in spite of a lag: a few do no harm, and a single one must not meet with 503. */
  readonly whileLagging: number;
}

/** 400 calls of a typical chart keep one core busy for about a second. */
export const LOAD_LIMITS: LoadLimits = {
  inFlight: 400,
  lagMs: 500,
  whileLagging: 25,
};

const WINDOW_MS = 500;
const RESOLUTION_MS = 10;

/** Watches the event loop: its delays are gathered for half a second, then weighed and forgotten. */
export function createLoad(
  limits: LoadLimits = LOAD_LIMITS,
  delays: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS }),
): Load {
  let inFlight = 0;
  let lagMs = 0;
  let accepted = 0;
  delays.enable();
  const timer = setInterval(() => {
    lagMs = expectedWaitMs(delays);
    delays.reset();
    accepted = 0;
  }, WINDOW_MS).unref();
  return {
    isTooHigh: () =>
      inFlight >= limits.inFlight || (lagMs > limits.lagMs && accepted >= limits.whileLagging),
    enter() {
      inFlight += 1;
      accepted += 1;
      let over = false;
      return () => {
        if (!over) inFlight -= 1;
        over = true;
      };
    },
    inFlight: () => inFlight,
    lagMs: () => lagMs,
    close() {
      clearInterval(timer);
      delays.disable();
    },
  };
}

/**
 * E[d²] / E[d] of the delays d: whoever arrives at a random instant falls into a long delay more often than into a short one.
 * So one stall of seconds counts as what it is, and a pause of the garbage collector hardly counts.
 */
export function expectedWaitMs({
  count,
  mean,
  stddev,
}: Pick<IntervalHistogram, 'count' | 'mean' | 'stddev'>): number {
  if (count === 0 || !(mean > 0)) return 0;
  const spread = Number.isFinite(stddev) ? stddev : 0;
  return (mean * mean + spread * spread) / mean / 1e6;
}
