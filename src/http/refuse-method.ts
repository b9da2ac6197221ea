import type { Request, Response } from 'express';
import { ServiceError } from '../errors.js';

/** For every method that an address does not answer. */
export function refuseMethod(allowed: string) {
  return (_request: Request, response: Response): never => {
    response.set('allow', allowed);
    throw new ServiceError('method-not-allowed');
  };
}
