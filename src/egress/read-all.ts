import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Failure } from './failure.js';

type WholeBody =
  { readonly ok: true; readonly body: Buffer } | { readonly ok: false; readonly failure: Failure };

/**
 * Reads a body to its end, decompressed. The limits count decoded bytes, so that a small compressed answer cannot become a
 * large one unseen.
 * @throws the stream's error
 */
export async function readAll(
  body: Readable,
  encoding: string | string[] | undefined,
  limits: { readonly maxBytes: number; readonly allowance?: { left: number } | undefined },
): Promise<WholeBody> {
  const decoded = decode(body, encoding);
  if (decoded === undefined) {
    discard(body);
    return { ok: false, failure: 'undecodable' };
  }
  const { maxBytes, allowance = { left: Infinity } } = limits;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of decoded as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    allowance.left -= chunk.length;
    if (bytes > maxBytes || allowance.left < 0) {
      discard(body);
      return { ok: false, failure: 'too-large' };
    }
    chunks.push(chunk);
  }
  return { ok: true, body: Buffer.concat(chunks, bytes) };
}

/** Ends an answer that nobody reads on; undici reports that as an error of its stream. */
function discard(body: Readable): void {
  body.on('error', () => undefined).destroy();
}

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
