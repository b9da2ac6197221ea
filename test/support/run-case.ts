import { parseFhirBase } from '../../src/fhir/fhir-base.js';
import { createFhirAccess } from '../../src/fhir/fhir-access.js';
import { answerHook } from '../../src/hook/answer-hook.js';
import type { CdsResponse } from '../../src/hook/cds-response.js';
import type { HookEvent } from '../../src/observability/hook-event.js';
import { loadTimeZone } from '../../src/knowledge/load-time-zone.js';
import type { Moment } from '../../src/core/time/instant.js';
import type { FhirCase } from './case-to-fhir.js';
import { type FakeFhirServer, startFakeFhirServer } from './fake-fhir-server.js';
import { hookParts, prefetchTemplates } from './hook-parts.js';
import { prefetchFromTemplates } from './prefetch-from-templates.js';
import { randomFrom } from './vary-case.js';

/** Where the chart comes from: prefetch alone, a FHIR server alone, or some keys sent and the rest read. */
export type Way = 'prefetch' | 'fhir' | 'mixed';

export interface CaseAnswer {
  readonly response: CdsResponse;
  readonly events: readonly HookEvent[];
}

/** Small pages, so that every chart is read in several. */
const PAGE_SIZE = 3;
/** A source that never answers is waited for no longer than this. */
const BUDGET_MS = 4000;
const BUDGET_BESIDE_A_SILENT_SOURCE_MS = 700;

const fhir = createFhirAccess();

/** Answers a case through the whole service, as the hook calls of an EHR would: one for each service that is asked. */
export async function runCase(sent: FhirCase, way: Way, seed = 0): Promise<CaseAnswer> {
  const server = needsServer(sent, way)
    ? await startFakeFhirServer(sent.resources, sent.access, PAGE_SIZE)
    : undefined;
  try {
    const answers: CaseAnswer[] = [];
    for (const service of sent.services) {
      const body = requestOf(sent, way, server, seed, service);
      answers.push(await answerRequest(body, sent, server, service));
    }
    return {
      response: { cards: answers.flatMap(({ response }) => response.cards) },
      events: answers.flatMap(({ events }) => events),
    };
  } finally {
    await server?.close();
  }
}

/** `recovered` means that the prefetch failed and a read works: without a server that cannot be shown. */
const needsServer = ({ access }: FhirCase, way: Way): boolean =>
  way !== 'prefetch' || Object.values(access).includes('recovered');

/**
 * Answers a CDS Hooks request, whatever is in it.
 * @param body as from the wire: it is copied by way of JSON, so that nothing is shared with the case
 */
export async function answerRequest(
  body: object,
  { timeZone, site, now, access }: Pick<FhirCase, 'timeZone' | 'site' | 'now' | 'access'>,
  server?: FakeFhirServer,
  service = 'naltrexone-safety',
): Promise<CaseAnswer> {
  const base = server === undefined ? undefined : parseFhirBase(server.base);
  const events: HookEvent[] = [];
  const silentSource = server !== undefined && Object.values(access).includes('timeout');
  const response = await answerHook(
    {
      service,
      client: { id: 'case', fhirBases: base === undefined ? [] : [base] },
      body: JSON.parse(JSON.stringify(body)) as unknown,
      digest: 'case',
      site: {
        file: { ...site, timeZone },
        zone: loadTimeZone(timeZone),
        origin: '{}',
        hash: 'case',
      },
      now: Date.parse(now) as Moment,
    },
    {
      ...hookParts(),
      fhir,
      budgetMs: silentSource ? BUDGET_BESIDE_A_SILENT_SOURCE_MS : BUDGET_MS,
      report: (event) => events.push(event),
    },
  );
  return { response, events };
}

/** The request of a case; always the same instance, so that the same facts give the same bytes. */
export function requestOf(
  sent: FhirCase,
  way: Way = 'prefetch',
  server?: FakeFhirServer,
  seed = 0,
  service = 'naltrexone-safety',
): HookBody {
  const prefetch = way === 'fhir' ? {} : prefetchFromTemplates(prefetchTemplates(service), sent);
  const random = randomFrom(seed);
  const keys = Object.entries(prefetch).filter(() => way !== 'mixed' || random() < 0.5);
  return {
    hook: sent.hook,
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    context: sent.context,
    prefetch: Object.fromEntries(keys),
    ...(server === undefined ? {} : authorizationFor(server)),
  };
}

export interface HookBody {
  readonly hook: string;
  readonly hookInstance: string;
  readonly context: FhirCase['context'];
  readonly prefetch: Readonly<Record<string, unknown>>;
}

const authorizationFor = ({ base }: FakeFhirServer) => ({
  fhirServer: base,
  fhirAuthorization: {
    access_token: 'of-this-case',
    token_type: 'Bearer',
    expires_in: 300,
    scope: 'patient/*.read',
    subject: 'naltrexone-cds',
  },
});

/** Closes the pool of connections; a test file that has run cases calls it when it is done. */
export const closeFhirAccess = (): Promise<void> => fhir.close();
