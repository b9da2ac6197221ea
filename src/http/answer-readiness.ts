import type { Request, Response } from 'express';
import { ServiceError } from '../errors.js';
import type { Readiness } from './readiness.js';
import { send } from './send.js';

const READY = JSON.stringify({ status: 'ready' });

export function answerReadiness(readiness: Readiness) {
  return (_request: Request, response: Response): void => {
    const missing = readiness.missing();
    if (missing !== undefined) throw new ServiceError('not-ready', missing);
    send(response, 200, 'application/json', READY);
  };
}
