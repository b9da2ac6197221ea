import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';
import { setHead } from './send.js';

/** Node reads so much to its end by itself, and the connection stays. */
const LITTLE_BYTES = 1_000_000;
const LINGER_MS = 1000;

/** Does more of the body wait than is worth reading only to keep the connection? */
export const hasMuchUnread = ({ complete, headers }: IncomingMessage): boolean =>
  !complete &&
  (headers['transfer-encoding'] !== undefined ||
    Number(headers['content-length'] ?? 0) > LITTLE_BYTES);

/**
 * Sends an answer to somebody who still sends, then closes the connection. What comes in is thrown away for a moment first:
 * a connection that is closed over unread bytes is reset, and the reset can overtake the answer.
 */
export function sendAndClose(response: Response, status: number, type: string, text: string): void {
  const request: IncomingMessage = response.req;
  response.setHeader('connection', 'close');
  setHead(response, status, type, text);
  response.write(text);
  const timer = setTimeout(end, LINGER_MS);
  request.once('end', end).once('close', end).resume();
  function end(): void {
    clearTimeout(timer);
    request.off('end', end).off('close', end);
    response.end();
  }
}
