import {
  context,
  isSpanContextValid,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import { ServiceError } from '../errors.js';
import { writeTraceparent } from './traceparent.js';
import type { Tracing } from './tracing.js';
import { typeLabel } from './type-label.js';

/**
 * Tracing by OpenTelemetry. A span holds what stands in the log and nothing freer: no address, id, token, and no exception,
 * whose message may quote a chart. Baggage and `tracestate` are texts of the caller and go no further.
 */
export function createTracing(tracer: Tracer = trace.getTracer('naltrexone-cds')): Tracing {
  return {
    async hookCall(parent, run) {
      const outside = context.active();
      // An instrumentation of HTTP has continued the caller's trace already.
      const isInside = trace.getSpan(outside) !== undefined;
      const from =
        isInside || parent === undefined
          ? outside
          : trace.setSpanContext(outside, { ...parent, isRemote: true });
      const kind = isInside ? SpanKind.INTERNAL : SpanKind.SERVER;
      const span = tracer.startSpan('cds-hook', { kind }, from);
      try {
        const { traceId } = span.spanContext();
        return await context.with(trace.setSpan(from, span), () => run(traceId));
      } catch (error) {
        describeRefusal(span, error);
        throw error;
      } finally {
        span.end();
      }
    },
    hook({ service, hook, answer }) {
      const span = trace.getActiveSpan();
      span?.updateName(`cds-hook ${service}`);
      span?.setAttributes({ 'cds.service': service, 'cds.hook': hook, 'cds.answer': answer });
      if (answer === 'not-checked') span?.setStatus({ code: SpanStatusCode.ERROR });
    },
    fhirRequest({ resourceType, interaction }) {
      const type = typeLabel(resourceType);
      const span = tracer.startSpan(`fhir ${interaction} ${type}`, {
        kind: SpanKind.CLIENT,
        attributes: { 'fhir.resource_type': type },
      });
      const place = span.spanContext();
      return {
        ...(isSpanContextValid(place) ? { traceparent: writeTraceparent(place) } : {}),
        end({ outcome, status }) {
          span.setAttribute('fhir.outcome', outcome);
          if (status !== undefined) span.setAttribute('http.response.status_code', status);
          if (outcome !== 'read') span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
  };
}

function describeRefusal(span: Span, error: unknown): void {
  const { code, status } = error instanceof ServiceError ? error : new ServiceError('internal');
  span.setAttributes({ 'cds.error': code, 'http.response.status_code': status });
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
}
