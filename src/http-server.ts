import { once } from 'node:events';
import { createServer, type RequestListener, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { ServiceError, toOperationOutcome } from './errors.js';

export interface RunningServer {
  readonly port: number;
  /** Refuses new connections, lets running answers finish, and ends those that take longer than the grace. */
  close(graceMs: number): Promise<void>;
}

const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_MS = 65_000;

/**
 * Listens with bounds on slow clients.
 * @throws the system's error, with `code` EADDRINUSE for a busy port
 */
export async function startHttpServer(
  listener: RequestListener,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<RunningServer> {
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: 2000,
    },
    listener,
  );
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    refuse(error.code, socket);
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: (graceMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => {
          server.closeAllConnections();
        }, graceMs);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

/** What Node itself cannot parse never reaches the app; it gets an OperationOutcome all the same. */
function refuse(code: string | undefined, socket: Duplex): void {
  if (!socket.writable || code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const error = new ServiceError(CODES.get(code ?? '') ?? 'request-malformed');
  const body = JSON.stringify(toOperationOutcome(error));
  socket.end(
    [
      `HTTP/1.1 ${String(error.status)} ${STATUS_CODES[error.status] ?? ''}`,
      'Connection: close',
      'Cache-Control: no-store',
      'Content-Type: application/fhir+json; charset=utf-8',
      `Content-Length: ${String(Buffer.byteLength(body))}`,
      '',
      body,
    ].join('\r\n'),
  );
}

const CODES = new Map<string, 'headers-too-large' | 'request-timeout'>([
  ['HPE_HEADER_OVERFLOW', 'headers-too-large'],
  ['ERR_HTTP_REQUEST_TIMEOUT', 'request-timeout'],
]);
