import { expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { format, inspect } from 'node:util';
import { compactVerify, CompactSign, createLocalJWKSet } from 'jose';
import { secretsOf, writeKeys } from '../../test/support/keys-file.js';
import { loadKeys } from './load-keys.js';
import { newKeys } from './new-keys.js';
import { rotateKeys } from './rotate-keys.js';

const OLD = newKeys('2026-11-01');
const FILE = rotateKeys(OLD, { today: '2026-11-24' });
const keys = loadKeys(writeKeys(FILE));

test('what the current SMART client key signs is verified with the published set, by another implementation', async () => {
  const { kid, key } = keys.smartClient.current;
  expect(kid).toBe(OLD.smartClient.next);
  const signed = await new CompactSign(Buffer.from('assertion'))
    .setProtectedHeader({ alg: 'ES384', kid })
    .sign(key);
  const published = createLocalJWKSet({ keys: [...keys.smartClient.jwks.keys] });
  const { payload, protectedHeader } = await compactVerify(signed, published);
  expect([Buffer.from(payload).toString(), protectedHeader.kid]).toEqual(['assertion', kid]);
});

test('the published set holds every key and no private part', () => {
  const { keys: published } = keys.smartClient.jwks;
  expect(published.map(({ kid }) => kid)).toEqual(FILE.smartClient.keys.map(({ kid }) => kid));
  for (const jwk of published) {
    expect(Object.keys(jwk).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  }
});

test('the secrets are those of the file', () => {
  const { patientHash, snapshot } = keys;
  const hash = (key: Parameters<typeof createHmac>[1]) =>
    createHmac('sha256', key).update('p1').digest('hex');
  const bytes = (secret: string) => Buffer.from(secret, 'base64url');
  expect(hash(patientHash.key)).toBe(hash(bytes(FILE.patientHash.secret)));
  expect(snapshot.current.kid).toBe(FILE.snapshot.current);
  expect(snapshot.current.kid).not.toBe(OLD.snapshot.current);
  const old = snapshot.find(OLD.snapshot.current)!;
  expect(hash(old)).toBe(hash(bytes(OLD.snapshot.keys[0]!.secret)));
  expect(snapshot.find('2026-11-24-00000000')).toBeUndefined();
});

test('loaded keys can be used and not printed', () => {
  const leaks = [
    JSON.stringify(keys),
    inspect(keys, { showHidden: true, depth: 9 }),
    format('%s %o %O %j', ...Array<unknown>(4).fill(keys)),
    ...[keys.patientHash.key, keys.snapshot.current.key, keys.smartClient.current.key].map(String),
  ].join();
  for (const secret of secretsOf(FILE)) {
    expect(leaks).not.toContain(secret);
    expect(leaks).not.toContain(Buffer.from(secret, 'base64url').toString('hex'));
    expect(leaks).not.toContain(Buffer.from(secret, 'base64url').toString('base64'));
  }
});
