import type { JwksAnswer, JwksFault } from '../clients/fetch-jwks.js';
import type { RegisteredClient } from '../clients/registered-client.js';

const FAULTS: Readonly<Record<JwksFault, string>> = {
  unreachable: 'nobody answers there, or not with a certificate that this machine trusts',
  blocked:
    'its host name leads to an address that is not public; "privateNetwork" in the entry allows private ones',
  'out-of-time': 'it did not answer within 2 s',
  'http-status': 'it answered with another status than 200; redirects are not followed',
  'too-large': 'the answer is larger than 64 KB',
  'too-many-keys': 'the set has more than 50 keys',
  'not-jwks': 'the answer is no JWK Set: a JSON object with a list "keys"',
};

/**
 * What there is to say of a client's keys.
 * @param answer of the fetch, when they are published
 */
export function explainKeys(
  { jwksUrl, keys }: Pick<RegisteredClient, 'jwksUrl' | 'keys'>,
  answer: JwksAnswer | undefined,
): readonly string[] {
  const from = jwksUrl ?? 'the clients file';
  if (answer?.ok === false) {
    const status = answer.status === undefined ? '' : ` (${answer.status})`;
    return [`Could not be fetched from ${from}: ${FAULTS[answer.why]}${status}.`];
  }
  const { keys: usable, refused } = keys.state();
  return [
    `${usable.length} from ${from}.`,
    ...usable.map(({ kid, algorithms }) => `${kid}: ${algorithms.join(', ')}`),
    ...refused.map(({ kid, why }) => `${kid ?? 'A key without kid'} is not used: ${why}.`),
  ];
}
