import type { Moment } from '../../src/core/time/instant.js';
import { createApp } from '../../src/app.js';
import { describeServices } from '../../src/discovery.js';
import { createFhirAccess } from '../../src/fhir/fhir-access.js';
import { parseFhirBase } from '../../src/fhir/fhir-base.js';
import { authenticate } from '../../src/hook/authenticate.js';
import type { HookParts } from '../../src/hook/hook-parts.js';
import { startHttpServer } from '../../src/http-server.js';
import { loadSitePolicy } from '../../src/knowledge/load-site-policy.js';
import type { HookEvent } from '../../src/observability/hook-event.js';
import type { HttpEvent, Log } from '../../src/observability/log.js';
import { hookParts, theKnowledge } from './hook-parts.js';

export interface TestService {
  readonly url: string;
  readonly port: number;
  readonly hookEvents: HookEvent[];
  readonly httpEvents: HttpEvent[];
  readonly failures: unknown[];
  close(): Promise<void>;
}

/** The frozen instant of HTTP tests. */
const NOW = '2026-11-24T15:00:00-05:00';

/** The whole service on a real socket, with a frozen clock and a log that is kept in memory. */
export async function startTestService(
  options: { readonly hook?: Partial<HookParts>; readonly allowFhir?: readonly string[] } = {},
): Promise<TestService> {
  const hookEvents: HookEvent[] = [];
  const httpEvents: HttpEvent[] = [];
  const failures: unknown[] = [];
  const log: Log = {
    hook: (event) => void hookEvents.push(event),
    http: (event) => void httpEvents.push(event),
    failure: (_where, error) => void failures.push(error),
  };
  const fhir = createFhirAccess();
  const parts = hookParts();
  const { naltrexone, mirror } = parts.needs;
  const client = authenticate((options.allowFhir ?? []).map((text) => parseFhirBase(text)!));
  const app = createApp({
    hook: { ...parts, fhir, budgetMs: 4000, report: log.hook, ...options.hook },
    site: loadSitePolicy({}, theKnowledge()),
    discovery: describeServices(
      parts.services,
      parts.words,
      parts.queries,
      new Set([...naltrexone, ...mirror]),
    ),
    version: { version: '0.0.0', knowledge: theKnowledge().hash },
    log,
    authenticate: () => client,
    clock: () => Date.parse(NOW) as Moment,
  });
  const server = await startHttpServer(app, { host: '127.0.0.1', port: 0 });
  return {
    url: `http://127.0.0.1:${server.port}`,
    port: server.port,
    hookEvents,
    httpEvents,
    failures,
    async close() {
      await server.close(0);
      await fhir.close();
    },
  };
}
