import { liesUnder } from '../egress/allowed-base.js';
import { createCircuitBreaker } from '../egress/circuit-breaker.js';
import { createEgress, type Egress } from '../egress/egress.js';
import { mayAsk } from '../egress/may-ask.js';
import type { BearerToken } from './bearer-token.js';
import type { ChartSource } from './chart-source.js';
import { type FhirBase, parseFhirBase } from './fhir-base.js';
import { openChartSource } from './open-chart-source.js';
import { READ_LIMITS, type ReadLimits } from './read-limits.js';
import type { ReadEvent, ReadTrace, TracedRead } from './read-session.js';
import { smartScopes } from './smart-scopes.js';

/** What a hook call says about the server that holds its patient's chart. */
export interface ChartAddress {
  /** Our own id of the caller. */
  readonly client: string;
  readonly fhirServer: string;
  readonly token: BearerToken | undefined;
  /** SMART scopes of the token, as sent. */
  readonly scope?: string | undefined;
  /** The only bases that this caller's charts may be read from. */
  readonly allowed: readonly FhirBase[];
  readonly signal: AbortSignal;
  /** Milliseconds to the moment when the signal fires by itself; without it there is always time for a second try. */
  readonly timeLeft?: () => number;
}

/** The way out to FHIR servers: one pool of kept-alive connections for the process. */
export interface FhirAccess {
  /** @returns undefined when the server is not on the caller's list; then nothing is asked of it */
  open(address: ChartAddress): ChartSource | undefined;
  close(): Promise<void>;
}

export interface FhirAccessOptions {
  readonly limits?: ReadLimits;
  readonly egress?: Egress;
  /** Milliseconds that never go back. */
  readonly clock?: () => number;
  readonly chance?: () => number;
  /** Hears of every request that was made, or was not made and why. */
  readonly report?: (event: ReadEvent) => void;
  /** Begins a span for a request that is about to be made. */
  readonly trace?: (read: TracedRead) => ReadTrace;
}

export function createFhirAccess({
  limits = READ_LIMITS,
  egress = createEgress(),
  clock = () => performance.now(),
  chance = Math.random,
  report = () => undefined,
  trace = () => ({ end: () => undefined }),
}: FhirAccessOptions = {}): FhirAccess {
  const breaker = createCircuitBreaker(clock);
  return {
    open({ client, fhirServer, token, scope, allowed, signal, timeLeft = () => Infinity }) {
      const asked = parseFhirBase(fhirServer);
      const registered = allowed.find((one) => asked !== undefined && liesUnder(one, asked));
      if (asked === undefined || registered === undefined) return undefined;
      const base = { ...registered, path: asked.path };
      if (!mayAsk(new URL(base.origin + base.path), base)) return undefined;
      return openChartSource({
        base,
        server: JSON.stringify([client, base.origin]),
        token,
        grantOf: smartScopes(scope),
        signal,
        timeLeft,
        limits,
        egress,
        breaker,
        allowance: { left: limits.bytesPerCall },
        chance,
        report,
        trace,
        admitted: undefined,
        failureCounted: false,
        // Else each request would fail as if the server could not be reached, and the breaker shut it off for all callers.
        tokenRefused: token?.isSendable() === false,
      });
    },
    close: () => egress.close(),
  };
}
