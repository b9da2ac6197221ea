import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { type KeyServer, publishes, startKeyServer } from '../../test/support/key-server.js';
import { createEgress } from '../egress/egress.js';
import { createJwksFetch, type JwksFetch } from './fetch-jwks.js';

/* Fault matrix 115 and 116, over real sockets. */

let server: KeyServer;
let jwks: JwksFetch;
beforeEach(async () => {
  server = await startKeyServer([{ kid: 'one' }]);
  jwks = createJwksFetch({ timeoutMs: 300 });
});
afterEach(async () => {
  await jwks.close();
  await server.close();
});

test('a set', async () => {
  expect(await jwks.fetch(server.url, false)).toEqual({ ok: true, keys: [{ kid: 'one' }] });
});

describe('is refused', () => {
  test.each<[string, KeyServer['answer'], object]>([
    ['an answer that never comes', () => {}, { why: 'out-of-time' }],
    [
      'a body that never ends',
      (_q, response) => void response.write('{"keys":['),
      { why: 'out-of-time' },
    ],
    [
      'more than 64 KB',
      (_q, response) => response.end(JSON.stringify({ keys: [{ kid: 'x'.repeat(65_536) }] })),
      { why: 'too-large' },
    ],
    ['51 keys', publishes(Array.from({ length: 51 }, () => ({}))), { why: 'too-many-keys' }],
    ['HTML', (_q, response) => response.end('<html>Sign in</html>'), { why: 'not-jwks' }],
    ['no keys', (_q, response) => response.end('{}'), { why: 'not-jwks' }],
    ['null', (_q, response) => response.end('null'), { why: 'not-jwks' }],
    ['keys that are no list', (_q, response) => response.end('{"keys":{}}'), { why: 'not-jwks' }],
    ['an empty answer', (_q, response) => response.end(), { why: 'not-jwks' }],
    [
      'a login page, whatever it holds',
      (_q, response) => response.setHeader('content-type', 'text/html').end('{"keys":[]}'),
      { why: 'not-jwks' },
    ],
    [
      'more than 64 KB behind compression',
      (_q, response) =>
        response
          .setHeader('content-encoding', 'gzip')
          .end(gzipSync(JSON.stringify({ keys: [{ kid: 'x'.repeat(65_536) }] }))),
      { why: 'too-large' },
    ],
    [
      'a redirect, which is not followed',
      (request, response) =>
        request.url === '/jwks'
          ? response.writeHead(302, { location: '/other' }).end()
          : response.end('{"keys":[]}'),
      { why: 'http-status', status: 302 },
    ],
    ['404', (_q, response) => response.writeHead(404).end(), { why: 'http-status', status: 404 }],
    ['a cut connection', (request) => void request.socket.destroy(), { why: 'unreachable' }],
  ])('%s', async (_name, answer, refusal) => {
    server.answer = answer;
    expect(await jwks.fetch(server.url, false)).toEqual({ ok: false, ...refusal });
    expect(server.asked()).toBe(1);
  });

  test('nobody there', async () => {
    const { url } = server;
    await server.close();
    expect(await jwks.fetch(url, false)).toEqual({ ok: false, why: 'unreachable' });
    server = await startKeyServer();
  });
});

describe('a host name is judged by the address that it leads to', () => {
  test.each([
    ['169.254.169.254', false, 'blocked'],
    ['169.254.169.254', true, 'blocked'],
    ['fd00:ec2::254', true, 'blocked'],
    ['10.0.0.7', false, 'blocked'],
    ['127.0.0.1', false, 'blocked'],
    // The stub speaks no TLS: that it was reached is all that is asked here.
    ['127.0.0.1', true, 'unreachable'],
  ] as const)('%s, private network %s: %s', async (address, privateNetwork, why) => {
    const family = address.includes(':') ? 6 : 4;
    const names: string[] = [];
    const guarded = createJwksFetch({
      timeoutMs: 300,
      egress: createEgress({
        resolveName: (name, callback) => {
          names.push(name);
          callback(null, [{ address, family }]);
        },
      }),
    });
    const { port } = new URL(server.url);
    const url = `https://keys.hospital.example:${port}/jwks`;
    expect(await guarded.fetch(url, privateNetwork)).toEqual({ ok: false, why });
    expect(names).toEqual(['keys.hospital.example']);
    await guarded.close();
  });

  test('an address with user or fragment is not asked at all', async () => {
    const { host } = new URL(server.url);
    for (const url of [`http://a@${host}/jwks`, `${server.url}#x`]) {
      expect(await jwks.fetch(url, false)).toEqual({ ok: false, why: 'blocked' });
    }
    expect(server.asked()).toBe(0);
  });
});

test('closing ends a fetch under way', async () => {
  let asked: () => void = () => {};
  const arrived = new Promise<void>((resolve) => (asked = resolve));
  server.answer = () => asked();
  const patient = createJwksFetch({ timeoutMs: 60_000 });
  const fetching = patient.fetch(server.url, false);
  await arrived;
  await patient.close();
  expect(await fetching).toMatchObject({ ok: false });
});

test('50 keys are a set', async () => {
  server.answer = publishes(Array.from({ length: 50 }, () => ({})));
  expect((await jwks.fetch(server.url, false)).ok).toBe(true);
});
