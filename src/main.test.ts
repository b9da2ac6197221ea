import { afterEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entry, writeClients } from '../test/support/clients-file.js';
import { type KeyServer, startKeyServer } from '../test/support/key-server.js';
import { newKey, token } from '../test/support/signed-token.js';
import { type Config, ConfigError, readConfig } from './config.js';
import { type RunningService, startService } from './main.js';

const configOf = (more: Partial<Config>): Config => ({
  ...readConfig({}),
  port: 0,
  logLevel: 'silent',
  ...more,
});

describe('a process that cannot tell who calls, or would record names, does not start', () => {
  const allowFhir = [{ origin: 'http://127.0.0.1', path: '' }];
  test.each<[string, Partial<Config>, RegExp]>([
    ['no clients file', {}, /no NALTREXONE_CDS_CLIENTS.+cannot tell who calls/],
    [
      'open on another address',
      { insecureNoAuth: true, host: '0.0.0.0' },
      /HOST is not this machine/,
    ],
    [
      'a clients file that is not looked at',
      { insecureNoAuth: true, clients: 'x' },
      /are both set; keep one/,
    ],
    ['--allow-fhir beside clients', { clients: 'x', allowFhir }, /--allow-fhir goes with/],
    [
      'a store without the keys that make marks',
      { clients: 'x', store: 'file:x' },
      /STORE wants NALTREXONE_CDS_KEYS/,
    ],
    [
      'a database on another machine without a place for records to wait',
      { clients: 'x', store: 'postgres://host/db', keys: 'x' },
      /wants NALTREXONE_CDS_SPOOL/,
    ],
    ['a spool without a store', { clients: 'x', spool: 'x' }, /SPOOL wants NALTREXONE_CDS_STORE/],
  ])('%s', async (_name, more, words) => {
    const starting = startService(configOf(more));
    await expect(starting).rejects.toThrow(ConfigError);
    await expect(starting).rejects.toThrow(words);
  });

  test('a clients file that is wrong', async () => {
    const { path } = writeClients({ clients: [entry({ mode: 'loud' })] });
    await expect(startService(configOf({ clients: path }))).rejects.toThrow(
      /clients\[0\]\.mode: it must be one of live, silent/,
    );
  });
});

describe('with a clients file', () => {
  let service: RunningService | undefined;
  let server: KeyServer | undefined;
  afterEach(async () => {
    await service?.close();
    await server?.close();
  });

  test('it listens anywhere, answers registered clients alone, and takes a new file while it runs', async () => {
    const key = newKey('one');
    server = await startKeyServer([key.jwk]);
    const clients = writeClients({ clients: [entry({ jwksUrl: server.url })] });
    service = await startService(configOf({ clients: clients.path, host: '0.0.0.0' }));
    const address = service.url.replace('0.0.0.0', '127.0.0.1');

    let jti = 0;
    const statusFor = async (aud: string): Promise<number> => {
      const now = Math.floor(Date.now() / 1000);
      const claims = { iss: entry().issuer, aud, iat: now, exp: now + 60, jti: `${(jti += 1)}` };
      const response = await fetch(`${address}/cds-services/naltrexone-safety`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${token({ key, claims })}`,
        },
        body: '{}',
      });
      return response.status;
    };
    const [registered = ''] = entry().audiences;
    // 400: it was let in, and its body is no hook call.
    expect(await statusFor(registered)).toBe(400);
    expect(await statusFor('https://new.example.org')).toBe(401);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);

    clients.write({
      clients: [entry({ jwksUrl: server.url, audiences: ['https://new.example.org'] })],
    });
    let status = 401;
    while (status === 401) status = await statusFor('https://new.example.org');
    expect(await statusFor(registered)).toBe(401);
    expect(server.asked()).toBe(1);
  });

  test('metrics show how old published keys are, and nothing of keys in the file', async () => {
    server = await startKeyServer([newKey('one').jwk]);
    const down = await startKeyServer();
    await down.close();
    const clients = writeClients({
      clients: [
        entry({ id: 'north', jwksUrl: server.url }),
        entry({ id: 'away', issuer: 'https://away.example.org/', jwksUrl: down.url }),
        entry({
          id: 'inline',
          issuer: 'https://inline.example.org/',
          jwksUrl: undefined,
          keys: [newKey('two').jwk],
        }),
      ],
    });
    service = await startService(
      configOf({ clients: clients.path, metrics: { host: '127.0.0.1', port: 0 } }),
    );
    const ages = async () => {
      const text = await (await fetch(service!.metricsUrl!)).text();
      const lines = text.matchAll(/^naltrexone_cds_jwks_age_seconds\{client="(\w+)"\} (\S+)$/gm);
      return Object.fromEntries([...lines].map(([, client = '', age]) => [client, age]));
    };
    let seen = await ages();
    while (seen['north'] === '+Inf') seen = await ages();
    expect(Object.keys(seen)).toEqual(['north', 'away']);
    expect(seen['away']).toBe('+Inf');
    const age = Number(seen['north']);
    expect(age).toBeGreaterThanOrEqual(0);
    expect(age).toBeLessThan(10);
    let later = age;
    while (later <= age) later = Number((await ages())['north']);

    clients.write({ clients: [entry({ id: 'away', jwksUrl: down.url })] });
    while ('north' in seen) seen = await ages();
    expect(seen).toEqual({ away: '+Inf' });
  });

  test('it is not ready while a key server that was never reached is down (row 115)', async () => {
    server = await startKeyServer();
    const clients = writeClients({ clients: [entry({ jwksUrl: server.url })] });
    await server.close();
    server = undefined;
    service = await startService(configOf({ clients: clients.path }));
    const ready = await fetch(`${service.url}/readyz`);
    expect([ready.status, await ready.json()]).toMatchObject([
      503,
      { issue: [{ expression: ['client-keys'] }] },
    ]);
  });
});

test('a review that is overdue is said by /version, and the service stays ready', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'naltrexone-cds-'));
  const site = join(folder, 'site.json');
  const change = { rule: 'age-under-18', mode: 'off', reason: 'Adults only', owner: 'P&T' };
  const modes = [{ ...change, date: '2025-01-02', reviewBy: '2026-01-02' }];
  writeFileSync(site, JSON.stringify({ modes }));
  const service = await startService(configOf({ insecureNoAuth: true, site }));
  try {
    const version = (await (await fetch(`${service.url}/version`)).json()) as object;
    const ready = await fetch(`${service.url}/readyz`);
    const overdue = { id: 'site policy', reviewBy: '2026-01-02' };
    expect(version).toMatchObject({ reviewOverdue: expect.arrayContaining([overdue]) as unknown });
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ready', canaries: 'not-tried', rates: 'as-usual' },
    ]);
    expect(service.reviewOverdue()).toContainEqual(overdue);
  } finally {
    await service.close();
  }
});
