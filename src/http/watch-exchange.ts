import type { NextFunction, Request, Response } from 'express';
import type { ErrorCode } from '../errors.js';
import type { Observer } from '../observability/observer.js';
import { requestIdOf } from './request-id.js';
import { peerOf, type TrustedProxies } from './trusted-proxies.js';

/** What later steps of an exchange leave for those that watch it. */
export interface ExchangeLocals {
  requestId: string;
  error?: ErrorCode;
}

/** Gives each exchange its id and, when it is over, tells what became of it. */
export function watchExchange(observer: Observer, trusted: TrustedProxies | undefined) {
  return (
    request: Request,
    response: Response<unknown, ExchangeLocals>,
    next: NextFunction,
  ): void => {
    const start = performance.now();
    const requestId = requestIdOf(request.headers);
    const peer = peerOf(request, trusted);
    response.locals.requestId = requestId;
    response.setHeader('x-request-id', requestId);
    response.once('close', () => {
      const route = (request.route as { readonly path?: string } | undefined)?.path ?? 'none';
      const { error } = response.locals;
      observer.http({
        requestId,
        method: request.method,
        route,
        status: response.statusCode,
        milliseconds: Math.round((performance.now() - start) * 10) / 10,
        ...(error === undefined ? {} : { error }),
        ...(peer === undefined ? {} : { peer }),
        // A client that was refused need not read the refusal to its end.
        ...(response.writableFinished || error !== undefined ? {} : { aborted: true }),
      });
    });
    next();
  };
}
