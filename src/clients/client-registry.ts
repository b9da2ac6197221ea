import type { ClientEvent } from './client-event.js';
import type { ClientKeys } from './client-keys.js';
import { ClientsError } from './clients-error.js';
import type { FetchJwks } from './fetch-jwks.js';
import { loadClients, type LoadClientsParts } from './load-clients.js';
import { readUtf8 } from './read-clients-file.js';
import type { RegisteredClient } from './registered-client.js';
import { RENEW_AFTER_MS, remoteKeys } from './remote-keys.js';

/** Who may call. */
export interface ClientRegistry {
  /** As the file says now, or as it last said when it was right. */
  clients(): readonly RegisteredClient[];
  /** Exactly this issuer with exactly this tenant. */
  find(issuer: unknown, tenant: unknown): RegisteredClient | undefined;
  /** Is there a client of this issuer, whatever its tenant? */
  knows(issuer: unknown): boolean;
  /** Reads the files anew if they have changed; a wrong file changes nothing and is reported. */
  refresh(): void;
  /**
   * Fetches the keys that were never seen or are due for renewal: the first call, also after a pause, need not wait for a key
   * server, and a service that is not ready without keys, and so is not called, becomes ready.
   */
  warm(): Promise<void>;
}

export interface ClientRegistryParts {
  readonly path: string;
  readonly site: LoadClientsParts['site'];
  readonly fetch: FetchJwks;
  readonly monotonic: () => number;
  readonly report: (event: ClientEvent) => void;
}

/** @throws ClientsError when the file is wrong from the start */
export function createClientRegistry(parts: ClientRegistryParts): ClientRegistry {
  const { path, report } = parts;
  // Keys outlive a reload: a changed time zone must not cost a client its keys while their server is down.
  const published = new Map<string, ClientKeys>();

  function keysAt(client: string, url: string, privateNetwork: boolean): ClientKeys {
    const name = JSON.stringify([client, url, privateNetwork]);
    const keys =
      published.get(name) ??
      remoteKeys({
        fetch: () => parts.fetch(url, privateNetwork),
        monotonic: parts.monotonic,
        report: (answer) => {
          report({
            event: 'client-keys',
            client,
            ...(answer.ok
              ? { outcome: 'fetched' }
              : { outcome: 'not-fetched', reason: answer.why }),
          });
        },
      });
    published.set(name, keys);
    return keys;
  }

  /** The clients, and what was read for them: a file that changes in the meantime is another one than that. */
  function load(): { clients: readonly RegisteredClient[]; texts: ReadonlyMap<string, string> } {
    const texts = new Map<string, string>();
    const read = (file: string): string => {
      const text = texts.get(file) ?? readUtf8(file);
      texts.set(file, text);
      return text;
    };
    return { clients: loadClients(path, { site: parts.site, keysAt, read }), texts };
  }

  let { clients, texts } = load();
  let byName = named(clients);
  let wrong: string | undefined;

  async function warm(): Promise<void> {
    const due = clients.filter(({ keys }) => (keys.state().ageMs ?? Infinity) >= RENEW_AFTER_MS);
    await Promise.all(due.map(({ keys }) => keys.find('')));
  }

  return {
    clients: () => clients,
    find: (issuer, tenant) => byName.get(nameOf(issuer, tenant)),
    knows: (issuer) => clients.some((client) => client.issuer === issuer),
    refresh() {
      // A wrong file is looked at again each time: what is wrong may be a site file that is still to come.
      if (wrong === undefined && isUnchanged(texts)) return;
      try {
        ({ clients, texts } = load());
      } catch (error) {
        if (!(error instanceof ClientsError)) throw error;
        if (error.message !== wrong) report(keptOld(error, clients.length));
        wrong = error.message;
        return;
      }
      byName = named(clients);
      wrong = undefined;
      report({ event: 'clients-file', outcome: 'loaded', clients: clients.length });
      void warm();
    },
    warm,
  };
}

const keptOld = ({ place, problem, remedy }: ClientsError, clients: number): ClientEvent => ({
  event: 'clients-file',
  outcome: 'kept-old',
  clients,
  place,
  problem,
  remedy,
});

const nameOf = (issuer: unknown, tenant: unknown): string =>
  JSON.stringify([typeof issuer, issuer, typeof tenant, tenant]);

const named = (clients: readonly RegisteredClient[]) =>
  new Map(clients.map((client) => [nameOf(client.issuer, client.tenant), client]));

const isUnchanged = (texts: ReadonlyMap<string, string>): boolean =>
  [...texts].every(([file, text]) => contentOf(file) === text);

function contentOf(file: string): string | undefined {
  try {
    return readUtf8(file);
  } catch {
    return undefined; // gone: that is a change too
  }
}
