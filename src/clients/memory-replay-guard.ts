import type { ReplayGuard } from './replay-guard.js';
import { tokenMark } from './token-mark.js';

const BUCKET_MS = 60_000;

/** Ids remembered at once: 400 calls a second with tokens of five minutes, 50 with tokens of one hour. */
const CAPACITY = 200_000;

export interface MemoryReplayGuardParts {
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
  /** Called when ids had to be forgotten early: a replay of them would be accepted. */
  readonly full: () => void;
  readonly capacity?: number;
}

/**
 * Replay protection of one process. Ids lie in buckets by the minute in which they may be forgotten, so that forgetting costs
 * nothing. When it is full, the bucket that ends first goes: answering is safer for patients than refusing good callers.
 */
export function memoryReplayGuard({
  monotonic,
  full,
  capacity = CAPACITY,
}: MemoryReplayGuardParts): ReplayGuard {
  const buckets = new Map<number, Set<string>>();
  let size = 0;

  function forget(minute: number): void {
    size -= buckets.get(minute)?.size ?? 0;
    buckets.delete(minute);
  }

  function take(id: string, lifeMs: number): boolean {
    const now = monotonic();
    for (const minute of buckets.keys()) if ((minute + 1) * BUCKET_MS <= now) forget(minute);
    for (const ids of buckets.values()) if (ids.has(id)) return false;
    if (size >= capacity) {
      forget(Math.min(...buckets.keys()));
      full();
    }
    const minute = Math.floor((now + lifeMs) / BUCKET_MS);
    const ids = buckets.get(minute) ?? new Set();
    buckets.set(minute, ids.add(id));
    size += 1;
    return true;
  }

  return {
    take: (client, jti, lifeMs) =>
      Promise.resolve(take(tokenMark(client, jti), lifeMs) ? 'taken' : 'used'),
  };
}
