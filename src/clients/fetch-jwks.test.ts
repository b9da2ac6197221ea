import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type KeyServer, publishes, startKeyServer } from '../../test/support/key-server.js';
import { createJwksFetch } from './fetch-jwks.js';

/* Fault matrix 115 and 116, over real sockets. */

let server: KeyServer;
let jwks: ReturnType<typeof createJwksFetch>;
beforeEach(async () => {
  server = await startKeyServer([{ kid: 'one' }]);
  jwks = createJwksFetch(300);
});
afterEach(async () => {
  await jwks.close();
  await server.close();
});

test('a set', async () => {
  expect(await jwks.fetch(server.url)).toEqual({ ok: true, keys: [{ kid: 'one' }] });
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
    expect(await jwks.fetch(server.url)).toEqual({ ok: false, ...refusal });
    expect(server.asked()).toBe(1);
  });

  test('nobody there', async () => {
    const { url } = server;
    await server.close();
    expect(await jwks.fetch(url)).toEqual({ ok: false, why: 'unreachable' });
    server = await startKeyServer();
  });
});

test('50 keys are a set', async () => {
  server.answer = publishes(Array.from({ length: 50 }, () => ({})));
  expect((await jwks.fetch(server.url)).ok).toBe(true);
});
