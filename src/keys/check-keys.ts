import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { KeysFile, StoredKeyPair } from './keys-file.js';

interface KeysFault {
  readonly place: string;
  readonly problem: string;
}

/** What a schema cannot say of a keys file. */
export function faultInKeys({
  patientHash,
  snapshot,
  smartClient,
}: KeysFile): KeysFault | undefined {
  const secrets = [patientHash, ...snapshot.keys].map(({ secret }) => secret);
  if (new Set(secrets).size < secrets.length) {
    return { place: 'snapshot.keys', problem: 'one secret serves twice' };
  }
  const wrongPair = smartClient.keys.findIndex((pair) => !belongTogether(pair));
  if (wrongPair >= 0) {
    return {
      place: `smartClient.keys.${wrongPair}`,
      problem: 'its public and private part do not belong together',
    };
  }
  return (
    faultOfRing('snapshot', snapshot.keys, [snapshot.current]) ??
    faultOfRing('smartClient', smartClient.keys, [smartClient.current, smartClient.next])
  );
}

function faultOfRing(
  place: string,
  keys: readonly { readonly kid: string }[],
  named: readonly string[],
): KeysFault | undefined {
  const kids = new Set(keys.map(({ kid }) => kid));
  if (kids.size < keys.length) return { place, problem: 'two keys have the same kid' };
  if (new Set(named).size < named.length) {
    return { place, problem: 'the next key is the current one' };
  }
  return named.every((kid) => kids.has(kid))
    ? undefined
    : { place, problem: 'the current or the next key is not among its keys' };
}

/** A private key beside another's public part would be noticed by nobody but the servers that refuse its signatures. */
function belongTogether(pair: StoredKeyPair): boolean {
  try {
    const { kty, crv, x, y } = pair;
    const probe = Buffer.from('naltrexone-cds');
    const signature = sign('sha384', probe, createPrivateKey({ key: pair, format: 'jwk' }));
    const publicKey = createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' });
    return verify('sha384', probe, publicKey, signature);
  } catch {
    return false;
  }
}
