import { describe, expect, test } from '@jest/globals';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type { KeysFile } from '../../src/keys/keys-file.js';
import { entry, writeClients } from '../support/clients-file.js';
import { keysPath, secretsOf, writeKeys } from '../support/keys-file.js';
import { newKey } from '../support/signed-token.js';
import { startProgram } from '../support/start-program.js';

/* The keys of the service as an operator makes and renews them: the built program in processes of its own. */

async function run(args: readonly string[], settings: Readonly<Record<string, string>> = {}) {
  const program = startProgram(args, settings);
  const exit = await program.exit;
  return { exit, stdout: program.stdout(), stderr: program.stderr() };
}

const read = (path: string): KeysFile => JSON.parse(readFileSync(path, 'utf8'));

/** The UTC days since a moment: a test may run past midnight. */
const days = (since: number) =>
  [since, Date.now()].map((at) => new Date(at).toISOString().slice(0, 10));

function expectNoSecrets(file: KeysFile, ...texts: readonly string[]): void {
  for (const secret of secretsOf(file)) expect(texts.join()).not.toContain(secret);
}

test('new, rotate, publish: only ids and public keys are ever shown', async () => {
  const started = Date.now();
  const path = keysPath();
  const made = await run(['keys', 'new', '--file', path]);
  expect([made.exit, made.stderr]).toEqual([0, '']);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const first = read(path);
  expect(made.stdout).toContain(`snapshots     ${first.snapshot.current}, encrypts`);

  const again = await run(['keys', 'new', '--file', path]);
  expect([again.exit, again.stderr]).toEqual([2, expect.stringContaining('stays as it is')]);
  expect(read(path)).toEqual(first);

  const settings = { NALTREXONE_CDS_KEYS: path };
  const rotated = await run(['keys', 'rotate'], settings);
  expect([rotated.exit, rotated.stderr]).toEqual([0, '']);
  expect(rotated.stdout).not.toMatch(/linked|unreadable/);
  const second = read(path);
  expect(second.patientHash).toEqual(first.patientHash);
  expect(second.snapshot.current).not.toBe(first.snapshot.current);
  expect(days(started)).toContain(second.snapshot.current.slice(0, 10));

  const published = await run(['keys', 'jwks'], settings);
  expect(JSON.parse(published.stdout).keys.map(({ kid }: { kid: string }) => kid)).toEqual(
    second.smartClient.keys.map(({ kid }) => kid),
  );

  const retired = await run(
    ['keys', 'rotate', '--retire-before', '2999-01-01', '--patient-hash'],
    settings,
  );
  expect(retired.stdout).toContain('Snapshot keys removed: 2. What they encrypted is unreadable');
  expect(retired.stdout).toContain('no longer linked');
  const third = read(path);
  expect(third.patientHash.secret).not.toBe(first.patientHash.secret);
  const settingsShown = await run(['config', 'print'], settings);
  expect(settingsShown.stdout).toContain(`NALTREXONE_CDS_KEYS=${path}`);
  const said = [made, rotated, published, retired, settingsShown].map(({ stdout }) => stdout);
  for (const file of [first, second, third]) expectNoSecrets(file, ...said);
});

describe('a keys file that must not be used', () => {
  test.each<[string, (path: string) => void, RegExp]>([
    ['that others may read', (path) => chmodSync(path, 0o644), /chmod 600/],
    ['that is cut off', (path) => writeFileSync(path, '{"patientHash":{'), /is not JSON/],
  ])('%s is neither rotated nor published, and stops the start', async (_name, spoil, words) => {
    const path = writeKeys();
    spoil(path);
    const before = readFileSync(path, 'utf8');
    const clients = writeClients({
      clients: [entry({ jwksUrl: undefined, keys: [newKey('one').jwk] })],
    });
    const settings = {
      NALTREXONE_CDS_KEYS: path,
      NALTREXONE_CDS_CLIENTS: clients.path,
      NALTREXONE_CDS_PORT: '0',
    };
    for (const args of [['keys', 'rotate'], ['keys', 'jwks'], ['serve']]) {
      const { exit, stderr, stdout } = await run(args, settings);
      expect([exit, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(words);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  test('the keys themselves in place of their path are not shown', async () => {
    const path = writeKeys();
    const settings = { NALTREXONE_CDS_KEYS_FILE: path };
    const { exit, stdout, stderr } = await run(['config', 'print'], settings);
    expect([exit, stderr]).toEqual([2, expect.stringContaining('the path of a keys file')]);
    expectNoSecrets(read(path), stdout, stderr);
  });
});

test('a start with good keys', async () => {
  const program = startProgram(['serve', '--insecure-no-auth'], {
    NALTREXONE_CDS_KEYS: writeKeys(),
    NALTREXONE_CDS_PORT: '0',
  });
  const url = await program.says(/Listening on (\S+)/);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  program.child.kill('SIGTERM');
  expect(await program.exit).toBe(0);
});

test.each<[readonly string[], RegExp]>([
  [['keys', 'rotate'], /set NALTREXONE_CDS_KEYS, or give --file/],
  [['keys', 'new'], /--file/],
  [['keys', 'rotate', '--file', 'x', '--retire-before', '2026-02-30'], /wants a day/],
  [['keys', 'rotate', '--file', 'x', '--retire-before', 'yesterday'], /wants a day/],
])('%j is explained', async (args, words) => {
  const { exit, stderr } = await run(args);
  expect(exit).not.toBe(0);
  expect(stderr).toMatch(words);
});
