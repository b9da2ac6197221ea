import { Agent } from 'undici';
import type { BearerToken } from './bearer-token.js';
import type { ChartSource } from './chart-source.js';
import { type FhirBase, liesUnder, parseFhirBase } from './fhir-base.js';
import { openChartSource } from './open-chart-source.js';
import { READ_LIMITS, type ReadLimits } from './read-limits.js';

/** What a hook call says about the server that holds its patient's chart. */
export interface ChartAddress {
  readonly fhirServer: string;
  readonly token: BearerToken | undefined;
  /** The only bases that this caller's charts may be read from. */
  readonly allowed: readonly FhirBase[];
  readonly signal: AbortSignal;
}

/** The way out to FHIR servers: one pool of kept-alive connections for the process. */
export interface FhirAccess {
  /** @returns undefined when the server is not on the caller's list; then nothing is asked of it */
  open(address: ChartAddress): ChartSource | undefined;
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 3000;

export function createFhirAccess(limits: ReadLimits = READ_LIMITS): FhirAccess {
  const dispatcher = new Agent({
    connect: { timeout: CONNECT_TIMEOUT_MS },
    connections: 64,
    keepAliveTimeout: 20_000,
  });
  return {
    open({ fhirServer, token, allowed, signal }) {
      const base = parseFhirBase(fhirServer);
      if (base === undefined || !allowed.some((one) => liesUnder(one, base))) return undefined;
      const bytesLeft = limits.bytesPerCall;
      return openChartSource(base, { token, signal, limits, dispatcher, bytesLeft });
    },
    close: () => dispatcher.close(),
  };
}
