import { performance } from 'node:perf_hooks';

/** How long the event loop is looked at to tell whether it is saturated. */
const WINDOW_MS = 50;
/** The share of it in which the loop had something to do. */
const SATURATED = 0.8;
/** How long a record waits for others at most. */
const JOIN_MS = 4;
/** A turn of the event loop that is shorter had nothing to do. */
const IDLE_TURN_MS = 0.2;

/**
 * Lets records join a group before it is written. A process that has time to spare waits for none. One that has not waits until its
 * event loop comes round with nothing to do, a few milliseconds at most: a transaction costs more than the rows in it.
 * @returns to be awaited before each group
 */
export function createJoining(): () => Promise<void> {
  let since = performance.eventLoopUtilization();
  let next = performance.now() + WINDOW_MS;
  let isSaturated = false;
  return async () => {
    if (performance.now() >= next) {
      isSaturated = performance.eventLoopUtilization(since).utilization >= SATURATED;
      since = performance.eventLoopUtilization();
      next = performance.now() + WINDOW_MS;
    }
    if (isSaturated) await untilIdle(performance.now() + JOIN_MS);
  };
}

async function untilIdle(end: number): Promise<void> {
  await turn(); // what is left of one that has begun
  for (let start = performance.now(); start < end;) {
    await turn();
    const now = performance.now();
    if (now - start < IDLE_TURN_MS) return;
    start = now;
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
