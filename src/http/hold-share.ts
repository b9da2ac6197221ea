import type { Response } from 'express';
import { ServiceError } from '../errors.js';
import type { ClientShare } from './client-share.js';

const RETRY_AFTER_SECONDS = '2';

/**
 * Takes a place in the client's share until the answer is out.
 * @throws ServiceError overloaded, with `Retry-After` on the answer
 */
export function holdShare(client: string, response: Response, share: ClientShare): void {
  const leave = share.enter(client);
  if (leave === undefined) {
    response.set('retry-after', RETRY_AFTER_SECONDS);
    throw new ServiceError('overloaded');
  }
  response.once('close', leave);
  // Who went away while it was found out who it is will not close again.
  if (response.closed) leave();
}
