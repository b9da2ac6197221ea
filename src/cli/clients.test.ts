import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { entry, writeClients } from '../../test/support/clients-file.js';
import { type KeyServer, startKeyServer } from '../../test/support/key-server.js';
import { newKey, token } from '../../test/support/signed-token.js';
import { checkClient } from './clients-check.js';
import { listClients } from './clients-list.js';

const KEY = newKey('key-1');
const AUDIENCE = 'https://cds.example.org/cds-services';
let server: KeyServer;
let lines: string[];
beforeEach(async () => {
  server = await startKeyServer([KEY.jwk, newKey('old', 'RS384', 1024).jwk]);
  lines = [];
  jest.spyOn(console, 'log').mockImplementation((text: string) => void lines.push(text));
});
afterEach(async () => {
  jest.restoreAllMocks();
  process.exitCode = 0;
  await server.close();
});

const fileOf = (more: object = {}) =>
  writeClients({ clients: [entry({ jwksUrl: server.url, ...more })] }).path;
const now = () => Math.floor(Date.now() / 1000);
const good = () => ({
  key: KEY,
  claims: { iss: entry().issuer, aud: AUDIENCE, iat: now(), exp: now() + 300, jti: 'x' },
});

/** What `clients check ehr` prints, and its exit code. */
async function check(text?: string, more?: object): Promise<[string, typeof process.exitCode]> {
  await checkClient('ehr', { file: fileOf(more), ...(text === undefined ? {} : { token: text }) });
  return [lines.join('\n'), process.exitCode];
}

test('list shows one line a client and fetches nothing', () => {
  listClients({ file: fileOf({ mode: 'silent', timeZone: 'America/Denver' }) });
  expect(lines.join('\n')).toMatch(/^client +issuer .+\nehr +https:.+ America\/Denver +silent$/);
  expect(server.asked()).toBe(0);
});

test('check names the keys that can be used, and why others cannot', async () => {
  const [said, exit] = await check();
  expect(said).toContain(`Keys        1 from ${server.url}.`);
  expect(said).toContain('key-1: ES384');
  expect(said).toContain('old is not used: it has 1024 bits; RSA needs 2048.');
  expect(exit).toBe(0);
});

test('check tells what each local code means, and who says so', async () => {
  const by = { owner: 'Informatics', date: '2026-11-02' };
  const means = { system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '7804' };
  const localCodes = [
    { system: 'https://ehr.example.org/m', code: '80001', means, ...by },
    { text: 'OXIR5', means, ...by, reviewBy: '2027-11-02' },
  ];
  const [said] = await check(undefined, { localCodes });
  expect(said).toContain(
    'Local codes 80001 of https://ehr.example.org/m means Oxycodone (Informatics, 2026-11-02)',
  );
  expect(said).toContain(
    '"OXIR5" means Oxycodone (Informatics, 2026-11-02, review due 2027-11-02)',
  );
});

test('a good token, as it stands in a header too', async () => {
  const [said, exit] = await check(`Bearer ${token(good())}`);
  expect([said, exit]).toEqual([expect.stringContaining('It is good'), 0]);
});

test('everything that is wrong with a token is said at once', async () => {
  const claims = { aud: 'https://elsewhere', iat: now() - 4000, exp: now() - 720 };
  const [said, exit] = await check(token(good(), { claims, key: newKey('key-1') }));
  expect(said).toContain(`aud differs: expected ${AUDIENCE}, got https://elsewhere.`);
  expect(said).toMatch(/It expired 12 minutes ago/);
  expect(said).toContain('The signature does not fit');
  expect(exit).toBe(1);
});

test('a key that nobody knows', async () => {
  const [said] = await check(token(good(), { key: newKey('key-2') }));
  expect(said).toContain('signed by an unknown key: kid is key-2, known are key-1.');
});

test('a pasted token cannot steer the terminal', async () => {
  const [said] = await check(token(good(), { claims: { aud: 'a\u001b[2Jb' } }));
  expect(said).not.toContain('\u001b');
});

test('a key server that answers with something else', async () => {
  server.answer = (_request, response) => response.end('<html>');
  const [said, exit] = await check(token(good()));
  expect(said).toContain(`Could not be fetched from ${server.url}: the answer is no JWK Set`);
  expect(said).toContain('Its signature could not be checked');
  expect(exit).toBe(1);
});

test('no such client, and no file', async () => {
  await expect(checkClient('nobody', { file: fileOf() })).rejects.toThrow(/no client nobody.+ehr/s);
  await expect(checkClient('ehr', { file: '/no/such/file' })).rejects.toThrow(/cannot be read/);
});
