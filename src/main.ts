import { adminSettings } from './admin-sign-in.js';
import { createApp } from './app.js';
import type { Config } from './config.js';
import { ConfigError } from './config.js';
import {
  knowledgeReviewDates,
  overdueOn,
  type ReviewDate,
  siteReviewDates,
} from './core/pack/review-dates.js';
import type { Moment } from './core/time/instant.js';
import { looksLikeBy } from './core/unread/looks-like.js';
import { isThisMachine } from './egress/is-this-machine.js';
import { createFhirAccess } from './fhir/fhir-access.js';
import { createClientShare } from './http/client-share.js';
import { createLoad } from './http/load.js';
import { createRateLimit } from './http/rate-limit.js';
import { createReadiness } from './http/readiness.js';
import { urlOf } from './http/url-of.js';
import { startHttpServer } from './http-server.js';
import { loadKeys } from './keys/load-keys.js';
import { loadLookAlikes } from './knowledge/load-look-alikes.js';
import { readSiteFile } from './knowledge/read-site-file.js';
import { openCallers } from './open-callers.js';
import { openRecords } from './open-records.js';
import { openWatch } from './open-watch.js';
import type { HookEvent } from './observability/hook-event.js';
import type { Observer } from './observability/observer.js';
import { openObservability } from './observability/open-observability.js';
import { readVersion } from './version.js';
import { CARDS, wire } from './wire.js';

export interface RunningService {
  readonly url: string;
  readonly observer: Observer;
  /** What nobody has reviewed in time, as of now; it changes no answer and is said on cards. */
  readonly reviewOverdue: () => readonly ReviewDate[];
  /** Where metrics are read, when they are. */
  readonly metricsUrl?: string;
  /** Where the pages of governance are, when they are. */
  readonly adminUrl?: string;
  close(): Promise<void>;
}

const SHUTDOWN_GRACE_MS = 10_000;

/**
 * Starts the service: knowledge, site policy, the way to FHIR servers, HTTP.
 * @param demo what `GET /demo` answers; only the demo has that address
 * @throws ConfigError for settings that it must not start with, KeysError for a wrong keys file, the system's error for a busy port
 */
