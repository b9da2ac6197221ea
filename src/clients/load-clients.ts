import { dirname, resolve } from 'node:path';
import type { SitePolicy } from '../core/pack/knowledge.js';
import type { LocalCodeEntry } from '../core/pack/local-codes.js';
import { parseFhirBase } from '../fhir/fhir-base.js';
import { parseJson } from '../json/parse-json.js';
import { LocalCodeError } from '../knowledge/local-code-error.js';
import { RECOMMENDED } from './algorithms.js';
import { type ClientKeys, inlineKeys } from './client-keys.js';
import { ClientsError } from './clients-error.js';
import type { ClientEntry } from './clients-file.js';
import { placeOf, readClientsFile, readUtf8 } from './read-clients-file.js';
import type { RegisteredClient } from './registered-client.js';

export interface LoadClientsParts {
  /**
   * Makes a site policy; throws when site file, zone or local codes are not valid.
   * @param content of the client's own site file; undefined = the service's own holds
   * @param localCodes of the entry, beside those of the site file
   */
  readonly site: (
    content: unknown,
    timeZone: string | undefined,
    localCodes: readonly LocalCodeEntry[],
  ) => SitePolicy;
  /**
   * The keys that a client publishes.
   * @param privateNetwork the host name may resolve to a private address
   */
  readonly keysAt: (client: string, jwksUrl: string, privateNetwork: boolean) => ClientKeys;
  /** Text of a file, for who wants to know what was read; throws when it cannot be read. */
  readonly read?: (file: string) => string;
}

/**
 * A clients file → the clients of the service, with the site files that it names.
 * @throws ClientsError for the first fault
 */
export function loadClients(path: string, parts: LoadClientsParts): readonly RegisteredClient[] {
  return readClientsFile(path, parts.read).map((entry, index) =>
    register(entry, path, placeOf(index, entry.id), parts),
  );
}

function register(
  entry: ClientEntry,
  path: string,
  place: string,
  parts: LoadClientsParts,
): RegisteredClient {
  const { id, issuer, tenant, jwksUrl, keys = [], privateNetwork = false } = entry;
  const siteFile =
    entry.siteFile === undefined ? undefined : resolve(dirname(path), entry.siteFile);
  return {
    id,
    issuer,
    tenant,
    algorithms: entry.algorithms ?? RECOMMENDED,
    audiences: entry.audiences,
    jku: jwksUrl === undefined ? (entry.jku ?? []) : [jwksUrl],
    jwksUrl,
    keys: jwksUrl === undefined ? inlineKeys(keys) : parts.keysAt(id, jwksUrl, privateNetwork),
    fhirBases: entry.fhirBases.flatMap((text) => {
      const base = parseFhirBase(text);
      return base === undefined ? [] : [{ ...base, allowPrivate: privateNetwork }];
    }),
    origins: entry.origins ?? [],
    services: entry.services,
    siteFile,
    site: siteOf(entry, siteFile, path, place, parts),
    budgetMs: entry.budgetMs,
    discovery: entry.discovery,
    prefetchOnly: entry.prefetchOnly ?? false,
    strictReplay: entry.strictReplay ?? false,
    mode: entry.mode ?? 'live',
    whenUnreadable: entry.whenUnreadable ?? 'card',
    suggestions: entry.suggestions,
    absentSources: new Map(
      (entry.absentSources ?? []).map(({ source, ...declared }) => [source, declared]),
    ),
    localCodes: entry.localCodes ?? [],
  };
}

function siteOf(
  { timeZone, localCodes = [] }: ClientEntry,
  siteFile: string | undefined,
  path: string,
  place: string,
  { site, read = readUtf8 }: LoadClientsParts,
): SitePolicy {
  const content = siteFile === undefined ? undefined : readSite(path, place, siteFile, read);
  try {
    return site(content, timeZone, localCodes);
  } catch (error) {
    if (error instanceof LocalCodeError && error.list === 'client') {
      throw new ClientsError(path, `${place}.${error.place}`, error.problem, error.remedy);
    }
    const problem = error instanceof Error ? error.message.replace(/\.$/, '') : 'it is not valid';
    const member = siteFile === undefined ? 'timeZone' : 'siteFile';
    throw new ClientsError(path, `${place}.${member}`, problem, 'Correct it');
  }
}

function readSite(
  path: string,
  place: string,
  siteFile: string,
  read: (file: string) => string,
): unknown {
  const fault = (problem: string) =>
    new ClientsError(
      path,
      `${place}.siteFile`,
      problem,
      'The path is relative to the clients file',
    );
  let text: string;
  try {
    text = read(siteFile);
  } catch {
    throw fault(`${siteFile} cannot be read`);
  }
  const parsed = parseJson(text);
  if (!parsed.ok) throw fault(`${siteFile} is not JSON`);
  return parsed.value;
}
