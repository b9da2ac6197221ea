import type { IncomingMessage } from 'node:http';
import type { Verified } from '../clients/verify-token.js';
import type { CdsClient } from './cds-client.js';
import { ServiceError } from '../errors.js';
import { NotAuthenticated } from './not-authenticated.js';

/** The one form in which a token may arrive. What it consists of is for whoever verifies it. */
const BEARER = /^Bearer +(\S+)$/i;

/**
 * Step 1: who calls, by the signed token of the call. Nothing of the body is read before.
 * @throws NotAuthenticated, ServiceError replay-unchecked
 */
export async function authenticate(
  request: Pick<IncomingMessage, 'headersDistinct'>,
  verify: (token: string) => Promise<Verified>,
): Promise<CdsClient> {
  const headers = request.headersDistinct['authorization'] ?? [];
  if (headers.length === 0) throw new NotAuthenticated('no-token');
  const token = headers.length === 1 ? BEARER.exec(headers[0] ?? '')?.[1] : undefined;
  if (token === undefined) throw new NotAuthenticated('token-malformed');
  const verified = await verify(token);
  if (verified.ok) return verified.client;
  // Who it is, is known; what is missing is ours.
  if (verified.refusal.reason === 'replay-unchecked') throw new ServiceError('replay-unchecked');
  throw new NotAuthenticated(verified.refusal.reason, verified.claimed);
}
