import { said } from './check-header.js';
import { faultsInTimes } from './check-times.js';
import type { Token } from './read-token.js';
import type { Refusal } from './refusal.js';
import type { RegisteredClient } from './registered-client.js';

const MAX_JTI = 256;

/**
 * What is wrong with a token as one of this client's: everything but its signature. All of it is compared with the registry,
 * character by character; nothing in the token widens it.
 * @param now epoch milliseconds
 * @param below what may stand behind a registered audience, for an address below a registered one: `/feedback`
 */
export function faultsInClaims(
  { header, claims }: Token,
  client: RegisteredClient,
  now: number,
  below = '',
): readonly Refusal[] {
  const faults: Refusal[] = [];
  const compare = (reason: Refusal['reason'], part: string, expected: string[], got: unknown) => {
    if (!expected.some((one) => one === got))
      faults.push({ reason, part, expected, got: said(got) });
  };
  compare('issuer-unknown', 'iss', [client.issuer], claims['iss']);
  if (claims['tenant'] !== client.tenant) {
    const expected = client.tenant === undefined ? ['nothing'] : [client.tenant];
    faults.push({
      reason: 'tenant-differs',
      part: 'tenant',
      expected,
      got: said(claims['tenant']),
    });
  }
  compare('algorithm-refused', 'alg', [...client.algorithms], header['alg']);
  if (header['jku'] !== undefined) compare('jku-refused', 'jku', [...client.jku], header['jku']);
  const { aud, jti } = claims;
  const expected =
    below === ''
      ? client.audiences
      : client.audiences.flatMap((registered) => [registered, registered + below]);
  if (!audiencesOf(aud).some((one) => expected.includes(one))) {
    faults.push({ reason: 'audience-differs', part: 'aud', expected, got: said(aud) });
  }
  faults.push(...faultsInTimes(claims, now));
  if (typeof jti !== 'string' || jti === '' || jti.length > MAX_JTI) {
    faults.push({ reason: 'jti-missing', part: 'jti', got: said(jti) });
  }
  return faults;
}

/** A string or an array of strings; one member of another type spoils the claim. */
function audiencesOf(aud: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  return all.every((one) => typeof one === 'string') ? all : [];
}
