import { createEgress, type Egress } from '../egress/egress.js';
import type { Failure } from '../egress/failure.js';
import { isMarkup } from '../egress/is-markup.js';
import { parseJson } from '../json/parse-json.js';
import { jwksBase } from './jwks-base.js';

export type JwksFault =
  | 'unreachable'
  | 'blocked' // the host name leads to an address that may not be asked
  | 'out-of-time'
  | 'http-status' // a redirect too: it is never followed
  | 'too-large'
  | 'too-many-keys'
  | 'not-jwks';

export type JwksAnswer =
  | { readonly ok: true; readonly keys: readonly unknown[] }
  | { readonly ok: false; readonly why: JwksFault; readonly status?: number };

/** @param privateNetwork the host name may resolve to a private address */
export type FetchJwks = (url: string, privateNetwork: boolean) => Promise<JwksAnswer>;

const TIMEOUT_MS = 2000;
const MAX_BYTES = 65_536;
const MAX_KEYS = 50;

export interface JwksFetch {
  readonly fetch: FetchJwks;
  /** Ends what is under way, too. */
  close(): Promise<void>;
}

/**
 * Fetches JWK Sets from addresses of the clients file: one guarded GET, no redirect, 2 s, 64 KB, 50 keys. Never throws.
 * @param options.timeoutMs shorter in tests
 */
export function createJwksFetch({
  egress = createEgress(),
  timeoutMs = TIMEOUT_MS,
}: { readonly egress?: Egress; readonly timeoutMs?: number } = {}): JwksFetch {
  const closing = new AbortController();
  return {
    async fetch(url, privateNetwork) {
      const arrival = await egress.get({
        address: new URL(url),
        base: jwksBase(url, privateNetwork),
        accept: 'application/jwk-set+json, application/json;q=0.9',
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)]),
        maxBytes: MAX_BYTES,
      });
      if (arrival.ok) {
        return isMarkup(arrival.contentType) ? NOT_JWKS : readSet(arrival.body.toString('utf8'));
      }
      const { failure, status } = arrival;
      const why = FAULTS[failure];
      return status === undefined ? { ok: false, why } : { ok: false, why, status };
    },
    async close() {
      closing.abort();
      await egress.close();
    },
  };
}

const FAULTS: Readonly<Record<Failure, JwksFault>> = {
  blocked: 'blocked',
  redirect: 'http-status',
  status: 'http-status',
  dns: 'unreachable',
  connect: 'unreachable',
  tls: 'unreachable',
  timeout: 'out-of-time',
  reset: 'unreachable',
  'too-large': 'too-large',
  undecodable: 'not-jwks',
};

const NOT_JWKS: JwksAnswer = { ok: false, why: 'not-jwks' };

function readSet(text: string): JwksAnswer {
  const parsed = parseJson(text);
  const set = parsed.ok ? (parsed.value as { readonly keys?: unknown } | null) : null;
  if (!Array.isArray(set?.keys)) return NOT_JWKS;
  const keys = set.keys as readonly unknown[];
  return keys.length > MAX_KEYS ? { ok: false, why: 'too-many-keys' } : { ok: true, keys };
}
