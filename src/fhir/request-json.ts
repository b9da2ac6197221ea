import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { type Dispatcher, request } from 'undici';
import type { SliceFault } from '../core/chart.js';
import { parseJson } from '../json/parse-json.js';
import type { BearerToken } from './bearer-token.js';
import type { ReadLimits } from './read-limits.js';

/** What the reads of one hook call share. */
export interface ReadSession {
  readonly token: BearerToken | undefined;
  /** Ends every read: the hook call's deadline has come, or its caller has gone. */
  readonly signal: AbortSignal;
  readonly limits: ReadLimits;
  readonly dispatcher: Dispatcher;
  /** Decoded bytes that may still be read. */
  bytesLeft: number;
}

export type JsonAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: SliceFault };

/**
 * Makes every outgoing call of the service: one GET, no redirects, within the session's deadline and byte limits.
 * The caller has checked that the address lies under an allowed base.
 */
export async function requestJson(address: URL, session: ReadSession): Promise<JsonAnswer> {
  try {
    const { statusCode, headers, body } = await request(address, {
      dispatcher: session.dispatcher,
      signal: session.signal,
      headers: {
        accept: 'application/fhir+json, application/json;q=0.9',
        'accept-encoding': 'gzip, deflate, br',
        'cache-control': 'no-cache',
        ...(session.token === undefined ? {} : { authorization: session.token.authorization() }),
      },
    });
    if (statusCode !== 200) {
      void body.dump({ limit: 65_536, signal: session.signal }).catch(() => undefined);
      const reason = statusCode === 401 || statusCode === 403 ? 'not-permitted' : 'http-error';
      return { ok: false, fault: { reason, status: statusCode } };
    }
    if (isMarkup(headers['content-type'])) {
      discard(body);
      return failed('not-fhir');
    }
    return await readBody(body, headers['content-encoding'], session);
  } catch (error) {
    return failed(reasonOf(error, session.signal));
  }
}

async function readBody(
  body: Readable,
  encoding: string | string[] | undefined,
  session: ReadSession,
): Promise<JsonAnswer> {
  const decoded = decode(body, encoding);
  if (decoded === undefined) {
    discard(body);
    return failed('not-fhir');
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of decoded as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    session.bytesLeft -= chunk.length;
    if (bytes > session.limits.bytesPerAnswer || session.bytesLeft < 0) {
      discard(body);
      return failed('too-large');
    }
    chunks.push(chunk);
  }
  const parsed = parseJson(Buffer.concat(chunks, bytes).toString('utf8'));
  return parsed.ok ? parsed : failed('not-fhir');
}

/** Ends an answer that nobody reads on; undici reports that as an error of its stream. */
function discard(body: Readable): void {
  body.on('error', () => undefined).destroy();
}

/** The limits count decoded bytes, so that a small compressed answer cannot become a large one unseen. */
function decode(body: Readable, encoding: string | string[] | undefined): Readable | undefined {
  const through = (transform: Transform) => pipeline(body, transform, () => undefined);
  switch (String(encoding ?? 'identity').toLowerCase()) {
    case 'identity':
      return body;
    case 'gzip':
    case 'x-gzip':
      return through(createGunzip());
    case 'deflate':
      return through(createInflate());
    case 'br':
      return through(createBrotliDecompress());
    default:
      return undefined;
  }
}

/** A login page or an XML answer; any other wrong label is forgiven when the body is FHIR JSON. */
const isMarkup = (contentType: string | string[] | undefined): boolean =>
  /html|xml/i.test(String(contentType ?? ''));

const failed = (reason: SliceFault['reason']): JsonAnswer => ({ ok: false, fault: { reason } });

const TIMEOUTS = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

function reasonOf(error: unknown, signal: AbortSignal): SliceFault['reason'] {
  const code = String((error as { code?: unknown } | undefined)?.code);
  if (signal.aborted || TIMEOUTS.has(code)) return 'out-of-time';
  return code.startsWith('Z_') ? 'not-fhir' : 'unreachable';
}
