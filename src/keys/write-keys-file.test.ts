import { describe, expect, test } from '@jest/globals';
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { keysPath, writeKeys } from '../../test/support/keys-file.js';
import { KeysError } from './keys-error.js';
import { newKeys } from './new-keys.js';
import { readKeysFile } from './read-keys-file.js';
import { writeKeysFile } from './write-keys-file.js';

const NEW = newKeys('2026-11-24');
const beside = (path: string) => readdirSync(dirname(path));

test('a new file is its owner’s alone, and nothing lies beside it', () => {
  const path = keysPath();
  expect(writeKeysFile(path, () => NEW)).toBe(NEW);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readKeysFile(path)).toEqual(NEW);
  expect(beside(path)).toEqual([basename(path)]);
});

test('while the content is made, the old file is whole and nobody else writes', () => {
  const path = writeKeys();
  const old = readFileSync(path, 'utf8');
  writeKeysFile(path, () => {
    expect(readFileSync(path, 'utf8')).toBe(old);
    expect(() => writeKeysFile(path, () => NEW)).toThrow(/another command is writing keys/);
    return NEW;
  });
  expect(readKeysFile(path)).toEqual(NEW);
});

describe('nothing changes', () => {
  test('when there is no content', () => {
    const path = writeKeys('wrong');
    expect(() => writeKeysFile(path, () => readKeysFile(path))).toThrow(KeysError);
    expect([readFileSync(path, 'utf8'), beside(path)]).toEqual(['wrong', ['keys.json']]);
  });

  test('when a command that was cut off left its half', () => {
    const path = writeKeys(NEW);
    writeFileSync(`${path}.new`, '{');
    expect(() => writeKeysFile(path, () => NEW)).toThrow(/remove it and try again/);
    expect(readFileSync(`${path}.new`, 'utf8')).toBe('{');
  });

  test('when there is no such folder', () => {
    const path = join(keysPath(), 'keys.json');
    expect(() => writeKeysFile(path, () => NEW)).toThrow(/cannot be written/);
    expect(existsSync(dirname(path))).toBe(false);
  });

  test('when a folder stands in its place', () => {
    const path = keysPath();
    mkdirSync(path);
    expect(() => writeKeysFile(path, () => NEW)).toThrow(/cannot be written/);
    expect(beside(path)).toEqual([basename(path)]);
  });
});

test('a link stays a link', () => {
  const target = writeKeys();
  const link = keysPath();
  symlinkSync(target, link);
  writeKeysFile(link, () => NEW);
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readKeysFile(target)).toEqual(NEW);
});

// Only root can give a file away.
(process.getuid?.() === 0 ? test : test.skip)('an administrator leaves it to its owner', () => {
  const path = writeKeys();
  chownSync(path, 4711, 4712);
  writeKeysFile(path, () => NEW);
  expect(statSync(path)).toMatchObject({ uid: 4711, gid: 4712 });
});
