import { faultsInClaims } from './check-claims.js';
import { faultsInHeader } from './check-header.js';
import { faultInSignature } from './check-signature.js';
import { isToken, readToken } from './read-token.js';
import type { Refusal } from './refusal.js';
import type { RegisteredClient } from './registered-client.js';

/**
 * Everything that is wrong with a token as one of this client's, for an operator who wants to mend it; a caller hears nothing
 * of it. Takes no `jti`.
 * @param now epoch milliseconds
 */
export async function inspectToken(
  text: string,
  client: RegisteredClient,
  now: number,
): Promise<readonly Refusal[]> {
  const token = readToken(text);
  if (!isToken(token)) return [token];
  const faults = [...faultsInHeader(token.header), ...faultsInClaims(token, client, now)];
  // What an unsigned or unnamed key would show is no use to anybody.
  const tellsNothing = faults.some(({ part }) => part === 'kid' || part === 'alg');
  const signature = tellsNothing ? undefined : await faultInSignature(token, client.keys);
  return signature === undefined ? faults : [...faults, signature];
}
