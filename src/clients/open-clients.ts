import type { SitePolicy } from '../core/pack/knowledge.js';
import { type ClientRegistry, createClientRegistry } from './client-registry.js';
import type { ClientEvent } from './client-event.js';
import { createJwksFetch } from './fetch-jwks.js';
import type { LoadClientsParts } from './load-clients.js';
import { memoryReplayGuard } from './memory-replay-guard.js';
import { type SharedTokenIds, sharedReplayGuard } from './shared-replay-guard.js';
import { type AddressBelow, type Verified, verifyToken } from './verify-token.js';
import { watchClients } from './watch-clients.js';

/** The registered clients of a running service. */
export interface Clients {
  readonly registry: ClientRegistry;
  /** Who calls, by the token of the call. */
  readonly verify: (token: string, below?: AddressBelow) => Promise<Verified>;
  /** False while a client's keys were never seen. */
  readonly hasKeys: () => boolean;
  readonly keyAges: () => readonly KeyAge[];
  /** Whose policy holds for which client. */
  readonly sites: () => readonly { readonly id: string; readonly policy: SitePolicy }[];
  /** Origins of browser clients that may call. */
  readonly origins: () => ReadonlySet<string>;
  readonly close: () => Promise<void>;
}

/** How old the keys are that a client publishes; keys of the clients file have no age. */
export interface KeyAge {
  /** Our own id of the client. */
  readonly client: string;
  /** Milliseconds since its set was fetched; Infinity while it was never seen. */
  readonly ms: number;
}

export interface ClientsParts {
  /** Of the clients file. */
  readonly path: string;
  readonly site: LoadClientsParts['site'];
  readonly report: (event: ClientEvent) => void;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
  /** The memory of used tokens that instances share; left out = each has its own. */
  readonly tokenIds?: SharedTokenIds | undefined;
}

/** A little more than the cool-down of a key server that was asked in vain. */
const WARM_AGAIN_MS = 31_000;

/**
 * Reads the clients file, watches it, and begins to fetch the keys that clients publish.
 * @throws ClientsError when the file is wrong
 */
export function openClients(parts: ClientsParts): Clients {
  const { path, site, report, clock, monotonic, tokenIds: shared } = parts;
  const jwks = createJwksFetch();
  const registry = createClientRegistry({ path, site, fetch: jwks.fetch, monotonic, report });
  const full = () => {
    report({ event: 'replay-guard-full' });
  };
  const unchecked = () => {
    report({ event: 'replay-unchecked' });
  };
  const own = memoryReplayGuard({ monotonic, full });
  const replay =
    shared === undefined ? own : sharedReplayGuard({ own, shared, clock, monotonic, unchecked });
  const unwatch = watchClients(path, registry);
  const warm = () => void registry.warm();
  warm();
  const warming = setInterval(warm, WARM_AGAIN_MS).unref();
  return {
    registry,
    verify: (token, below) => verifyToken(token, { registry, replay, clock }, below),
    hasKeys: () => registry.clients().every(({ keys }) => keys.state().ageMs !== undefined),
    keyAges: () =>
      registry
        .clients()
        .filter(({ jwksUrl }) => jwksUrl !== undefined)
        .map(({ id, keys }) => ({ client: id, ms: keys.state().ageMs ?? Infinity })),
    sites: () => registry.clients().map(({ id, site: policy }) => ({ id, policy })),
    origins: () => new Set(registry.clients().flatMap(({ origins }) => origins)),
    async close() {
      unwatch();
      clearInterval(warming);
      await jwks.close();
    },
  };
}
