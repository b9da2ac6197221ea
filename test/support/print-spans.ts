import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** A span as a process that was started with `PRINT_SPANS` says it on stderr, one JSON line each behind the word `span`. */
export interface PrintedSpan {
  readonly name: string;
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parent?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly events: readonly unknown[];
  /** 2 = error. */
  readonly status: number;
}

const sdk = pathToFileURL(createRequire(import.meta.url).resolve('@opentelemetry/sdk-trace-node'));

/** A preload that registers the OpenTelemetry SDK as operators do, with W3C propagation of baggage too, and prints spans. */
export const PRINT_SPANS = `
import sdk from ${JSON.stringify(sdk.href)};
const print = (span) => {
  const { name, kind, attributes, events } = span;
  const { traceId, spanId } = span.spanContext();
  const parent = span.parentSpanContext?.spanId;
  const status = span.status.code;
  const printed = { name, kind, traceId, spanId, parent, attributes, events, status };
  process.stderr.write('span ' + JSON.stringify(printed) + '\\n');
};
const exporter = {
  export(spans, done) {
    spans.forEach(print);
    done({ code: 0 });
  },
  shutdown: async () => {},
};
const spanProcessors = [new sdk.SimpleSpanProcessor(exporter)];
new sdk.NodeTracerProvider({ spanProcessors }).register();
`;
