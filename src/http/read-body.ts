import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { ServiceError } from '../errors.js';
import { parseJson } from '../json/parse-json.js';

/** Of a hook call: 20,000 resources of a usual chart in prefetch weigh 14.6 MB (docs/decisions/0005-largest-body.md). */
const MAX_BODY_BYTES = 16_000_000;

export interface ReadBody {
  readonly value: unknown;
  /** As sent, decompressed. */
  readonly bytes: Buffer;
}

const DECODERS = new Map([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

/**
 * Reads a JSON body once. The media type is checked before a byte is read.
 * @param hold called with the bytes in hand so far, by the length that is announced at once; throws when they do not fit. While
 * it is decompressed a body may be larger: few are at a time
 * @param most bytes, also once it is decompressed
 * @throws ServiceError overloaded, media-type-unsupported, body-too-large, body-unreadable, body-not-json, body-too-deep
 */
export async function readBody(
  request: IncomingMessage,
  hold: (bytes: number) => void,
  most: number = MAX_BODY_BYTES,
): Promise<ReadBody> {
  if (!isJson(request.headers['content-type'])) throw new ServiceError('media-type-unsupported');
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  const decoder = DECODERS.get(encoding);
  if (decoder === undefined && encoding !== 'identity') {
    throw new ServiceError('media-type-unsupported');
  }
  const sent = await collect(request, hold, most);
  const bytes = decoder === undefined ? sent : await decode(sent, decoder, most);
  hold(bytes.length);
  const parsed = parseJson(bytes.toString('utf8'));
  if (parsed.ok) return { value: parsed.value, bytes };
  throw new ServiceError(parsed.why === 'too-deep' ? 'body-too-deep' : 'body-not-json');
}

/** `application/json` or any `+json`, in UTF-8 when a charset is said. */
function isJson(contentType: string | undefined): boolean {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';');
  const charset = parameters
    .map((parameter) => /^\s*charset\s*=\s*"?([^"\s]*)"?\s*$/.exec(parameter)?.[1])
    .find((found) => found !== undefined);
  return (
    /^\s*application\/(json|[a-z0-9.-]+\+json)\s*$/.test(type) &&
    (charset === undefined || charset === 'utf-8' || charset === 'utf8')
  );
}

function collect(
  request: IncomingMessage,
  hold: (bytes: number) => void,
  most: number,
): Promise<Buffer> {
  // Nothing more is heard of a caller who went away while it was found out who it is.
  if (request.destroyed) throw new ServiceError('body-unreadable');
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > most) throw new ServiceError('body-too-large');
  hold(announced);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const fail = (error: ServiceError) => {
      request.off('data', onData).off('close', onClose);
      reject(error);
    };
    const onClose = () => {
      fail(new ServiceError('body-unreadable'));
    };
    const onData = (chunk: Buffer) => {
      try {
        length += chunk.length;
        if (length > most) throw new ServiceError('body-too-large');
        hold(length);
        chunks.push(chunk);
      } catch (error) {
        fail(error as ServiceError);
      }
    };
    request.on('data', onData);
    request.once('end', () => {
      request.off('close', onClose); // it comes after each answer too
      resolve(
        chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, length),
      );
    });
    request.once('error', onClose);
    request.once('close', onClose);
  });
}

async function decode(
  sent: Buffer,
  decoder: (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>,
  most: number,
): Promise<Buffer> {
  try {
    return await decoder(sent, { maxOutputLength: most });
  } catch (error) {
    const tooLarge = (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';
    throw new ServiceError(tooLarge ? 'body-too-large' : 'body-unreadable');
  }
}
