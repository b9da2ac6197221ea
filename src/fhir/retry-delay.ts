import type { Arrival } from '../egress/egress.js';

const PASSING_STATUS = new Set([429, 500, 502, 503, 504]);
/** A second try waits this long, and up to as long again. */
const LEAST_DELAY_MS = 50;
/** A second try that has less time than this for its answer is not worth the request. */
const USEFUL_MS = 100;

/**
 * How long to wait before the one second try; undefined when there is none: the fault will not pass by itself, or the time
 * that is left, or that the server wants, does not allow it.
 * @param chance from 0 to 1
 */
export function retryDelay(
  arrival: Arrival,
  timeLeftMs: number,
  chance: number,
): number | undefined {
  if (arrival.ok) return undefined;
  const { failure, status = 0, retryAfter } = arrival;
  // A kept-alive connection may have been closed by the other side just as it was used.
  if (failure !== 'reset' && !PASSING_STATUS.has(status)) return undefined;
  const wanted = retryAfter === undefined ? 0 : readRetryAfter(retryAfter);
  const delay = Math.max(wanted, LEAST_DELAY_MS) * (1 + (wanted === 0 ? chance : 0));
  return delay + USEFUL_MS <= timeLeftMs ? delay : undefined;
}

/** Milliseconds; a date is not followed, since it is the server's clock against ours. */
const readRetryAfter = (text: string): number =>
  /^\d{1,6}$/.test(text.trim()) ? Number(text) * 1000 : Infinity;
