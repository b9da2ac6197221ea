import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { StoredKeyPair, StoredSecret } from './keys-file.js';

/** @param today the UTC day, `2026-11-24`; the key's id begins with it */
export const newSecret = (today: string): StoredSecret => ({
  kid: newKeyId(today),
  secret: randomBytes(32).toString('base64url'),
});

/** @param today the UTC day, `2026-11-24`; the key's id begins with it */
export function newKeyPair(today: string): StoredKeyPair {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const { x = '', y = '', d = '' } = privateKey.export({ format: 'jwk' });
  return { kid: newKeyId(today), kty: 'EC', crv: 'P-384', x, y, d };
}

const newKeyId = (today: string): string => `${today}-${randomBytes(4).toString('hex')}`;
