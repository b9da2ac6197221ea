import { createPrivateKey, createSecretKey, type KeyObject } from 'node:crypto';
import type { StoredSecret } from './keys-file.js';
import { type PublicJwk, publicJwks } from './public-jwks.js';
import { readKeysFile } from './read-keys-file.js';

/** A key that can be used and not printed: `KeyObject` shows nothing of itself to logs, JSON or inspection. */
export interface NamedKey {
  readonly kid: string;
  readonly key: KeyObject;
}

/** What this service alone may know. */
export interface Keys {
  /** HMAC key, 256 bits. */
  readonly patientHash: NamedKey;
  readonly snapshot: {
    /** 256 bits; encrypts. */
    readonly current: NamedKey;
    /** Reads what this or an earlier key has encrypted. */
    find(kid: string): KeyObject | undefined;
  };
  readonly smartClient: {
    /** ES384; signs. */
    readonly current: NamedKey;
    /** What authorization servers may check signatures with. */
    readonly jwks: { readonly keys: readonly PublicJwk[] };
  };
}

/** @throws KeysError when the file is wrong, or others than its owner may use it */
export function loadKeys(path: string): Keys {
  const { patientHash, snapshot, smartClient } = readKeysFile(path);
  const snapshots = new Map(snapshot.keys.map((stored) => [stored.kid, secretKey(stored)]));
  const signers = new Map(
    smartClient.keys.map((pair) => [pair.kid, createPrivateKey({ key: pair, format: 'jwk' })]),
  );
  return {
    patientHash: { kid: patientHash.kid, key: secretKey(patientHash) },
    snapshot: { current: named(snapshots, snapshot.current), find: (kid) => snapshots.get(kid) },
    smartClient: {
      current: named(signers, smartClient.current),
      jwks: publicJwks(smartClient.keys),
    },
  };
}

const secretKey = ({ secret }: StoredSecret): KeyObject =>
  createSecretKey(Buffer.from(secret, 'base64url'));

function named(keys: ReadonlyMap<string, KeyObject>, kid: string): NamedKey {
  const key = keys.get(kid);
  if (key === undefined) throw new Error('a checked keys file names a key that it lacks');
  return { kid, key };
}
