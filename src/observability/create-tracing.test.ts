import { beforeEach, expect, test } from '@jest/globals';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import { ServiceError } from '../errors.js';
import { createTracing } from './create-tracing.js';

const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
provider.register();
const tracer = provider.getTracer('test');
const tracing = createTracing(tracer);
const parent = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
const READ = { resourceType: 'Condition', interaction: 'search' } as const;
const NEVER_SENT = { ...READ, outcome: 'dns', status: undefined, milliseconds: 1 } as const;

beforeEach(() => exporter.reset());

test('a caller that does not sample is followed by no span, and the FHIR server is told so', async () => {
  const header = await tracing.hookCall({ ...parent, traceFlags: 0 }, async (traceId) => {
    expect(traceId).toBe(parent.traceId);
    return tracing.fhirRequest(READ).traceparent;
  });
  expect(header).toMatch(new RegExp(`^00-${parent.traceId}-(?!${parent.spanId})[0-9a-f]{16}-00$`));
  expect(exporter.getFinishedSpans()).toEqual([]);
});

test('under the span of an instrumentation it is a part of that, whatever the caller has sent', async () => {
  await tracer.startActiveSpan('POST', async (outer) => {
    await tracing.hookCall({ ...parent, traceFlags: 1 }, async (traceId) => {
      expect(traceId).toBe(outer.spanContext().traceId);
    });
  });
  expect(exporter.getFinishedSpans()).toMatchObject([{ kind: SpanKind.INTERNAL }]);
});

test.each([
  ['a refusal', new ServiceError('request-invalid', 'canary'), 'request-invalid', 'UNSET'],
  ['overload', new ServiceError('overloaded'), 'overloaded', 'ERROR'],
  ['a bug', new Error('canary'), 'internal', 'ERROR'],
] as const)('%s is named by its code', async (_name, error, code, status) => {
  const failing = tracing.hookCall(undefined, () => Promise.reject(error));
  await expect(failing).rejects.toBe(error);
  const [span] = exporter.getFinishedSpans();
  expect(span).toMatchObject({
    name: 'cds-hook',
    attributes: { 'cds.error': code },
    status: { code: SpanStatusCode[status] },
    events: [],
  });
  expect(JSON.stringify([span!.attributes, span!.status])).not.toContain('canary');
});

test('a type that only a chart could name, and a request that had no answer', () => {
  tracing.fhirRequest({ resourceType: 'AmaraOsei', interaction: 'read' }).end(NEVER_SENT);
  expect(exporter.getFinishedSpans()).toMatchObject([
    {
      name: 'fhir read other',
      attributes: { 'fhir.resource_type': 'other', 'fhir.outcome': 'dns' },
    },
  ]);
});
