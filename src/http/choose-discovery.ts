import type { Request, Response } from 'express';
import type { Discovery } from '../discovery.js';
import { ServiceError } from '../errors.js';
import type { CdsClient } from '../hook/cds-client.js';
import { NotAuthenticated } from '../hook/not-authenticated.js';
import { identify, type Identifying } from './identify.js';
import type { ExchangeLocals } from './watch-exchange.js';

interface Choosing extends Identifying {
  readonly discovery: Discovery;
  readonly discoveryOf?: (client: CdsClient) => Discovery;
}

/**
 * A caller with a good token gets the discovery document of its entry. Discovery needs no token, so whoever has none, or a bad
 * one, gets the document that everybody gets; the bad one is in the log.
 */
export async function chooseDiscovery(
  request: Request,
  response: Response<unknown, ExchangeLocals>,
  parts: Choosing,
): Promise<Discovery> {
  const { discovery, discoveryOf } = parts;
  if (discoveryOf === undefined || request.headers.authorization === undefined) return discovery;
  try {
    return discoveryOf(await identify(request, response, parts));
  } catch (error) {
    if (!(error instanceof NotAuthenticated) && !isUnchecked(error)) throw error;
    response.removeHeader('www-authenticate');
    return discovery;
  }
}

const isUnchecked = (error: unknown): boolean =>
  error instanceof ServiceError && error.code === 'replay-unchecked';
