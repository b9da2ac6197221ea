import type { NextFunction, Request, Response } from 'express';

/** A browser asks again after ten minutes, so that a client that was taken off the list is soon refused. */
const MAX_AGE_SECONDS = '600';

/**
 * Lets pages of registered origins call and read every answer, errors too (cds-hooks-spec 1j 85). The question before a call
 * needs no token; credentials of the browser are never asked for.
 * @param origins asked at each call, since clients may be registered while the service runs
 */
export function allowOrigins(origins: () => ReadonlySet<string>) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const { origin } = request.headers;
    response.vary('Origin');
    if (origin !== undefined && origins().has(origin)) {
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader('access-control-expose-headers', 'ETag, Retry-After, X-Request-Id');
    }
    if (request.method !== 'OPTIONS') {
      next();
      return;
    }
    response.setHeader('access-control-allow-methods', 'GET, POST');
    response.setHeader('access-control-allow-headers', 'Authorization, Content-Type');
    response.setHeader('access-control-max-age', MAX_AGE_SECONDS);
    response.status(204).end();
  };
}
