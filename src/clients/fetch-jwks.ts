import { Agent, request } from 'undici';
import { parseJson } from '../json/parse-json.js';

export type JwksFault =
  | 'unreachable'
  | 'out-of-time'
  | 'http-status' // a redirect too: it is never followed
  | 'too-large'
  | 'too-many-keys'
  | 'not-jwks';

export type JwksAnswer =
  | { readonly ok: true; readonly keys: readonly unknown[] }
  | { readonly ok: false; readonly why: JwksFault; readonly status?: number };

export type FetchJwks = (url: string) => Promise<JwksAnswer>;

const TIMEOUT_MS = 2000;
const MAX_BYTES = 65_536;
const MAX_KEYS = 50;

/**
 * Fetches a JWK Set from an address of the clients file: one GET, no redirect, 2 s, 64 KB, 50 keys. Never throws.
 * @param timeoutMs shorter in tests
 */
export function createJwksFetch(timeoutMs = TIMEOUT_MS): {
  readonly fetch: FetchJwks;
  close(): Promise<void>;
} {
  // Key sets are fetched minutes apart: a kept connection would be a dead one by then.
  const dispatcher = new Agent({ connect: { timeout: timeoutMs }, pipelining: 0 });
  return {
    fetch: (url) => fetchJwks(url, dispatcher, timeoutMs),
    close: () => dispatcher.destroy(),
  };
}

async function fetchJwks(url: string, dispatcher: Agent, timeoutMs: number): Promise<JwksAnswer> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const headers = { accept: 'application/jwk-set+json, application/json;q=0.9' };
    const { statusCode, body } = await request(url, { dispatcher, signal, headers });
    body.on('error', () => undefined); // destroying an answer that nobody reads on is no failure
    if (statusCode !== 200) {
      body.destroy();
      return { ok: false, why: 'http-status', status: statusCode };
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MAX_BYTES) {
        body.destroy();
        return { ok: false, why: 'too-large' };
      }
      chunks.push(chunk);
    }
    return readSet(Buffer.concat(chunks, bytes).toString('utf8'));
  } catch {
    return { ok: false, why: signal.aborted ? 'out-of-time' : 'unreachable' };
  }
}

function readSet(text: string): JwksAnswer {
  const parsed = parseJson(text);
  const set = parsed.ok ? (parsed.value as { readonly keys?: unknown } | null) : null;
  if (!Array.isArray(set?.keys)) return { ok: false, why: 'not-jwks' };
  const keys = set.keys as readonly unknown[];
  return keys.length > MAX_KEYS ? { ok: false, why: 'too-many-keys' } : { ok: true, keys };
}
