import { describe, expect, test } from '@jest/globals';
import { chmodSync } from 'node:fs';
import { dirname } from 'node:path';
import { keysPath, secretsOf, writeKeys } from '../../test/support/keys-file.js';
import { KeysError } from './keys-error.js';
import { newKeys } from './new-keys.js';
import { readKeysFile } from './read-keys-file.js';

const GOOD = newKeys('2026-11-24');
const OTHER = newKeys('2026-11-24');
const { patientHash, snapshot, smartClient } = GOOD;
const [first, second] = [smartClient.keys[0]!, smartClient.keys[1]!];

function errorOf(path: string): KeysError {
  try {
    readKeysFile(path);
  } catch (error) {
    if (!(error instanceof KeysError)) throw error;
    const { place, problem, remedy } = error;
    expect(error.message).toBe(`${path}: ${place && `${place}: `}${problem}. ${remedy}.`);
    for (const secret of secretsOf(GOOD)) expect(error.message).not.toContain(secret);
    return error;
  }
  throw new Error('no fault was found');
}

test('what was written is read', () => {
  expect(readKeysFile(writeKeys(GOOD))).toEqual(GOOD);
});

describe('a file that others than its owner may use is refused', () => {
  test.each([0o640, 0o604, 0o644, 0o620, 0o601, 0o777])('mode %o', (mode) => {
    const path = writeKeys(GOOD);
    chmodSync(path, mode);
    const { problem, remedy } = errorOf(path);
    expect(problem).toBe(`others than its owner may use it (mode ${mode.toString(8)})`);
    expect(remedy).toContain(`chmod 600 ${path}`);
  });

  test.each([0o600, 0o400, 0o700])('mode %o is its owner alone', (mode) => {
    const path = writeKeys(GOOD);
    chmodSync(path, mode);
    expect(readKeysFile(path)).toEqual(GOOD);
  });
});

test('no file, and a folder', () => {
  const path = keysPath();
  for (const one of [path, dirname(path)]) {
    expect(errorOf(one)).toMatchObject({ place: '', problem: 'it cannot be read' });
  }
});

const wrongShape = /not the shape/;
test.each<[string, unknown, string, RegExp]>([
  ['no JSON', '{', '', /not JSON/],
  ['cut off', JSON.stringify(GOOD).slice(0, -9), '', /not JSON/],
  ['nothing', '', '', /not JSON/],
  ['null', null, '', wrongShape],
  ['one part missing', { patientHash, snapshot }, '', wrongShape],
  ['a member too many', { ...GOOD, more: 1 }, '', wrongShape],
  [
    'a short secret',
    { ...GOOD, patientHash: { ...patientHash, secret: 'x'.repeat(42) } },
    'patientHash.secret',
    wrongShape,
  ],
  [
    'a secret in another alphabet',
    { ...GOOD, patientHash: { ...patientHash, secret: `${'x'.repeat(42)}+` } },
    'patientHash.secret',
    wrongShape,
  ],
  [
    'a key id without day',
    { ...GOOD, patientHash: { ...patientHash, kid: 'mine' } },
    'patientHash.kid',
    wrongShape,
  ],
  [
    'no snapshot key',
    { ...GOOD, snapshot: { ...snapshot, keys: [] } },
    'snapshot.keys',
    wrongShape,
  ],
  [
    'a current key that is not there',
    { ...GOOD, snapshot: { ...snapshot, current: OTHER.snapshot.current } },
    'snapshot',
    /not among its keys/,
  ],
  [
    'a next key that is not there',
    { ...GOOD, smartClient: { ...smartClient, next: OTHER.smartClient.next } },
    'smartClient',
    /not among its keys/,
  ],
  [
    'a next key that is the current one',
    { ...GOOD, smartClient: { ...smartClient, next: smartClient.current } },
    'smartClient',
    /next key is the current one/,
  ],
  [
    'one kid twice',
    {
      ...GOOD,
      smartClient: {
        ...smartClient,
        keys: [first, second, { ...OTHER.smartClient.keys[0]!, kid: first.kid }],
      },
    },
    'smartClient',
    /same kid/,
  ],
  [
    'one secret for two things',
    { ...GOOD, patientHash: { ...patientHash, secret: snapshot.keys[0]!.secret } },
    'snapshot.keys',
    /serves twice/,
  ],
  [
    'a private key beside the public one of another pair',
    { ...GOOD, smartClient: { ...smartClient, keys: [first, { ...second, d: first.d }] } },
    'smartClient.keys.1',
    /do not belong together/,
  ],
  [
    'a point that is not on the curve',
    { ...GOOD, smartClient: { ...smartClient, keys: [{ ...first, y: first.x }, second] } },
    'smartClient.keys.0',
    /do not belong together/,
  ],
])('%s is said by its place', (_name, content, place, problem) => {
  const error = errorOf(writeKeys(content));
  expect([error.place, error.problem]).toEqual([place, expect.stringMatching(problem)]);
});
