import { createApp } from './app.js';
import type { Config } from './config.js';
import { ConfigError } from './config.js';
import type { Moment } from './core/time/instant.js';
import { createFhirAccess } from './fhir/fhir-access.js';
import { authenticate } from './hook/authenticate.js';
import { type RunningServer, startHttpServer } from './http-server.js';
import { readSiteFile } from './knowledge/read-site-file.js';
import { createLog, type Log } from './observability/log.js';
import { readVersion } from './version.js';
import { wire } from './wire.js';

export interface RunningService {
  readonly url: string;
  readonly log: Log;
  close(): Promise<void>;
}

const SHUTDOWN_GRACE_MS = 10_000;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/**
 * Starts the service: knowledge, site policy, the way to FHIR servers, HTTP.
 * @param demo what `GET /demo` answers; only the demo has that address
 * @throws ConfigError for settings that it must not start with, the system's error for a busy port
 */
export async function startService(config: Config, demo?: unknown): Promise<RunningService> {
  refuseOpenService(config);
  const log = createLog(config.logLevel);
  const fhir = createFhirAccess();
  const {
    hook,
    discovery,
    site: siteOf,
  } = wire({
    fhir,
    budgetMs: config.budgetMs,
    report: (event) => {
      log.hook(event);
    },
  });
  const site = siteOf(readSiteFile(config.site));
  const client = authenticate(config.allowFhir);
  const app = createApp({
    hook,
    site,
    discovery: discovery(site.file.discovery),
    version: { ...readVersion(), knowledge: hook.knowledge.hash },
    log,
    authenticate: () => client,
    clock: () => Date.now() as Moment,
    ...(demo === undefined ? {} : { demo }),
  });
  const server = await startHttpServer(app, config);
  return { url: urlOf(config.host, server), log, close: () => closeAll(server, fhir) };
}

/** Until clients can be registered there is one way to run: anybody may call, so only this machine can. */
function refuseOpenService({ insecureNoAuth, host }: Config): void {
  if (!insecureNoAuth) {
    throw new ConfigError([
      'This version has no client registry yet: it cannot tell who calls. Start it with --insecure-no-auth [--allow-fhir BASE]; it then answers anybody on this machine, and reads charts only from under BASE.',
    ]);
  }
  if (!LOOPBACK.test(host)) {
    throw new ConfigError([
      'NALTREXONE_CDS_HOST is not this machine alone; with --insecure-no-auth it wants a loopback address, for example 127.0.0.1.',
    ]);
  }
}

const urlOf = (host: string, { port }: RunningServer): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`;

async function closeAll(server: RunningServer, fhir: { close(): Promise<void> }): Promise<void> {
  await server.close(SHUTDOWN_GRACE_MS);
  await fhir.close();
}
