import type { NextFunction, Request, Response } from 'express';
import { ServiceError } from '../errors.js';

/** Node bounds the bytes of all headers together, and drops in silence what is more than 2000 of them. */
const MAX_HEADERS = 100;

/**
 * What every request is held against before its address is looked at. HTTP/1.1 wants a Host (Node would refuse without a word
 * of ours); nothing here reads it.
 */
export function checkHead(request: Request, response: Response, next: NextFunction): void {
  if (request.rawHeaders.length > 2 * MAX_HEADERS) throw new ServiceError('headers-too-large');
  if (request.headers.host === undefined && request.httpVersion === '1.1') {
    response.setHeader('connection', 'close');
    throw new ServiceError('request-malformed');
  }
  next();
}
