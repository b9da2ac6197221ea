import type { NextFunction, Request, Response } from 'express';
import { ServiceError } from '../errors.js';
import type { Load } from './load.js';
import type { Turnstile } from './turnstile.js';

const RETRY_AFTER_SECONDS = '2';

/**
 * Turns a call away before anything is done for it when the process has its hands full: an EHR that hears 503 at once shows
 * that nothing was checked, one that waits shows nothing. Calls that were accepted go on.
 */
export function shedLoad(load: Load, turnstile: Turnstile) {
  return (_request: Request, response: Response, next: NextFunction): void => {
    if (load.isTooHigh()) {
      response.set('retry-after', RETRY_AFTER_SECONDS);
      throw new ServiceError('overloaded');
    }
    response.once('close', load.enter());
    const turn = turnstile.pass();
    if (turn === undefined) next();
    else void turn.then(next);
  };
}
