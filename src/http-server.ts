import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import { type AddressInfo, Server as NetServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { type ErrorCode, ServiceError, toOperationOutcome } from './errors.js';
import { SECURITY_HEADERS } from './http/security-headers.js';

export interface RunningServer {
  readonly port: number;
  /** Refuses new connections, lets running answers finish, and ends those that take longer than the grace. */
  close(graceMs: number): Promise<void>;
}

export interface HttpLimits {
  /** Time for all headers, for the whole request, and for a connection without one. */
  readonly headersMs: number;
  readonly requestMs: number;
  readonly keepAliveMs: number;
  /** How often the times are looked at. */
  readonly checkMs: number;
  /** All headers and the address together. */
  readonly headerBytes: number;
  /** Held at once; one more is closed unheard. */
  readonly connections: number;
}

export const HTTP_LIMITS: HttpLimits = {
  headersMs: 10_000,
  requestMs: 30_000,
  keepAliveMs: 65_000,
  checkMs: 2000,
  headerBytes: 16_384,
  // Ten for each of the 400 calls that are accepted at once: each takes memory, and a file of the process, before anybody says who calls.
  connections: 4000,
};

/** Connections that may wait to be accepted: more of them than callers of a large hospital at once. */
const BACKLOG = 1024;
/** So long a tunnel that was refused may take to read the refusal and to close. */
const LINGER_MS = 1000;
/** After so long a connection that has not asked again is taken for idle. */
const RETIRE_MS = 500;
const IDLE_CHECK_MS = 100;

/**
 * Listens with bounds on slow clients.
 * @throws the system's error, with `code` EADDRINUSE for a busy port
 */
export async function startHttpServer(
  listener: RequestListener,
  { host, port }: { readonly host: string; readonly port: number },
  limits: HttpLimits = HTTP_LIMITS,
): Promise<RunningServer> {
  const server = createServer({
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: limits.checkMs,
    maxHeaderSize: limits.headerBytes,
    insecureHTTPParser: false, // whatever NODE_OPTIONS says
    requireHostHeader: false, // the app refuses with an OperationOutcome
  });
  server.maxConnections = limits.connections;
  const latest = new WeakMap<Duplex, Exchange>();
  const unanswered = new Set<ServerResponse>();
  const answer: RequestListener = (request, response) => {
    latest.set(request.socket, { request, response });
    unanswered.add(response);
    response.once('close', () => unanswered.delete(response));
    if (!server.listening) endWithAnswer(response);
    listener(request, response);
  };
  server.on('request', answer).on('checkExpectation', answer);
  server.on('connect', (_request, socket) => {
    // Node has let go of this socket: its errors, and its end, are ours alone.
    socket.on('error', () => socket.destroy()).resume();
    const linger = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once('close', () => {
      clearTimeout(linger);
    });
    refuse('method-not-allowed', socket);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    const code = CODES.get(error.code ?? '') ?? 'request-malformed';
    const before = latest.get(socket);
    // Behind a request that arrived whole its answer comes first, or this one would be taken for it.
    if (before?.request.complete === true && !before.response.writableFinished) {
      before.response.once('close', () => {
        refuse(code, socket);
      });
    } else refuse(code, socket);
  });
  server.listen(port, host, BACKLOG);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: (graceMs) =>
      new Promise((resolve) => {
        const grace = setTimeout(() => {
          server.closeAllConnections();
        }, graceMs);
        // A connection in use ends with its next answer, which says so; one that is closed from here meets a request on its way.
        const retired = setTimeout(() => {
          idle = setInterval(() => {
            server.closeIdleConnections();
          }, IDLE_CHECK_MS);
          server.closeIdleConnections();
        }, RETIRE_MS);
        let idle: NodeJS.Timeout | undefined;
        for (const response of unanswered) endWithAnswer(response);
        // That of http.Server would close what it takes for idle at once.
        NetServer.prototype.close.call(server, () => {
          clearTimeout(grace);
          clearTimeout(retired);
          clearInterval(idle);
          resolve();
        });
      }),
  };
}

/** A connection that would stay open holds up the end of the process. */
function endWithAnswer(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** What Node itself cannot parse never reaches the app; it gets an OperationOutcome all the same. */
function refuse(code: ErrorCode, socket: Duplex): void {
  const error = new ServiceError(code);
  const body = JSON.stringify(toOperationOutcome(error));
  socket.end(
    [
      `HTTP/1.1 ${String(error.status)} ${STATUS_CODES[error.status] ?? ''}`,
      'Connection: close',
      ...Object.entries(SECURITY_HEADERS).map(([name, value]) => `${name}: ${value}`),
      'Content-Type: application/fhir+json; charset=utf-8',
      `Content-Length: ${String(Buffer.byteLength(body))}`,
      '',
      body,
    ].join('\r\n'),
  );
}

const CODES = new Map<string, ErrorCode>([
  ['HPE_HEADER_OVERFLOW', 'headers-too-large'],
  ['ERR_HTTP_REQUEST_TIMEOUT', 'request-timeout'],
]);
