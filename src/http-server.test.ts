import { expect, test } from '@jest/globals';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { connect } from 'node:net';
import { sendRaw } from '../test/support/raw-http.js';
import { HTTP_LIMITS, type HttpLimits, startHttpServer } from './http-server.js';

const LOOPBACK = { host: '127.0.0.1', port: 0 };
const HEAD = 'POST / HTTP/1.1\r\nHost: x\r\n';

test('row 98: the limits of the service', () => {
  expect(HTTP_LIMITS.headersMs).toBeLessThanOrEqual(10_000);
  expect(HTTP_LIMITS.requestMs).toBeLessThanOrEqual(30_000);
});

const quick: HttpLimits = { ...HTTP_LIMITS, headersMs: 100, requestMs: 200, checkMs: 20 };
const readAll: RequestListener = (request, response) => {
  request.on('error', () => undefined).resume();
  request.once('end', () => response.end('{}'));
};

test.each([
  ['headers', `${HEAD}X-A: `],
  ['a body', `${HEAD}Content-Length: 9\r\n\r\n{`],
])(
  'row 98: %s that never end are answered with 408, and the connection with them',
  async (_, bytes) => {
    const server = await startHttpServer(readAll, LOOPBACK, quick);
    const { statuses, text } = await sendRaw(server.port, bytes);
    expect(statuses).toEqual([408]);
    expect(text).toContain('request-timeout');
    await server.close(0);
  },
);

test('closing refuses new connections, waits for the answer that runs, and no longer than its grace', async () => {
  let release: (() => void) | undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let arrived: (() => void) | undefined;
  const running = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const server = await startHttpServer((_request, response) => {
    arrived?.();
    void held.then(() => response.end('{"late":true}'));
  }, LOOPBACK);
  const answer = sendRaw(server.port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await running;
  const closed = server.close(10_000);
  const [refused] = (await once(connect(server.port, '127.0.0.1'), 'error')) as [{ code: string }];
  expect(refused.code).toBe('ECONNREFUSED');
  release?.();
  expect((await answer).text).toContain('"late":true');
  await closed;
});

test('a connection too many is closed, and those that are held go on', async () => {
  const server = await startHttpServer(readAll, LOOPBACK, { ...HTTP_LIMITS, connections: 1 });
  const held = connect(server.port, '127.0.0.1');
  await once(held, 'connect');
  const tooMany = connect(server.port, '127.0.0.1').on('error', () => undefined);
  await once(tooMany, 'close');
  held.write(`${HEAD}Connection: close\r\n\r\n`);
  const [answer] = (await once(held, 'data')) as [Buffer];
  expect(answer.toString()).toContain('HTTP/1.1 200 ');
  await once(held, 'close');
  expect((await sendRaw(server.port, `${HEAD}Connection: close\r\n\r\n`)).statuses).toEqual([200]);
  await server.close(0);
});

const CONNECT = 'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n';

test('row 100: CONNECT is refused, and the connection closed though the client keeps it open', async () => {
  const server = await startHttpServer(() => undefined, LOOPBACK);
  const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
  socket.write(CONNECT);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toContain('HTTP/1.1 405 ');
  await server.close(0);
  socket.destroy();
});

test('row 100: CONNECT from somebody who resets the connection at once does not end the process', async () => {
  const server = await startHttpServer(readAll, LOOPBACK);
  for (let round = 0; round < 20; round += 1) {
    const socket = connect(server.port, '127.0.0.1');
    socket.write(CONNECT, () => socket.resetAndDestroy());
    await once(socket, 'close');
  }
  // An error that nobody hears would have failed this test by now.
  expect((await sendRaw(server.port, `${HEAD}Connection: close\r\n\r\n`)).statuses).toEqual([200]);
  await server.close(0);
});

test('an answer that never comes is given up after the grace', async () => {
  const server = await startHttpServer(() => undefined, LOOPBACK);
  const answer = sendRaw(server.port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await server.close(50);
  expect((await answer).statuses).toEqual([]);
});
