import { type ClientRegistry, createClientRegistry } from '../clients/client-registry.js';
import type { FetchJwks } from '../clients/fetch-jwks.js';
import { processEnvironment, readConfig } from '../config.js';
import { readSiteFile } from '../knowledge/read-site-file.js';
import { wire } from '../wire.js';
import { UsageError } from './complain-about.js';

export interface ClientsOptions {
  /** In place of NALTREXONE_CDS_CLIENTS. */
  readonly file?: string;
}

/**
 * The registry as a service with this environment would load it.
 * @param fetch how published keys are got
 * @throws UsageError without a file, ClientsError for a wrong one
 */
export function openRegistry({ file }: ClientsOptions, fetch: FetchJwks): ClientRegistry {
  const config = readConfig(processEnvironment());
  const path = file ?? config.clients;
  if (path === undefined) {
    throw new UsageError('There is no clients file: set NALTREXONE_CDS_CLIENTS, or give --file.');
  }
  const { site } = wire({ fhir: undefined, budgetMs: config.budgetMs, report: () => undefined });
  const siteFile = readSiteFile(config.site);
  return createClientRegistry({
    path,
    site: (content, timeZone, localCodes) => site(content ?? siteFile, timeZone, localCodes),
    fetch,
    monotonic: () => performance.now(),
    report: () => undefined,
  });
}
