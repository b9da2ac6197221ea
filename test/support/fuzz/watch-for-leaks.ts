import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import { createMetrics } from '../../../src/observability/create-metrics.js';
import { createTracing } from '../../../src/observability/create-tracing.js';
import { createLog } from '../../../src/observability/log.js';
import { observeWithAll } from '../../../src/observability/observer.js';
import { sendRaw } from '../raw-http.js';
import { spanText } from '../span-text.js';
import { startTestService } from '../running-service.js';
import { ID_CANARY, TEXT_CANARY } from './with-canaries.js';

type Options = NonNullable<Parameters<typeof startTestService>[0]>;

/** Where the service may say something that is no card. */
export interface Sinks {
  readonly log: string[];
  readonly metrics: ReturnType<typeof createMetrics>;
}

// As a preload does: spans stand under the hook call that is running.
new NodeTracerProvider().register();

export interface LeakReport {
  /** The place and what stands round the canary. */
  readonly leaks: readonly string[];
  readonly statuses: readonly number[];
  readonly logLines: readonly string[];
  readonly metrics: string;
  readonly spans: readonly string[];
}

const HOOK = '/cds-services/naltrexone-safety';
const JSON_TYPE = { 'content-type': 'application/json' };
const HEADERS = {
  ...JSON_TYPE,
  authorization: `Bearer ${ID_CANARY}.${ID_CANARY}.${ID_CANARY}`,
  'x-request-id': ID_CANARY,
  traceparent: `00-${ID_CANARY}-00f067aa0ba902b7-01`,
  'x-forwarded-for': ID_CANARY,
  'user-agent': ID_CANARY,
  cookie: `session=${ID_CANARY}`,
};

/**
 * Sends requests that are full of canaries, well and spoilt, and looks for canaries in the log, the metrics, the spans, the
 * headers of every answer and the body of every refusal; in cards it looks for those of ids and names, but in resources that a
 * card offers: they are of this patient and go into this patient's chart.
 * @param plant options of the service for this run, made with its sinks: how a test plants a leak
 */
export async function watchForLeaks(
  requests: readonly object[],
  plant: (sinks: Sinks) => Options = () => ({}),
): Promise<LeakReport> {
  const log: string[] = [];
  const metrics = createMetrics({ inFlight: () => 0, lagMs: () => 0 });
  const observer = observeWithAll([
    createLog('debug', { write: (line) => void log.push(line) }),
    metrics,
  ]);
  const exporter = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const tracing = createTracing(provider.getTracer('leaks'));
  const service = await startTestService({ observer, tracing, ...plant({ log, metrics }) });
  const statuses: number[] = [];
  const leaks: string[] = [];
  const look = (place: string, text: string, canaries = [ID_CANARY, TEXT_CANARY]) => {
    for (const canary of canaries) {
      const at = text.toLowerCase().indexOf(canary);
      if (at >= 0) leaks.push(`${place}: …${text.slice(Math.max(0, at - 60), at + 60)}…`);
    }
  };
  async function ask(body: string, headers: Record<string, string> = HEADERS, path = HOOK) {
    const response = await fetch(service.url + path, { method: 'POST', headers, body });
    statuses.push(response.status);
    const text = await response.text();
    look('headers', JSON.stringify([...response.headers]));
    if (response.status === 200) look('cards', wordsOf(text), [ID_CANARY]);
    else look(`answer ${response.status}`, text);
  }
  for (const request of requests) {
    const body = JSON.stringify(request);
    await ask(body);
    await ask(body.slice(0, -1));
    await ask(body.replace('"order-sign"', `"${ID_CANARY}"`));
    await ask(
      body.replace(
        /"subject":\{"reference":"[^"]*"/,
        `"subject":{"reference":"Patient/${ID_CANARY}2"`,
      ),
    );
    await ask(body, { ...HEADERS, 'content-type': ID_CANARY });
    await ask(body, { ...HEADERS, 'content-encoding': ID_CANARY });
    await ask(body, HEADERS, `${HOOK}?patient=${ID_CANARY}`);
    await ask(body, HEADERS, `/cds-services/${ID_CANARY}`);
    await ask(body, HEADERS, `/${ID_CANARY}`);
  }
  const { text } = await sendRaw(service.port, `${ID_CANARY} /${TEXT_CANARY} HTTP/1.1\r\n\r\n`);
  look('raw answer', text);
  await service.close();
  for (const line of log) look('log', line);
  const scraped = await metrics.text();
  look('metrics', scraped);
  const spans = exporter.getFinishedSpans().map(spanText);
  for (const span of spans) look('spans', span);
  return { leaks, statuses, logLines: log, metrics: scraped, spans };
}

/** An answer without the resources of its suggestions. */
const wordsOf = (text: string): string =>
  JSON.stringify(JSON.parse(text), (name, value: unknown) =>
    name === 'resource' ? undefined : value,
  );
