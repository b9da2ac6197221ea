import type { SliceFault } from '../core/chart.js';
import type { CircuitBreaker } from '../egress/circuit-breaker.js';
import type { ByteAllowance, Egress } from '../egress/egress.js';
import type { Failure } from '../egress/failure.js';
import type { BearerToken } from './bearer-token.js';
import type { FhirBase } from './fhir-base.js';
import type { ReadLimits } from './read-limits.js';
import type { Grant, ScopeQuery } from './smart-scopes.js';

/** What became of one request to a FHIR server: enumerated, for metrics; no address, no id. */
export interface ReadEvent {
  readonly resourceType: string;
  readonly outcome:
    Failure | 'read' | 'not-json' | 'not-fhir' | 'resting' | 'token-refused' | 'scope-forbids';
  readonly status: number | undefined;
  readonly milliseconds: number;
}

/** What a trace may know of a request before it is made. */
export type TracedRead = Pick<ScopeQuery, 'resourceType' | 'interaction'>;

/** The place of one request to a FHIR server in a distributed trace. */
export interface ReadTrace {
  /** The header of that name for the request; without it none is sent. */
  readonly traceparent?: string;
  end(event: ReadEvent): void;
}

/** What the reads of one hook call share. */
export interface ReadSession {
  readonly base: FhirBase;
  /** Client and origin, for the breaker: the short budget of one client must not shut the server off for another. */
  readonly server: string;
  readonly token: BearerToken | undefined;
  readonly grantOf: (query: ScopeQuery) => Grant;
  /** Ends every read: the hook call's deadline has come, or its caller has gone. */
  readonly signal: AbortSignal;
  /** Milliseconds to the deadline. */
  readonly timeLeft: () => number;
  readonly limits: ReadLimits;
  readonly egress: Egress;
  readonly breaker: CircuitBreaker;
  readonly allowance: ByteAllowance;
  /** From 0 to 1: spreads retries, so that calls that failed together do not come back together. */
  readonly chance: () => number;
  readonly report: (event: ReadEvent) => void;
  readonly trace: (read: TracedRead) => ReadTrace;
  /** Undefined until the first request. */
  admitted: boolean | undefined;
  /** A server that fails many reads of one hook call has failed once. */
  failureCounted: boolean;
  /** The server has refused the token, or it cannot be sent at all: nothing more is asked with it. */
  tokenRefused: boolean;
}

export type JsonAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: SliceFault };
