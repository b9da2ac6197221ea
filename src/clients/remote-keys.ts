import type { ClientKeys } from './client-keys.js';
import type { JwksAnswer } from './fetch-jwks.js';
import { readJwks, type ReadJwks } from './read-jwks.js';

/** Between two fetches, whatever tokens say: a flood of unknown key ids must not become a flood of fetches. */
const COOL_DOWN_MS = 30_000;
/** From here on a set is fetched anew, by itself or beside the call that uses it, so that calls seldom wait for one. */
export const RENEW_AFTER_MS = 5 * 60_000;
/** A key that its owner took back is refused after this time at the latest, while the key server answers. */
const MAX_AGE_MS = 10 * 60_000;
/** How long the last good set lives while the key server does not answer. */
const MAX_STALE_MS = 24 * 3_600_000;

export interface RemoteKeysParts {
  readonly fetch: () => Promise<JwksAnswer>;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
  readonly report: (answer: JwksAnswer) => void;
}

/** The keys of a client that publishes them: cached, renewed, and kept through an outage within bounds. */
export function remoteKeys(parts: RemoteKeysParts): ClientKeys {
  const { monotonic } = parts;
  let set: (ReadJwks & { readonly at: number }) | undefined;
  let tried = -Infinity;
  let failing = false;
  let underWay: Promise<void> | undefined;

  const age = (): number => (set === undefined ? Infinity : monotonic() - set.at);

  /** @returns the fetch under way, a new one, or nothing to wait for when the last one is too recent */
  function renew(): Promise<void> | undefined {
    if (underWay === undefined && monotonic() - tried >= COOL_DOWN_MS) {
      tried = monotonic();
      underWay = load().finally(() => (underWay = undefined));
    }
    return underWay;
  }

  async function load(): Promise<void> {
    const answer = await parts.fetch();
    failing = !answer.ok;
    if (answer.ok) set = { ...readJwks(answer.keys), at: monotonic() };
    parts.report(answer);
  }

  return {
    async find(kid) {
      if (age() >= RENEW_AFTER_MS) {
        const renewing = renew();
        // While the server is known to fail nobody waits for it: the old set holds.
        if (age() >= MAX_AGE_MS && !(failing && age() < MAX_STALE_MS)) await renewing;
      }
      if (set?.keys.some((key) => key.kid === kid) !== true) await renew();
      if (set === undefined || age() >= MAX_STALE_MS) return undefined;
      return set.keys.filter((key) => key.kid === kid);
    },
    state: () => ({
      keys: set?.keys ?? [],
      refused: set?.refused ?? [],
      ageMs: set === undefined ? undefined : age(),
    }),
  };
}