export async function startService(config: Config, demo?: unknown): Promise<RunningService> {
  refuseUnsafe(config);
  const adminPages = adminSettings(config);
  const keys = config.keys === undefined ? undefined : loadKeys(config.keys);
  const load = createLoad();
  const observability = await openObservability(config, load);
  const { observer, metricsUrl, tracing } = observability;
  const fhir = createFhirAccess({
    report: (event) => {
      observer.read(event);
    },
    trace: (read) => tracing.fhirRequest(read),
  });
  const kept = keys && (await openRecords(config, keys, observer));
  const {
    hook: parts,
    discovery,
    site: siteOf,
  } = wire({
    fhir,
    budgetMs: config.budgetMs,
    report: (event) => {
      tracing.hook(event);
      observer.hook(event);
    },
  });
  const siteFile = readSiteFile(config.site);
  const site = siteOf(siteFile);
  const callers = openCallers(
    config,
    (content, timeZone, localCodes) => siteOf(content ?? siteFile, timeZone, localCodes),
    observer,
    kept?.tokenIds,
  );
  observability.watchKeys(callers.keyAges);
  if (kept !== undefined) observability.watchSpool(kept.spooled);
  kept?.retainBy(() => ({
    sites: callers.sites().map(({ id, policy }) => ({ id, file: policy.file })),
    usual: site.file,
  }));
  const watch = openWatch({
    cards: CARDS,
    hook: parts,
    sites: () => [{ id: 'service', policy: site }, ...callers.sites()],
    observer,
    shareCounts: kept?.shareCounts,
  });
  const lookAlikes = loadLookAlikes(CARDS);
  const hook = {
    ...parts,
    report: (event: HookEvent) => {
      parts.report(event);
      watch.hook(event);
    },
    ...(kept === undefined ? {} : { recording: kept.recording }),
    unread: {
      looksLike: looksLikeBy(lookAlikes),
      keep: kept?.unread.keep ?? (() => undefined),
      failed: (failure: unknown) => {
        observer.failure('hook', failure);
      },
    },
  };
  const reviewDates = [
    ...knowledgeReviewDates(hook.knowledge),
    ...watch.reviewDates,
    { id: 'look-alikes', reviewBy: lookAlikes.reviewBy },
    ...siteReviewDates(site),
  ];
  const reviewOverdue = () => overdueOn(new Date().toISOString().slice(0, 10), reviewDates);
  const readiness = createReadiness(callers.hasKeys, kept?.state, kept?.spooled, watch.noticed);
  const app = createApp({
    hook,
    ...(kept === undefined
      ? {}
      : {
          feedback: {
            ...kept.feedback,
            services: hook.services,
            reasons: hook.knowledge.overrideReasons,
            report: (event) => {
              observer.feedback(event);
            },
          },
        }),
    site,
    discovery: discovery(site.file),
    discoveryOf: (client) => {
      const { discovery: ofSite, readiness } = (client.site ?? site).file;
      return discovery({ discovery: client.discovery ?? ofSite ?? site.file.discovery, readiness });
    },
    version: { ...readVersion(), knowledge: hook.knowledge.hash },
    reviewOverdue,
    observer,
    tracing,
    load,
    readiness,
    // Without authentication all callers are one, on this machine.
    ...(config.insecureNoAuth
      ? {}
      : {
          rateLimit: createRateLimit(() => performance.now()),
          clientShare: createClientShare(),
        }),
    ...(config.trustedProxies === undefined ? {} : { trustedProxies: config.trustedProxies }),
    authenticate: callers.authenticate,
    allowedOrigins: callers.origins,
    clock: () => Date.now() as Moment,
    ...(demo === undefined ? {} : { demo }),
  });
  const admin =
    adminPages &&
    (await (
      await import('./open-admin.js')
    ).openAdmin(adminPages, {
      ...{ zone: site.zone, knowledge: hook.knowledge.hash, reviewDates },
      failed: (error) => {
        observer.failure('admin', error);
      },
    }));
  const server = await startHttpServer(app, config);
  watch.start();
  return {
    url: urlOf(config.host, server.port),
    observer,
    reviewOverdue,
    ...(metricsUrl === undefined ? {} : { metricsUrl }),
    ...(admin === undefined ? {} : { adminUrl: admin.url }),
    async close() {
      readiness.stop();
      await Promise.all([server.close(SHUTDOWN_GRACE_MS), admin?.close()]);
      await watch.close();
      await callers.close();
      await kept?.close();
      await fhir.close();
      load.close();
      await observability.close();
    },
  };
}

/** A process that cannot tell who calls answers this machine alone; one that records names nobody in the clear. */
function refuseUnsafe({
  insecureNoAuth,
  host,
  clients,
  allowFhir,
  store,
  spool,
  keys,
}: Config): void {
  const problems: string[] = [];
  if (!insecureNoAuth && clients === undefined) {
    problems.push(
      'There is no NALTREXONE_CDS_CLIENTS, so it cannot tell who calls. It wants the path of a clients file (docs/clients.md). To try things on this machine alone, start it with --insecure-no-auth [--allow-fhir BASE].',
    );
  }
  if (insecureNoAuth && clients !== undefined) {
    problems.push(
      'NALTREXONE_CDS_CLIENTS and --insecure-no-auth are both set; keep one: the second lets anybody call.',
    );
  }
  if (!insecureNoAuth && allowFhir.length > 0) {
    problems.push(
      '--allow-fhir goes with --insecure-no-auth only; registered clients have "fhirBases" in the clients file.',
    );
  }
  if (insecureNoAuth && !isThisMachine(host)) {
    problems.push(
      'NALTREXONE_CDS_HOST is not this machine alone; with --insecure-no-auth it wants a loopback address, for example 127.0.0.1.',
    );
  }
  if (store !== undefined && keys === undefined) {
    problems.push(
      'NALTREXONE_CDS_STORE wants NALTREXONE_CDS_KEYS beside it, the path of a keys file (docs/keys.md): records name nobody in the clear.',
    );
  }
  if (store?.startsWith('postgres') === true && spool === undefined) {
    problems.push(
      'NALTREXONE_CDS_STORE is a PostgreSQL database and wants NALTREXONE_CDS_SPOOL beside it, a folder of this machine where records wait while the database is away (docs/store.md).',
    );
  }
  if (store === undefined && spool !== undefined) {
    problems.push(
      'NALTREXONE_CDS_SPOOL wants NALTREXONE_CDS_STORE beside it: records wait there for a store.',
    );
  }
  if (problems.length > 0) throw new ConfigError(problems);
}
