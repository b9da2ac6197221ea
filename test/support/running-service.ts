import type { Moment } from '../../src/core/time/instant.js';
import { type AppParts, createApp } from '../../src/app.js';
import { describeServices } from '../../src/discovery.js';
import { createFhirAccess } from '../../src/fhir/fhir-access.js';
import { parseFhirBase } from '../../src/fhir/fhir-base.js';
import { localClient } from '../../src/hook/local-client.js';
import type { HookParts } from '../../src/hook/hook-parts.js';
import { startHttpServer } from '../../src/http-server.js';
import { loadSitePolicy } from '../../src/knowledge/load-site-policy.js';
import type { FeedbackEvent } from '../../src/observability/feedback-event.js';
import type { HookEvent } from '../../src/observability/hook-event.js';
import { createLoad, type LoadLimits } from '../../src/http/load.js';
import { createReadiness, type Readiness } from '../../src/http/readiness.js';
import {
  type AuthEvent,
  type HttpEvent,
  type Observer,
  observeWithAll,
} from '../../src/observability/observer.js';
import { NO_TRACING, type Tracing } from '../../src/observability/tracing.js';
import { hookParts, theKnowledge } from './hook-parts.js';

export interface TestService {
  readonly url: string;
  readonly port: number;
  readonly hookEvents: HookEvent[];
  readonly httpEvents: HttpEvent[];
  readonly feedbackEvents: FeedbackEvent[];
  readonly authEvents: AuthEvent[];
  readonly failures: unknown[];
  readonly readiness: Readiness;
  close(): Promise<void>;
}

/** A busy machine must not turn tests away that are about something else. */
const GENEROUS: LoadLimits = {
  inFlight: 10_000,
  lagMs: Infinity,
  whileLagging: 0,
};

/** The frozen instant of HTTP tests. */
const NOW = '2026-11-24T15:00:00-05:00';

/** The whole service on a real socket, with a frozen clock and a log that is kept in memory. */
export async function startTestService(
  options: {
    readonly hook?: Partial<HookParts>;
    readonly allowFhir?: readonly string[];
    readonly app?: Partial<AppParts>;
    readonly load?: LoadLimits;
    /** Sees all events too. */
    readonly observer?: Observer;
    readonly tracing?: Tracing;
  } = {},
): Promise<TestService> {
  const hookEvents: HookEvent[] = [];
  const httpEvents: HttpEvent[] = [];
  const feedbackEvents: FeedbackEvent[] = [];
  const failures: unknown[] = [];
  const authEvents: AuthEvent[] = [];
  const memory: Observer = {
    hook: (event) => void hookEvents.push(event),
    http: (event) => void httpEvents.push(event),
    auth: (event) => void authEvents.push(event),
    clients: () => {},
    feedback: (event) => void feedbackEvents.push(event),
    record: () => {},
    spooling: () => {},
    chain: () => {},
    retention: () => {},
    watch: () => {},
    read: () => {},
    failure: (_where, error) => void failures.push(error),
  };
  const observer = observeWithAll([memory, ...(options.observer ? [options.observer] : [])]);
  const load = createLoad(options.load ?? GENEROUS);
  const readiness = createReadiness();
  const { tracing = NO_TRACING } = options;
  const fhir = createFhirAccess({ report: observer.read, trace: tracing.fhirRequest });
  const report = (event: HookEvent) => {
    tracing.hook(event);
    observer.hook(event);
  };
  const parts = hookParts();
  const client = localClient((options.allowFhir ?? []).map((text) => parseFhirBase(text)!));
  const app = createApp({
    hook: { ...parts, fhir, budgetMs: 4000, report, ...options.hook },
    site: loadSitePolicy({}, theKnowledge()),
    discovery: describeServices(parts.services, parts.words, parts.queries, {}),
    version: { version: '0.0.0', knowledge: theKnowledge().hash },
    observer,
    tracing,
    load,
    readiness,
    authenticate: () => Promise.resolve(client),
    clock: () => Date.parse(NOW) as Moment,
    ...options.app,
  });
  const server = await startHttpServer(app, { host: '127.0.0.1', port: 0 });
  return {
    url: `http://127.0.0.1:${server.port}`,
    port: server.port,
    hookEvents,
    httpEvents,
    feedbackEvents,
    authEvents,
    failures,
    readiness,
    async close() {
      await server.close(0);
      await fhir.close();
      load.close();
    },
  };
}
