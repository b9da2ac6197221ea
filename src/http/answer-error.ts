import type { NextFunction, Request, Response } from 'express';
import { ServiceError, toOperationOutcome } from '../errors.js';
import type { Observer } from '../observability/observer.js';
import { hasMuchUnread, sendAndClose } from './send-and-close.js';
import { send } from './send.js';
import type { ExchangeLocals } from './watch-exchange.js';

/** The one place that turns whatever was thrown into an answer. */
export function answerError(observer: Observer) {
  return (
    thrown: unknown,
    request: Request,
    response: Response<unknown, ExchangeLocals>,
    next: NextFunction,
  ): void => {
    if (response.headersSent) {
      next(thrown); // too late for an answer: Express ends the connection
      return;
    }
    const error = toServiceError(thrown);
    if (error.code === 'internal') observer.failure('http', thrown);
    response.locals.error = error.code;
    if (error.retryAfter !== undefined) response.set('retry-after', String(error.retryAfter));
    const answer = hasMuchUnread(request) ? sendAndClose : send;
    answer(
      response,
      error.status,
      'application/fhir+json',
      JSON.stringify(toOperationOutcome(error)),
    );
  };
}

function toServiceError(thrown: unknown): ServiceError {
  if (thrown instanceof ServiceError) return thrown;
  // Express itself throws this for an address with a broken percent sign.
  return new ServiceError(thrown instanceof URIError ? 'route-unknown' : 'internal');
}
