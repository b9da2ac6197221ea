import type { Request, Response } from 'express';
import type { Moment } from './core/time/instant.js';
import { ServiceError } from './errors.js';
import { acceptFeedback } from './feedback/accept-feedback.js';
import type { FeedbackParts } from './feedback/feedback-parts.js';
import { createBodyBudget } from './http/body-budget.js';
import type { ClientShare } from './http/client-share.js';
import { giveWay } from './http/give-way.js';
import { holdBody } from './http/hold-body.js';
import { holdShare } from './http/hold-share.js';
import { identify, type Identifying } from './http/identify.js';
import { limitRate } from './http/limit-rate.js';
import type { Load } from './http/load.js';
import type { RateLimit } from './http/rate-limit.js';
import { readBody } from './http/read-body.js';
import { send } from './http/send.js';
import type { ExchangeLocals } from './http/watch-exchange.js';

export interface FeedbackRouteParts extends Identifying {
  /** Left out = no feedback is kept. */
  readonly feedback?: FeedbackParts;
  readonly load: Load;
  readonly rateLimit?: RateLimit;
  readonly clientShare?: ClientShare;
  readonly clock: () => Moment;
}

/** 1000 items of a kilobyte each. */
const MOST_BYTES = 1_000_000;
const MOST_IN_HAND = 16_000_000;

/**
 * `POST /cds-services/{id}/feedback`. It is admitted as a hook call is, and from measures of its own: however much feedback comes,
 * there is as much room for hook calls.
 */
export function takeFeedback(parts: FeedbackRouteParts) {
  const bodyBudget = createBodyBudget(MOST_IN_HAND);
  return async (
    request: Request<{ id: string }>,
    response: Response<unknown, ExchangeLocals>,
  ): Promise<void> => {
    giveWay(parts.load, response);
    const client = await identify(request, response, parts, '/feedback');
    const measure = `${client.id} feedback`;
    if (parts.rateLimit !== undefined) limitRate(measure, response, parts.rateLimit);
    if (parts.clientShare !== undefined) holdShare(measure, response, parts.clientShare);
    if (parts.feedback === undefined) throw new ServiceError('feedback-not-kept');
    const held = holdBody(response, bodyBudget);
    const { value } = await readBody(request, held.upTo, MOST_BYTES).finally(held.release);
    const { requestId } = response.locals;
    await acceptFeedback(
      { requestId, service: request.params.id, client, body: value, now: parts.clock() },
      parts.feedback,
    );
    send(response, 200, 'application/json', '{}');
  };
}
