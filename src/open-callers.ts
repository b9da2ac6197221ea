import type { IncomingMessage } from 'node:http';
import type { LoadClientsParts } from './clients/load-clients.js';
import { type Clients, type KeyAge, openClients } from './clients/open-clients.js';
import type { SharedTokenIds } from './clients/shared-replay-guard.js';
import type { AddressBelow } from './clients/verify-token.js';
import type { Config } from './config.js';
import { authenticate } from './hook/authenticate.js';
import type { CdsClient } from './hook/cds-client.js';
import { localClient } from './hook/local-client.js';
import type { Observer } from './observability/observer.js';

/** Who may call this process, and how it tells. */
export interface Callers {
  readonly authenticate: (request: IncomingMessage, below?: AddressBelow) => Promise<CdsClient>;
  /** False while a registered client's keys were never seen. */
  readonly hasKeys: () => boolean;
  /** Of registered clients that publish their keys. */
  readonly keyAges: () => readonly KeyAge[];
  /** Whose policy holds for which registered client. */
  readonly sites: Clients['sites'];
  /** Origins of browser clients that may call. */
  readonly origins: () => ReadonlySet<string>;
  readonly close: () => Promise<void>;
}

/**
 * Registered clients by their tokens; with `--insecure-no-auth` anybody, as one client.
 * @param site makes a policy of the content of a site file; undefined = that of the service
 * @param tokenIds what instances remember together of used tokens; left out = each for itself
 * @throws ClientsError when the clients file is wrong
 */
export function openCallers(
  config: Pick<Config, 'clients' | 'allowFhir'>,
  site: LoadClientsParts['site'],
  observer: Pick<Observer, 'clients'>,
  tokenIds?: SharedTokenIds,
): Callers {
  if (config.clients === undefined) {
    const client = { ...localClient(config.allowFhir), anonymous: true };
    return {
      authenticate: () => Promise.resolve(client),
      hasKeys: () => true,
      keyAges: () => [],
      sites: () => [],
      origins: () => new Set(),
      close: () => Promise.resolve(),
    };
  }
  const clients = openClients({
    path: config.clients,
    site,
    report: (event) => {
      observer.clients(event);
    },
    clock: () => Date.now(),
    monotonic: () => performance.now(),
    tokenIds,
  });
  return {
    authenticate: (request, below) =>
      authenticate(request, (token) => clients.verify(token, below)),
    hasKeys: clients.hasKeys,
    keyAges: clients.keyAges,
    sites: clients.sites,
    origins: clients.origins,
    close: clients.close,
  };
}
