import type { Call } from '../../core/call.js';
import type { ChartQuery } from '../../core/chart-queries.js';
import { neededSlices } from '../../core/rules/needed-slices.js';
import type { JwksAnswer } from '../../clients/fetch-jwks.js';
import type { RegisteredClient } from '../../clients/registered-client.js';
import type { SliceName } from '../../core/chart.js';
import { translateChart } from '../../core/evidence/local-codes/translate-chart.js';
import { RULES } from '../../core/rules/registry.js';
import type { Moment } from '../../core/time/instant.js';
import { createEgress } from '../../egress/egress.js';
import { createFhirAccess } from '../../fhir/fhir-access.js';
import type { ReadEvent } from '../../fhir/read-session.js';
import type { Wiring } from '../../wire.js';
import { checkDiscovery } from './check-discovery.js';
import { checkEntry } from './check-entry.js';
import { checkScopes } from './check-scopes.js';
import { checkServer } from './check-server.js';
import { checkToken } from './check-token.js';
import { countCodings } from './count-codings.js';
import { giveVerdict } from './give-verdict.js';
import { listToDo, listToKnow } from './list-advice.js';
import { listSearches } from './list-searches.js';
import { readTestChart } from './read-test-chart.js';
import type { DoctorReport } from './report.js';
import { watchResolution } from './watch-resolution.js';

export interface Site {
  readonly client: RegisteredClient;
  /** Of its key server, when its keys are published. */
  readonly keyAnswer: JwksAnswer | undefined;
  readonly patientId: string;
  readonly fhirServer: string;
  readonly token: string | undefined;
  readonly scope: string | undefined;
  readonly serviceUrl: string | undefined;
  readonly now: Date;
}

const SERVICE = 'naltrexone-safety';
const READINESS = 'naltrexone-readiness';

/**
 * Asks a site everything that a hook call would ask, for one test patient, and tells what it answers. The report holds neither
 * patient data nor resource ids nor the token.
 * @param wiring of a service that would answer here
 * @throws UsageError when an address of the command line is none
 */
export async function examineSite(site: Site, wiring: Wiring): Promise<DoctorReport> {
  const { client, patientId, token, scope } = site;
  const events: ReadEvent[] = [];
  const resolution = watchResolution();
  const egress = createEgress(resolution);
  const fhir = createFhirAccess({ egress, report: (event) => void events.push(event) });
  const { hook, discovery } = wiring;
  const { terminology } = hook.knowledge;
  try {
    const registry = checkEntry(client, site.keyAnswer, SERVICE, site.now);
    const profiles = {
      full: discovery({ ...client.site.file, discovery: 'full' }).document,
      minimal: discovery({ ...client.site.file, discovery: 'minimal' }).document,
      none: discovery({ ...client.site.file, discovery: 'none' }).document,
    };
    const service =
      site.serviceUrl === undefined ? [] : await checkDiscovery(site.serviceUrl, profiles, egress);
    const reached = client.prefetchOnly
      ? []
      : await checkServer(site.fhirServer, client.fhirBases, egress, resolution);
    const now = site.now.getTime() as Moment;
    const { seen, reads, milliseconds } = await readTestChart(
      { ...site, service: SERVICE, now },
      hook,
      fhir,
    );
    const refused = events.some(({ status }) => status === 401);
    const server = [...reached, checkToken(token, refused, site.now)];
    const { file } = client.site;
    const forSafety = neededSlices('naltrexone', file);
    const forReadiness = isAskedForReadiness(client) ? neededSlices('readiness', file) : new Set();
    const queriesOf = (wanted: (slice: SliceName) => boolean): readonly ChartQuery[] =>
      [...hook.queries.values()].filter(({ slice }) => wanted(slice));
    const queries = queriesOf((slice) => forSafety.has(slice));
    const further = queriesOf((slice) => forReadiness.has(slice) && !forSafety.has(slice));
    const scopes = scope === undefined ? [] : checkScopes(scope, [...queries, ...further]);
    const papers =
      further.length === 0
        ? undefined
        : await readTestChart({ ...site, service: READINESS, now }, hook, fhir);
    const searches =
      seen === undefined
        ? []
        : [
            ...listSearches(queries, {
              chart: seen.chart,
              patientId,
              reads,
              events,
              questionsOn: questionsOf('naltrexone'),
            }),
            ...(papers?.seen === undefined
              ? []
              : listSearches(further, {
                  chart: papers.seen.chart,
                  patientId,
                  reads: papers.reads,
                  events,
                  questionsOn: questionsOf('readiness'),
                })),
          ];
    const foreignRows = seen?.chart.foreignRows ?? 0;
    const codings =
      seen === undefined
        ? []
        : countCodings(
            translateChart(seen.chart, terminology, client.site.localCodes).chart,
            terminology,
          );
    return {
      client: client.id,
      registry,
      service,
      server,
      scopes,
      searches,
      codings,
      toDo: listToDo([...registry, ...service, ...server], scopes, searches, foreignRows),
      toKnow: listToKnow(client, searches, codings),
      verdict: giveVerdict(seen?.decision, searches, {
        milliseconds,
        budgetMs: client.budgetMs ?? hook.budgetMs,
      }),
    };
  } finally {
    await fhir.close();
  }
}

/** The clinical questions about a naltrexone order that read this slice; that of completeness stands in the verdict. */
const questionsOf =
  (asked: Call['question']) =>
  (slice: SliceName): readonly string[] =>
    RULES.filter(({ asks, needs }) => asks === asked && needs.includes(slice))
      .map(({ question }) => question)
      .filter((question) => question !== 'chart-completeness');

/** Only where its entry names the other service, or the site wants papers: a client that never calls it needs no scopes for it. */
const isAskedForReadiness = ({ services, site }: RegisteredClient): boolean =>
  services?.includes(READINESS) === true || site.file.readiness?.documentation === 'on';
