/** Lets calls in one after another when they come faster than they can be answered. */
export interface Turnstile {
  /** @returns undefined when the call may go on at once, else what tells that its turn has come */
  pass(): Promise<void> | undefined;
}

/**
 * How long one turn of the event loop may let calls in. What came in together is read in one turn, and while it lasts no
 * connection is accepted and no deadline kept; Node accepts but one connection a turn.
 */
const TURN_MS = 50;

export function createTurnstile(monotonicMs: () => number, turnMs: number = TURN_MS): Turnstile {
  const waiting: (() => void)[] = [];
  let turnBegan: number | undefined;

  function nextTurn(): void {
    turnBegan = undefined;
    waiting.shift()?.();
    if (waiting.length > 0) openTurn();
  }

  function openTurn(): void {
    turnBegan = monotonicMs();
    setImmediate(nextTurn);
  }

  return {
    pass() {
      if (turnBegan === undefined) openTurn();
      const isOpen = waiting.length === 0 && monotonicMs() - (turnBegan ?? 0) < turnMs;
      return isOpen ? undefined : new Promise((resolve) => waiting.push(resolve));
    },
  };
}
