import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import express, {
  type ErrorRequestHandler,
  type Express,
  type NextFunction,
  type Request,
  type Response,
} from 'express';
import type { SitePolicy } from './core/pack/knowledge.js';
import type { Moment } from './core/time/instant.js';
import type { Discovery } from './discovery.js';
import { ServiceError, toOperationOutcome } from './errors.js';
import { answerHook } from './hook/answer-hook.js';
import type { CdsClient } from './hook/cds-client.js';
import type { HookParts } from './hook/hook-parts.js';
import { readBody } from './hook/read-body.js';
import type { Log } from './observability/log.js';

/** What the HTTP surface is made of. */
export interface AppParts {
  readonly hook: HookParts;
  readonly site: SitePolicy;
  readonly discovery: Discovery;
  readonly version: {
    readonly version: string;
    readonly knowledge: string;
    readonly commit?: string;
  };
  readonly log: Log;
  /** Step 1 of a hook call: who calls. Throws ServiceError for a caller that nobody knows. */
  readonly authenticate: (request: IncomingMessage) => CdsClient;
  readonly clock: () => Moment;
  /** What `GET /demo` answers, in the demo alone. */
  readonly demo?: unknown;
}

/** The HTTP surface of the service; every answer that is no success is an OperationOutcome. */
export function createApp(parts: AppParts): Express {
  const { discovery, log } = parts;
  const app = express();
  app
    .disable('x-powered-by')
    .disable('etag')
    .enable('case sensitive routing')
    .enable('strict routing');
  app.use(logAnswer(log));

  app
    .route('/cds-services')
    .get((request, response) => {
      response.set({ etag: discovery.etag, 'cache-control': 'no-cache', vary: 'accept-encoding' });
      if (matches(request.headers['if-none-match'], discovery.etag)) response.status(304).end();
      else send(response, 200, 'application/json', discovery.json);
    })
    .all(refuseMethod('GET, HEAD'));

  app
    .route('/cds-services/:id')
    .post(async (request, response) => {
      const client = parts.authenticate(request);
      const body = await readBody(request);
      const gone = new AbortController();
      response.once('close', () => {
        if (!response.writableFinished) gone.abort();
      });
      const answer = await answerHook(
        {
          service: request.params.id,
          client,
          body: body.value,
          digest: createHash('sha256').update(body.bytes).digest('hex'),
          site: parts.site,
          now: parts.clock(),
          signal: gone.signal,
        },
        parts.hook,
      );
      send(response, 200, 'application/json', JSON.stringify(answer));
    })
    .all(refuseMethod('POST'));

  answerGet(app, '/healthz', { status: 'ok' });
  answerGet(app, '/version', parts.version);
  if (parts.demo !== undefined) answerGet(app, '/demo', parts.demo);

  app.use(() => {
    throw new ServiceError('route-unknown');
  });
  app.use(answerError(log));
  return app;
}

/** A client may hold the document as long as its tag is the same, and a proxy may have weakened the tag. */
const matches = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag);

function answerGet(app: Express, path: string, value: unknown): void {
  const json = JSON.stringify(value);
  app
    .route(path)
    .get((_request, response) => {
      send(response, 200, 'application/json', json);
    })
    .all(refuseMethod('GET, HEAD'));
}

function send(response: Response, status: number, type: string, text: string): void {
  if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-store');
  response.setHeader('x-content-type-options', 'nosniff');
  response.statusCode = status;
  response.setHeader('content-type', `${type}; charset=utf-8`);
  response.setHeader('content-length', Buffer.byteLength(text));
  response.end(text);
}

function refuseMethod(allowed: string) {
  return (_request: Request, response: Response): never => {
    response.set('allow', allowed);
    throw new ServiceError('method-not-allowed');
  };
}

function logAnswer(log: Log) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const start = performance.now();
    response.once('finish', () => {
      const route = (request.route as { readonly path?: string } | undefined)?.path ?? 'none';
      const error = response.locals['error'] as string | undefined;
      log.http({
        method: request.method,
        route,
        status: response.statusCode,
        milliseconds: Math.round((performance.now() - start) * 10) / 10,
        ...(error === undefined ? {} : { error }),
      });
    });
    next();
  };
}

/** The one place that turns whatever was thrown into an answer. */
function answerError(log: Log): ErrorRequestHandler {
  return (thrown: unknown, request, response, next) => {
    if (response.headersSent) {
      next(thrown); // too late for an answer: Express ends the connection
      return;
    }
    const error = toServiceError(thrown);
    if (error.code === 'internal') log.failure('http', thrown);
    response.locals['error'] = error.code;
    // A body that was not read would be taken for the next request of the connection.
    if (hasUnreadBody(request)) response.setHeader('connection', 'close');
    send(
      response,
      error.status,
      'application/fhir+json',
      JSON.stringify(toOperationOutcome(error)),
    );
  };
}

const hasUnreadBody = ({ complete, headers }: IncomingMessage): boolean =>
  !complete &&
  (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0);

function toServiceError(thrown: unknown): ServiceError {
  if (thrown instanceof ServiceError) return thrown;
  // Express itself throws this for an address with a broken percent sign.
  return new ServiceError(thrown instanceof URIError ? 'route-unknown' : 'internal');
}
