import type { ReadTrace, TracedRead } from '../fhir/read-session.js';
import type { HookEvent } from './hook-event.js';
import type { Traceparent } from './traceparent.js';

/** Follows hook calls and their FHIR requests through a distributed trace. Like the log it is given listed words only. */
export interface Tracing {
  /**
   * Runs one hook call in a span of its own.
   * @param parent the trace that the caller has sent along
   * @param run gets the id under which the call stands in the trace, undefined when it stands in none
   */
  hookCall<T>(
    parent: Traceparent | undefined,
    run: (traceId: string | undefined) => Promise<T>,
  ): Promise<T>;
  /** What came of the hook call that is running. */
  hook(event: HookEvent): void;
  /** Begins the span of one request to a FHIR server, under the hook call that is running. */
  fhirRequest(read: TracedRead): ReadTrace;
}

/** No span is made, and nothing of the caller's trace goes on to a FHIR server. */
export const NO_TRACING: Tracing = {
  hookCall: (parent, run) => run(parent?.traceId),
  hook: () => undefined,
  fhirRequest: () => ({ end: () => undefined }),
};
