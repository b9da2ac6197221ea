import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';
import type { AddressBelow } from '../clients/verify-token.js';
import type { CdsClient } from '../hook/cds-client.js';
import { NotAuthenticated } from '../hook/not-authenticated.js';
import type { Observer } from '../observability/observer.js';
import type { ExchangeLocals } from './watch-exchange.js';

export interface Identifying {
  readonly authenticate: (request: IncomingMessage, below?: AddressBelow) => Promise<CdsClient>;
  readonly observer: Pick<Observer, 'auth'>;
}

/** Finds out who calls, and tells the log alone why somebody is refused. */
export async function identify(
  request: IncomingMessage,
  response: Response<unknown, ExchangeLocals>,
  { authenticate, observer }: Identifying,
  below?: AddressBelow,
): Promise<CdsClient> {
  try {
    return await authenticate(request, below);
  } catch (error) {
    if (error instanceof NotAuthenticated) {
      const { reason, client } = error;
      const { requestId } = response.locals;
      observer.auth({ requestId, reason, ...(client === undefined ? {} : { client }) });
      response.setHeader('www-authenticate', 'Bearer');
    }
    throw error;
  }
}
