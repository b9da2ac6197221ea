import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { readTraceparent } from '../observability/traceparent.js';

/** A UUID or 32 hexadecimal digits: what proxies make. Any freer form could carry a name or a record number into the log. */
const WELL_FORMED = /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32})$/i;

/** The id under which one exchange stands in the log and in the answer: the proxy's, that of the trace, or a new one. */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id'];
  if (typeof given === 'string' && WELL_FORMED.test(given)) return given.toLowerCase();
  return readTraceparent(headers['traceparent'])?.traceId ?? randomUUID();
}
