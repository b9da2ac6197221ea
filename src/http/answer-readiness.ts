import type { Request, Response } from 'express';
import { ServiceError } from '../errors.js';
import type { Readiness } from './readiness.js';
import { send } from './send.js';

export function answerReadiness(readiness: Readiness) {
  return (_request: Request, response: Response): void => {
    const missing = readiness.missing();
    if (missing !== undefined) throw new ServiceError('not-ready', missing);
    const store = readiness.store();
    const spooled = readiness.spooled();
    const ready = {
      status: 'ready',
      ...(store === undefined ? {} : { store }),
      ...(spooled === 0 ? {} : { spooled }),
      ...readiness.watched(),
    };
    send(response, 200, 'application/json', JSON.stringify(ready));
  };
}
