import { faultsInClaims } from './check-claims.js';
import { faultsInHeader } from './check-header.js';
import { faultInSignature } from './check-signature.js';
import { SKEW_S } from './check-times.js';
import type { ClientRegistry } from './client-registry.js';
import { isToken, readToken, type Token } from './read-token.js';
import type { Refusal } from './refusal.js';
import type { RegisteredClient } from './registered-client.js';
import type { ReplayGuard, Taken } from './replay-guard.js';

export type Verified =
  | { readonly ok: true; readonly client: RegisteredClient }
  | {
      readonly ok: false;
      readonly refusal: Refusal;
      /** Whom the token claims to be from; a registered name, yet not proven. */
      readonly claimed: string | undefined;
    };

/** An address below that of a service: clients name it, or the service, as the audience of a call there. */
export type AddressBelow = '/feedback';

export interface VerifierParts {
  readonly registry: Pick<ClientRegistry, 'find' | 'knows'>;
  readonly replay: ReplayGuard;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/**
 * Who calls, by a JWT of a registered client (CDS Hooks 2.0, RFC 8725). The client is looked up before any key is touched,
 * keys come from its entry alone, and a token is good for one call.
 * @param below what may stand behind a registered audience
 */
export async function verifyToken(
  text: string,
  parts: VerifierParts,
  below?: AddressBelow,
): Promise<Verified> {
  const token = readToken(text);
  if (!isToken(token)) return refused(token);
  const [inHeader] = faultsInHeader(token.header);
  if (inHeader !== undefined) return refused(inHeader);
  const { iss, tenant } = token.claims;
  const client = parts.registry.find(iss, tenant);
  if (client === undefined) {
    return refused({ reason: parts.registry.knows(iss) ? 'tenant-differs' : 'issuer-unknown' });
  }

  const [inClaims] = faultsInClaims(token, client, parts.clock(), below);
  const fault = inClaims ?? (await faultInSignature(token, client.keys));
  if (fault !== undefined) return refused(fault, client);
  const taken = await takeOnce(token, client, parts);
  if (taken === 'used') return refused({ reason: 'replayed', part: 'jti' }, client);
  return taken === 'unchecked' && client.strictReplay
    ? refused({ reason: 'replay-unchecked', part: 'jti' }, client)
    : { ok: true, client };
}

/**
 * Remembered from now on for the whole span in which its times let a token pass, and only now that its signature holds. What is
 * left of that span by the clock on the wall would be too little when that clock runs ahead and is then set right.
 */
function takeOnce(
  { claims }: Token,
  { id }: RegisteredClient,
  { replay }: VerifierParts,
): Promise<Taken> {
  const lifeMs = (Number(claims['exp']) - Number(claims['iat']) + 2 * SKEW_S) * 1000;
  return replay.take(id, String(claims['jti']), lifeMs);
}

const refused = (refusal: Refusal, client?: RegisteredClient): Verified => ({
  ok: false,
  refusal,
  claimed: client?.id,
});
