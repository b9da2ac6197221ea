import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { AllowedBase } from './allowed-base.js';
import { createEgress, type Egress } from './egress.js';

let asked: string[] = [];
let port = 0;
const servers: { close(): unknown }[] = [];
const egresses: Egress[] = [];
beforeEach(async () => {
  asked = [];
  const server: Server = createServer((request, response) => {
    asked.push(`${request.headers.host ?? ''}${request.url ?? ''}`);
    const large = `"${'x'.repeat(2_000_000)}"`;
    const path = request.url ?? '';
    if (path.endsWith('/moved')) response.writeHead(302, { location: '/fhir/x' }).end();
    else if (path.endsWith('/later')) response.writeHead(503, { 'retry-after': '7' }).end('secret');
    else if (path.endsWith('/bomb')) {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(large));
    } else if (path.endsWith('/brotli-bomb')) {
      response.writeHead(200, { 'content-encoding': 'br' }).end(brotliCompressSync(large));
    } else response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
  servers.push(server);
});
afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
});
afterAll(async () => {
  await Promise.all(egresses.map((egress) => egress.close()));
});

/** A resolver that answers each question with the next of these addresses. */
function resolving(...answers: (readonly string[])[]) {
  const names: string[] = [];
  const egress = createEgress({
    connectTimeoutMs: 500,
    resolveName: (hostname, callback) => {
      names.push(hostname);
      const addresses = answers[Math.min(names.length, answers.length) - 1] ?? [];
      callback(
        null,
        addresses.map((address): LookupAddress => ({
          address,
          family: address.includes(':') ? 6 : 4,
        })),
      );
    },
  });
  egresses.push(egress);
  return { egress, names };
}

const get = (egress: Egress, base: AllowedBase, path = '/x', signal = AbortSignal.timeout(3000)) =>
  egress.get({
    address: new URL(base.origin + base.path + path),
    base,
    accept: 'application/json',
    signal,
    maxBytes: 1_000_000,
  });
const here = (): AllowedBase => ({ origin: `http://127.0.0.1:${port}`, path: '/fhir' });

describe('the address is checked as the connection is made', () => {
  test.each([['127.0.0.1'], ['10.0.0.7'], ['169.254.169.254'], ['::1'], ['::ffff:127.0.0.1']])(
    'a public name that resolves to %s is not reached',
    async (address) => {
      const { egress, names } = resolving([address]);
      const base = { origin: 'https://ehr.example', path: '/fhir' };
      expect(await get(egress, base)).toEqual({ ok: false, failure: 'blocked' });
      expect(names).toEqual(['ehr.example']);
    },
  );

  test('one bad address among good ones spoils the name', async () => {
    const { egress } = resolving(['93.184.216.34', '127.0.0.1']);
    const base = { origin: 'https://ehr.example', path: '/fhir' };
    expect(await get(egress, base)).toMatchObject({ failure: 'blocked' });
  });

  test('a name that changes its address between two calls gains nothing', async () => {
    const { egress, names } = resolving([], ['127.0.0.1']);
    const base = { origin: `https://ehr.example:${port}`, path: '/fhir' };
    expect(await get(egress, base)).toMatchObject({ failure: 'dns' });
    expect(await get(egress, base)).toMatchObject({ failure: 'blocked' });
    expect(names).toHaveLength(2);
    expect(asked).toEqual([]);
  });

  test('allowPrivate opens private addresses, never metadata', async () => {
    const base = { origin: `https://ehr.example:${port}`, path: '/fhir', allowPrivate: true };
    const { egress } = resolving(['127.0.0.1'], ['169.254.169.254']);
    // The stub speaks no TLS: that it was reached is all that is asked here.
    expect(await get(egress, base)).toMatchObject({ failure: 'tls' });
    expect(await get(egress, base)).toMatchObject({ failure: 'blocked' });
  });

  test('the permission of one base is none for another with the same name', async () => {
    const { egress } = resolving(['127.0.0.1']);
    const base = { origin: `http://localhost:${port}`, path: '/fhir' };
    expect(await get(egress, base)).toMatchObject({ ok: true });
    const other = { origin: 'https://localhost.example', path: '/fhir' };
    expect(await get(egress, other)).toMatchObject({ failure: 'blocked' });
  });
});

describe('one guarded GET', () => {
  const { egress } = resolving(['127.0.0.1']);

  test('brings the body of a 200', async () => {
    const arrival = await get(egress, here());
    expect(arrival).toMatchObject({ ok: true, contentType: 'application/json' });
    expect(asked).toEqual([`127.0.0.1:${port}/fhir/x`]);
  });

  test('asks nothing outside its base', async () => {
    const call = { accept: '*/*', signal: AbortSignal.timeout(3000), maxBytes: 1000 };
    const address = new URL(`${here().origin}/admin`);
    expect(await egress.get({ address, base: here(), ...call })).toEqual({
      ok: false,
      failure: 'blocked',
    });
    expect(asked).toEqual([]);
  });

  test('follows no redirect', async () => {
    expect(await get(egress, here(), '/moved')).toEqual({
      ok: false,
      failure: 'redirect',
      status: 302,
    });
    expect(asked).toHaveLength(1);
  });

  test('says the status and Retry-After, and nothing of the body', async () => {
    expect(await get(egress, here(), '/later')).toEqual({
      ...{ ok: false, failure: 'status', status: 503, retryAfter: '7' },
    });
  });

  test.each(['/bomb', '/brotli-bomb'])('counts decoded bytes: %s', async (path) => {
    expect(await get(egress, here(), path)).toEqual({ ok: false, failure: 'too-large' });
  });

  test('knows no proxy of the environment', async () => {
    const trapped: string[] = [];
    const trap = createServer((request) => trapped.push(request.url ?? '')).listen(0, '127.0.0.1');
    servers.push(trap);
    await once(trap, 'listening');
    const proxy = `http://127.0.0.1:${(trap.address() as AddressInfo).port}`;
    const before = process.env;
    process.env = { ...before, http_proxy: proxy, HTTP_PROXY: proxy, HTTPS_PROXY: proxy };
    try {
      const own = createEgress();
      egresses.push(own);
      expect(await get(own, here())).toMatchObject({ ok: true });
      expect(trapped).toEqual([]);
    } finally {
      process.env = before;
    }
  });

  test('a connection that never speaks TLS ends in time', async () => {
    const silent = createTcpServer((socket) => socket.on('error', () => undefined)).listen(
      0,
      '127.0.0.1',
    );
    servers.push(silent);
    await once(silent, 'listening');
    const base = {
      origin: `https://127.0.0.1:${(silent.address() as AddressInfo).port}`,
      path: '',
    };
    const started = performance.now();
    expect(await get(egress, base)).toMatchObject({ ok: false, failure: 'connect' });
    expect(performance.now() - started).toBeLessThan(2500);
  });

  test('a call that has ended already asks nothing', async () => {
    expect(await get(egress, here(), '/x', AbortSignal.abort())).toMatchObject({
      failure: 'timeout',
    });
    expect(asked).toEqual([]);
  });
});
