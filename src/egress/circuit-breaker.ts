/** Hook calls in a row that could not reach a server before it is left alone. */
const FAILURES_TO_OPEN = 5;
/** How long it is left alone, and how far apart probes are. */
const COOL_DOWN_MS = 10_000;

/**
 * Spares a server that cannot be reached, and those who would wait for it, from being asked again and again. A server is named
 * by any text; one that several clients read from may be several.
 */
export interface CircuitBreaker {
  /** May this hook call ask the server? After the cool-down one call in each is let through as a probe. */
  admits(server: string): boolean;
  /** It answered, whatever it said. */
  answered(server: string): void;
  failed(server: string): void;
}

/** @param clock milliseconds that never go back */
export function createCircuitBreaker(clock: () => number): CircuitBreaker {
  const troubled = new Map<string, { failures: number; restsUntil: number }>();
  return {
    admits(server) {
      const trouble = troubled.get(server);
      if (trouble === undefined || trouble.failures < FAILURES_TO_OPEN) return true;
      if (clock() < trouble.restsUntil) return false;
      trouble.restsUntil = clock() + COOL_DOWN_MS;
      return true;
    },
    answered(server) {
      troubled.delete(server);
    },
    failed(server) {
      const failures = (troubled.get(server)?.failures ?? 0) + 1;
      troubled.set(server, { failures, restsUntil: clock() + COOL_DOWN_MS });
    },
  };
}
