import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import express, { type Express, type Request, type Response } from 'express';
import type { AddressBelow } from './clients/verify-token.js';
import type { SitePolicy } from './core/pack/knowledge.js';
import type { ReviewDate } from './core/pack/review-dates.js';
import type { Moment } from './core/time/instant.js';
import type { Discovery } from './discovery.js';
import { ServiceError } from './errors.js';
import type { FeedbackParts } from './feedback/feedback-parts.js';
import { answerHook } from './hook/answer-hook.js';
import type { CdsClient } from './hook/cds-client.js';
import type { HookParts } from './hook/hook-parts.js';
import { readBody } from './http/read-body.js';
import { takeFeedback } from './take-feedback.js';
import { allowOrigins } from './http/allow-origins.js';
import { answerError } from './http/answer-error.js';
import { answerReadiness } from './http/answer-readiness.js';
import { type BodyBudget, createBodyBudget } from './http/body-budget.js';
import { checkHead } from './http/check-head.js';
import type { ClientShare } from './http/client-share.js';
import { chooseDiscovery } from './http/choose-discovery.js';
import { holdBody } from './http/hold-body.js';
import { holdShare } from './http/hold-share.js';
import { identify } from './http/identify.js';
import { limitRate } from './http/limit-rate.js';
import type { Load } from './http/load.js';
import type { RateLimit } from './http/rate-limit.js';
import type { Readiness } from './http/readiness.js';
import { refuseMethod } from './http/refuse-method.js';
import { securityHeaders } from './http/security-headers.js';
import { send } from './http/send.js';
import { shedLoad } from './http/shed-load.js';
import { createTurnstile } from './http/turnstile.js';
import type { TrustedProxies } from './http/trusted-proxies.js';
import { type ExchangeLocals, watchExchange } from './http/watch-exchange.js';
import type { Observer } from './observability/observer.js';
import { readTraceparent } from './observability/traceparent.js';
import { NO_TRACING, type Tracing } from './observability/tracing.js';

/** What the HTTP surface is made of. */
export interface AppParts {
  readonly hook: HookParts;
  /** Left out = no feedback is kept. */
  readonly feedback?: FeedbackParts;
  readonly site: SitePolicy;
  readonly discovery: Discovery;
  /** Files of the knowledge and changes of the site whose review is overdue; left out = nobody asks. */
  readonly reviewOverdue?: () => readonly ReviewDate[];
  readonly version: {
    readonly version: string;
    readonly knowledge: string;
    readonly commit?: string;
  };
  readonly observer: Observer;
  /** Follows hook calls through a distributed trace. */
  readonly tracing?: Tracing;
  /** Step 1 of a call: who calls. Throws ServiceError for a caller that nobody knows. */
  readonly authenticate: (request: IncomingMessage, below?: AddressBelow) => Promise<CdsClient>;
  /** The document of a known client; left out = everybody gets the same. */
  readonly discoveryOf?: (client: CdsClient) => Discovery;
  readonly clock: () => Moment;
  readonly load: Load;
  readonly readiness: Readiness;
  /** Undefined where every caller is on this machine. */
  readonly rateLimit?: RateLimit;
  /** As for the rate limit. */
  readonly clientShare?: ClientShare;
  /** Replaces the usual one. */
  readonly bodyBudget?: BodyBudget;
  /** Origins of browser clients that may call; none when left out. */
  readonly allowedOrigins?: () => ReadonlySet<string>;
  readonly trustedProxies?: TrustedProxies;
  /** What `GET /demo` answers, in the demo alone. */
  readonly demo?: unknown;
}

/** The HTTP surface of the service; every answer that is no success is an OperationOutcome. */
export function createApp(parts: AppParts): Express {
  const { observer, readiness, tracing = NO_TRACING, bodyBudget = createBodyBudget() } = parts;
  const app = express();
  app
    .disable('x-powered-by')
    .disable('etag')
    .enable('case sensitive routing')
    .enable('strict routing');
  app.use(watchExchange(observer, parts.trustedProxies), securityHeaders, checkHead);
  app.use('/cds-services', allowOrigins(parts.allowedOrigins ?? (() => new Set())));

  app
    .route('/cds-services')
    .get(async (request, response: Response<unknown, ExchangeLocals>) => {
      const discovery = await chooseDiscovery(request, response, parts);
      response.set({ etag: discovery.etag, 'cache-control': 'no-cache' }).vary('Authorization');
      if (matches(request.headers['if-none-match'], discovery.etag)) response.status(304).end();
      else send(response, 200, 'application/json', discovery.json);
    })
    .all(refuseMethod('GET, HEAD'));

  app
    .route('/cds-services/:id')
    .post(
      shedLoad(
        parts.load,
        createTurnstile(() => performance.now()),
      ),
      async (request: Request<{ id: string }>, response: Response<unknown, ExchangeLocals>) => {
        const gone = new AbortController();
        response.once('close', () => {
          if (!response.writableFinished) gone.abort();
        });
        const client = await identify(request, response, parts);
        if (parts.rateLimit !== undefined) limitRate(client.id, response, parts.rateLimit);
        if (parts.clientShare !== undefined) holdShare(client.id, response, parts.clientShare);
        // Only now: whoever is not known has no say in what is traced.
        const parent = readTraceparent(request.headers['traceparent']);
        const answer = await tracing.hookCall(parent, async (traceId) => {
          const held = holdBody(response, bodyBudget);
          const body = await readBody(request, held.upTo).finally(held.release);
          return answerHook(
            {
              requestId: response.locals.requestId,
              traceId,
              service: request.params.id,
              client,
              body: body.value,
              digest: createHash('sha256').update(body.bytes).digest('hex'),
              site: client.site ?? parts.site,
              now: parts.clock(),
              signal: gone.signal,
            },
            parts.hook,
          );
        });
        send(response, 200, 'application/json', JSON.stringify(answer));
      },
    )
    .all(refuseMethod('POST'));

  app.route('/cds-services/:id/feedback').post(takeFeedback(parts)).all(refuseMethod('POST'));

  answerGet(app, '/healthz', { status: 'ok' });
  app.route('/readyz').get(answerReadiness(readiness)).all(refuseMethod('GET, HEAD'));
  app
    .route('/version')
    .get((_request, response) => {
      const reviewOverdue = parts.reviewOverdue?.() ?? [];
      const version = {
        ...parts.version,
        ...(reviewOverdue.length === 0 ? {} : { reviewOverdue }),
      };
      send(response, 200, 'application/json', JSON.stringify(version));
    })
    .all(refuseMethod('GET, HEAD'));
  if (parts.demo !== undefined) answerGet(app, '/demo', parts.demo);

  app.use(() => {
    throw new ServiceError('route-unknown');
  });
  app.use(answerError(observer));
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
