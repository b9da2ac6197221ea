import type { Response } from 'express';
import { ServiceError } from '../errors.js';
import type { RateLimit } from './rate-limit.js';

/** @throws ServiceError rate-limited, with `Retry-After` on the answer */
export function limitRate(client: string, response: Response, limit: RateLimit): void {
  const waitMs = limit.take(client);
  if (waitMs === 0) return;
  response.set('retry-after', String(Math.max(1, Math.ceil(waitMs / 1000))));
  throw new ServiceError('rate-limited');
}
