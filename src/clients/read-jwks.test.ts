import { describe, expect, test } from '@jest/globals';
import { newKey } from '../../test/support/signed-token.js';
import { readJwks } from './read-jwks.js';

/* Fault matrix 116: a key that must not be used is left out, and the others go on. */

const EC = newKey('ec').jwk;
const RSA = newKey('rsa', 'RS384').jwk;

test('keys say which algorithms they are for', () => {
  const { keys } = readJwks([EC, RSA, { ...newKey('own', 'RS384').jwk, alg: 'RS256' }]);
  expect(keys.map(({ kid, algorithms }) => [kid, algorithms.join(' ')])).toEqual([
    ['ec', 'ES384'],
    ['rsa', 'RS256 RS384 RS512 PS256 PS384 PS512'],
    ['own', 'RS256'],
  ]);
});

describe('left out', () => {
  const privateJwk = newKey('private').privateKey.export({ format: 'jwk' });
  test.each<[string, unknown, RegExp]>([
    ['no object', 'key', /no kid/],
    ['null', null, /no kid/],
    ['no kid', { ...EC, kid: undefined }, /no kid/],
    ['kid a number', { ...EC, kid: 1 }, /no kid/],
    ['symmetric', { kty: 'oct', k: 'c2VjcmV0', kid: 'x' }, /symmetric/],
    ['a private key', { ...privateJwk, kid: 'x' }, /private/],
    ['for encryption', { ...EC, use: 'enc' }, /use/],
    ['for signing alone', { ...EC, key_ops: ['sign'] }, /key_ops/],
    ['a curve that nobody registers', { ...EC, crv: 'secp256k1' }, /type/],
    ['another kty', { ...EC, kty: 'OKP' }, /type/],
    ['an algorithm of another key', { ...EC, alg: 'RS384' }, /type/],
    ['a point off the curve', { ...EC, x: EC['y'] }, /no key/],
    ['a value that is none', { ...RSA, n: {} }, /no key/],
    ['RSA of 1024 bits', newKey('x', 'RS384', 1024).jwk, /1024 bits/],
    ['RSA with exponent 1', { ...RSA, e: 'AQ' }, /exponent|no key/],
  ])('%s', (_name, jwk, why) => {
    const { keys, refused } = readJwks([jwk, RSA]);
    expect(keys.map(({ kid }) => kid)).toEqual(['rsa']);
    expect(refused[0]!.why).toMatch(why);
  });

  test('the second of two keys with one kid', () => {
    const { keys, refused } = readJwks([EC, newKey('ec').jwk, newKey('ec', 'RS384').jwk]);
    expect(keys).toHaveLength(2); // an EC and an RSA key may share it: the algorithm tells them apart
    expect(refused).toEqual([{ kid: 'ec', why: 'another key of the set has the same kid' }]);
  });
});
