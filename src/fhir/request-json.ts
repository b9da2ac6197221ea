import { setTimeout as pause } from 'node:timers/promises';
import type { SliceFault } from '../core/chart.js';
import type { Arrival } from '../egress/egress.js';
import type { Failure } from '../egress/failure.js';
import { isMarkup } from '../egress/is-markup.js';
import { parseJson } from '../json/parse-json.js';
import type { JsonAnswer, ReadEvent, ReadSession, ReadTrace, TracedRead } from './read-session.js';
import { retryDelay } from './retry-delay.js';

/**
 * Asks the session's FHIR server for one piece of JSON: one second try for what may pass by itself, none with a token that was
 * refused, nothing at all while the server is left alone.
 */
export async function requestJson(
  address: URL,
  read: TracedRead,
  session: ReadSession,
): Promise<JsonAnswer> {
  const started = performance.now();
  const trace = session.trace(read);
  const answerWith = (outcome: ReadEvent['outcome'], answer: JsonAnswer, status?: number) => {
    const milliseconds = performance.now() - started;
    const event = { resourceType: read.resourceType, outcome, status, milliseconds };
    session.report(event);
    trace.end(event);
    return answer;
  };
  if (session.tokenRefused) return answerWith('token-refused', REFUSED);
  session.admitted ??= session.breaker.admits(session.server);
  if (!session.admitted) return answerWith('resting', failed('unreachable'));

  let arrival = await attempt(address, trace, session);
  const delay = retryDelay(arrival, session.timeLeft(), session.chance());
  if (delay !== undefined && (await mayTryAgain(delay, session))) {
    arrival = await attempt(address, trace, session);
  }
  if (!arrival.ok) {
    const { failure, status } = arrival;
    return answerWith(failure, { ok: false, fault: faultOf(arrival) }, status);
  }
  if (isMarkup(arrival.contentType)) return answerWith('not-fhir', failed('not-fhir'));
  const parsed = parseJson(arrival.body.toString('utf8'));
  return parsed.ok ? answerWith('read', parsed) : answerWith('not-json', failed('not-fhir'));
}

async function attempt(
  address: URL,
  { traceparent }: ReadTrace,
  session: ReadSession,
): Promise<Arrival> {
  const { base, token, signal, limits, allowance } = session;
  const arrival = await session.egress.get({
    address,
    base,
    accept: 'application/fhir+json, application/json;q=0.9',
    credential: token,
    traceparent,
    signal,
    maxBytes: limits.bytesPerAnswer,
    allowance,
  });
  if (!arrival.ok && arrival.status === 401) session.tokenRefused = true;
  if (!arrival.ok && isOutOfReach(arrival.failure, session)) countFailure(session);
  else if (arrival.ok || arrival.status !== undefined) session.breaker.answered(session.server);
  return arrival;
}

/** A caller who went away says nothing about the server; a deadline that passed without an answer does. */
const isOutOfReach = (failure: Failure, { signal, timeLeft }: ReadSession): boolean =>
  UNREACHABLE.has(failure) ||
  (failure === 'timeout' && (!signal.aborted || timeLeft() < EARLY_TIMER_MS));

/** A timer may fire a little before its time. */
const EARLY_TIMER_MS = 5;

const UNREACHABLE = new Set<Failure>(['dns', 'connect', 'tls', 'reset']);

function countFailure(session: ReadSession): void {
  if (session.failureCounted) return;
  session.failureCounted = true;
  session.breaker.failed(session.server);
}

/** After a pause, in which the call may have ended or another read have seen the token refused. */
async function mayTryAgain(milliseconds: number, session: ReadSession): Promise<boolean> {
  try {
    await pause(milliseconds, undefined, { signal: session.signal });
    return !session.tokenRefused;
  } catch {
    return false;
  }
}

const failed = (reason: SliceFault['reason']): JsonAnswer => ({ ok: false, fault: { reason } });

const REFUSED: JsonAnswer = { ok: false, fault: { reason: 'not-permitted', status: 401 } };

function faultOf({
  failure,
  status,
}: {
  readonly failure: Failure;
  readonly status?: number;
}): SliceFault {
  if (status === undefined) return { reason: REASONS[failure] };
  return { reason: status === 401 || status === 403 ? 'not-permitted' : 'http-error', status };
}

const REASONS: Readonly<Record<Failure, SliceFault['reason']>> = {
  blocked: 'not-permitted',
  redirect: 'http-error',
  status: 'http-error',
  dns: 'unreachable',
  connect: 'unreachable',
  tls: 'unreachable',
  timeout: 'out-of-time',
  reset: 'unreachable',
  'too-large': 'too-large',
  undecodable: 'not-fhir',
};
