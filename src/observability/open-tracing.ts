import { NO_TRACING, type Tracing } from './tracing.js';

/** Where the OpenTelemetry API keeps what is registered with it, the same for every copy and release of its major version. */
const REGISTERED = Symbol.for('opentelemetry.js.api.1');

/** Traces when something that was loaded before the service has registered with OpenTelemetry; else its package stays unread. */
export async function openTracing(): Promise<Tracing> {
  if (!(REGISTERED in globalThis)) return NO_TRACING;
  const { createTracing } = await import('./create-tracing.js');
  return createTracing();
}
