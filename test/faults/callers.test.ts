import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { request as httpRequest } from 'node:http';
import { openClients, type Clients } from '../../src/clients/open-clients.js';
import type { ClientEvent } from '../../src/clients/client-event.js';
import { authenticate } from '../../src/hook/authenticate.js';
import { loadSitePolicy } from '../../src/knowledge/load-site-policy.js';
import { entry, writeClients } from '../support/clients-file.js';
import { type FakeFhirServer, startFakeFhirServer } from '../support/fake-fhir-server.js';
import { prefetchTemplates, theKnowledge } from '../support/hook-parts.js';
import { type KeyServer, startKeyServer } from '../support/key-server.js';
import { startTestService, type TestService } from '../support/running-service.js';
import { encode, newKey, token, type TokenChange } from '../support/signed-token.js';
import { wire } from '../../src/wire.js';

/* Who may call, over real sockets: fault matrix 106-119, T3, T9, T10, T27. The attacks one by one: src/clients/*.test.ts. */

const NOW = Date.parse('2026-11-24T20:00:00Z');
const PATH = '/cds-services/naltrexone-safety';
const KEY = newKey('north-1');
const SOUTH_KEY = newKey('south-1', 'RS384');
const DEPOT = {
  coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '637216' }],
};
const OXYCODONE = { text: 'oxycodone 5 mg tablet' };

let service: TestService;
let clients: Clients;
let keyServer: KeyServer;
let north: FakeFhirServer;
let south: FakeFhirServer;
const events: ClientEvent[] = [];

beforeAll(async () => {
  const patient = { resourceType: 'Patient' as const, id: 'p1' };
  [keyServer, north, south] = await Promise.all([
    startKeyServer([SOUTH_KEY.jwk]),
    startFakeFhirServer([patient]),
    startFakeFhirServer([patient]),
  ]);
  const of = (id: string, more: object) =>
    entry({
      id,
      issuer: `https://${id}.example.org/`,
      jwksUrl: undefined,
      keys: [KEY.jwk],
      audiences: [`https://cds.example.org${PATH}`],
      fhirBases: [north.base],
      ...more,
    });
  const why = { reason: 'no such system', owner: 'Informatics', date: '2026-11-01' };
  const { path } = writeClients({
    clients: [
      of('north', { tenant: 'n' }),
      of('south', { keys: undefined, jwksUrl: keyServer.url, fhirBases: [south.base] }),
      of('prefetch', { prefetchOnly: true, discovery: 'none' }),
      of('silent', { mode: 'silent', whenUnreadable: '412' }),
      of('strict', { whenUnreadable: '412' }),
      of('hasty', { budgetMs: 100 }),
      of('western', { timeZone: 'America/Denver', discovery: 'minimal' }),
      of('lacking', { absentSources: [{ source: 'MedicationStatement', ...why }] }),
    ],
  });
  clients = openClients({
    path,
    site: (content, timeZone, localCodes) =>
      loadSitePolicy(content ?? {}, theKnowledge(), timeZone, localCodes),
    report: (event) => void events.push(event),
    clock: () => NOW,
    monotonic: () => performance.now(),
  });
  const { discovery } = wire({ fhir: undefined, budgetMs: 4000, report: () => {} });
  service = await startTestService({
    app: {
      authenticate: (request) => authenticate(request, clients.verify),
      discoveryOf: (client) => discovery({ discovery: client.discovery }),
    },
  });
});
afterAll(async () => {
  await Promise.all([service.close(), clients.close()]);
  await Promise.all([keyServer.close(), north.close(), south.close()]);
});

let jti = 0;
function tokenOf(client: string, change: TokenChange = {}): string {
  const key = client === 'south' ? SOUTH_KEY : KEY;
  const claims = {
    iss: `https://${client}.example.org/`,
    aud: `https://cds.example.org${PATH}`,
    iat: NOW / 1000 - 5,
    exp: NOW / 1000 + 300,
    jti: `${client}-${(jti += 1)}`,
    ...(client === 'north' ? { tenant: 'n' } : {}),
  };
  return token({ key, claims }, change);
}

const call = (more: object = {}, ...concepts: object[]) => ({
  hook: 'order-sign',
  context: {
    patientId: 'p1',
    draftOrders: {
      resourceType: 'Bundle',
      entry: (concepts.length > 0 ? concepts : [DEPOT]).map((medicationCodeableConcept, n) => ({
        resource: {
          resourceType: 'MedicationRequest',
          id: `draft-${n}`,
          status: 'draft',
          subject: { reference: 'Patient/p1' },
          medicationCodeableConcept,
        },
      })),
    },
  },
  ...more,
});

async function post(authorization: string | undefined, body: unknown = call(), path = PATH) {
  const response = await fetch(service.url + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(authorization === undefined ? {} : { authorization }),
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const headers = Object.fromEntries(response.headers);
  return { status: response.status, text, headers, answer: JSON.parse(text) };
}
const callOf = (client: string, body?: unknown) => post(`Bearer ${tokenOf(client)}`, body);
const unknownIn = ({ answer }: { answer: any }): string[] =>
  answer.cards.flatMap((card: any) => card.extension['org.naltrexone-cds'].unknown ?? []);

describe('a registered client', () => {
  test('is answered, and stands in the log under our own name of it', async () => {
    const { status, answer } = await callOf('north');
    expect([status, answer.cards.length]).toEqual([200, 1]);
    expect(service.hookEvents.at(-1)).toMatchObject({ client: 'north', answer: 'cards' });
  });

  test('has its keys fetched', async () => {
    expect((await callOf('south')).status).toBe(200);
    expect(keyServer.asked()).toBe(1);
    expect(events).toContainEqual({ event: 'client-keys', client: 'south', outcome: 'fetched' });
    expect(clients.hasKeys()).toBe(true);
  });

  test('may write bearer in small letters', async () => {
    expect((await post(`bearer ${tokenOf('north')}`)).status).toBe(200);
  });
});

describe('whoever is refused gets one bare 401, equal to the byte (T27)', () => {
  const other = newKey('north-1');
  const cases: [string, () => string | undefined, string][] = [
    ['no header', () => undefined, 'no-token'],
    ['an empty header', () => '', 'token-malformed'],
    ['Basic', () => 'Basic bm9ydGg6eA==', 'token-malformed'],
    ['no token', () => 'Bearer', 'token-malformed'],
    ['two tokens', () => `Bearer ${tokenOf('north')} ${tokenOf('north')}`, 'token-malformed'],
    ['tokens with a comma', () => `Bearer ${tokenOf('north')}, Bearer x`, 'token-malformed'],
    ['garbage', () => 'Bearer x.y.z', 'token-malformed'],
    ['none', () => `Bearer ${encode({ alg: 'none' })}.${encode({})}.`, 'token-malformed'],
    ['an unknown issuer', () => `Bearer ${tokenOf('nobody')}`, 'issuer-unknown'],
    [
      'another tenant',
      () => `Bearer ${tokenOf('north', { claims: { tenant: 's' } })}`,
      'tenant-differs',
    ],
    [
      'another audience',
      () => `Bearer ${tokenOf('north', { claims: { aud: 'x' } })}`,
      'audience-differs',
    ],
    ['expired', () => `Bearer ${tokenOf('north', { claims: { iat: 1, exp: 2 } })}`, 'expired'],
    ['an unknown key', () => `Bearer ${tokenOf('north', { header: { kid: 'x' } })}`, 'key-unknown'],
    ['another key', () => `Bearer ${tokenOf('north', { key: other })}`, 'signature-wrong'],
    ['the key of another client', () => `Bearer ${tokenOf('south', { key: KEY })}`, 'key-unknown'],
  ];
  const without = ({ headers, text, status }: Awaited<ReturnType<typeof post>>) => {
    const { date, 'x-request-id': id, ...rest } = headers;
    expect([typeof date, typeof id]).toEqual(['string', 'string']);
    return { status, text, headers: rest };
  };

  test.each(cases)('%s', async (_name, authorization, reason) => {
    service.authEvents.length = 0;
    const refused = without(await post(authorization()));
    expect(refused).toEqual(without(await post(undefined)));
    expect(refused).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Bearer', 'cache-control': 'no-store' },
    });
    expect(JSON.parse(refused.text).issue[0].details).toEqual({
      coding: [{ system: 'urn:naltrexone-cds:errors', code: 'not-authenticated' }],
      text: 'Not authenticated.',
    });
    expect(service.authEvents[0]!.reason).toBe(reason);
  });

  test('the log says nothing of the token', async () => {
    service.authEvents.length = 0;
    const claims = { aud: 'canary', jti: 'canary' };
    await post(`Bearer ${tokenOf('north', { claims, header: { kid: 'canary' } })}`);
    expect(service.authEvents).toEqual([
      { requestId: expect.any(String), reason: 'audience-differs', client: 'north' },
    ]);
    expect(JSON.stringify([service.authEvents, service.httpEvents])).not.toContain('canary');
  });

  test('an unknown service, a body that is none and one that is too large look the same', async () => {
    const bare = without(await post(undefined));
    expect(without(await post(undefined, call(), '/cds-services/nothing'))).toEqual(bare);
    expect(without(await post(undefined, 'no call'))).toEqual(bare);
    const early = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { 'content-type': 'text/plain', 'content-length': 99_000_000 };
      const request = httpRequest(service.url + PATH, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on('error', reject).flushHeaders();
    });
    expect(early).toBe(401);
  });

  test('two Authorization headers are none', async () => {
    service.authEvents.length = 0;
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = [
        'Host',
        'x',
        ...['a', 'b'].flatMap(() => ['Authorization', `Bearer ${tokenOf('north')}`]),
      ];
      httpRequest(service.url + PATH, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect([status, service.authEvents[0]!.reason]).toEqual([401, 'token-malformed']);
  });
});

test('of twenty calls with one token one is answered (row 113)', async () => {
  const authorization = `Bearer ${tokenOf('north')}`;
  const all = await Promise.all(Array.from({ length: 20 }, () => post(authorization)));
  expect(all.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(401)]);
});

test('no client reaches the charts of another (T9)', async () => {
  const servers = { north, south };
  const names = ['north', 'south'] as const;
  for (const caller of names) {
    for (const owner of names) {
      const { base, asked } = servers[owner];
      const before = asked.length;
      const answer = await callOf(caller, call({ fhirServer: base }));
      const reads = asked.length - before;
      expect([answer.status, reads > 0]).toEqual([200, caller === owner]);
      expect(unknownIn(answer).length > 0).toBe(caller !== owner);
    }
    for (const issuer of names.filter((name) => name !== caller)) {
      const claims = { iss: `https://${issuer}.example.org/` };
      expect((await post(`Bearer ${tokenOf(caller, { claims })}`)).status).toBe(401);
    }
  }
});

describe('what an entry says holds for its calls', () => {
  test('prefetch only: its server is not asked', async () => {
    const before = north.asked.length;
    const answer = await callOf('prefetch', call({ fhirServer: north.base }));
    expect(unknownIn(answer)).toContain('Condition');
    expect(service.hookEvents.at(-1)!.gaps).toContain('conditions: not-sent');
    expect(north.asked.length).toBe(before);
  });

  test('silent: all is computed and logged, no card is shown', async () => {
    const { status, text } = await callOf('silent');
    expect([status, text]).toEqual([200, '{"cards":[]}']);
    expect(service.hookEvents.at(-1)).toMatchObject({
      client: 'silent',
      answer: 'cards',
      shown: false,
      rules: ['data-source-unreadable'],
    });
  });

  test('412 only when nothing at all could be had, and the drafts alone say nothing', async () => {
    const refused = await callOf('strict');
    expect([refused.status, refused.answer.issue[0].details.coding[0].code]).toEqual([
      412,
      'chart-unreadable',
    ]);
    expect(service.hookEvents.at(-1)).toMatchObject({ client: 'strict', answer: 'unreadable' });
    const some = await callOf('strict', call({ prefetch: { conditions: null } }));
    expect([some.status, some.answer.cards.length]).toEqual([200, 1]);
    const signedTogether = await callOf('strict', call({}, DEPOT, OXYCODONE));
    expect(signedTogether.answer.cards[0].indicator).toBe('critical');
    expect((await callOf('strict', call({}, OXYCODONE))).text).toBe('{"cards":[]}');
    expect((await callOf('strict', call({}, { text: 'amoxicillin' }))).text).toBe('{"cards":[]}');
    expect((await callOf('north')).status).toBe(200);
  });

  test('a source that its site does not have is not asked for, and no card names it', async () => {
    const prefetch = Object.fromEntries(Object.keys(prefetchTemplates()).map((key) => [key, null]));
    const body = call({ prefetch: { ...prefetch, medicationStatements: undefined } });
    expect(unknownIn(await callOf('north', body))).toContain('MedicationStatement');
    const lacking = await callOf('lacking', body);
    expect(unknownIn(lacking)).not.toContain('MedicationStatement');
    const details = lacking.answer.cards.map(({ detail }: any) => detail).join();
    expect(details).toContain('Not available at this site: medication list.');
  });

  test('its budget ends the reads', async () => {
    const slow = await startFakeFhirServer([], { Condition: 'timeout' });
    const own = await startTestService({
      app: { authenticate: async () => ({ id: 'x', fhirBases: [originOf(slow)], budgetMs: 100 }) },
    });
    const response = await fetch(own.url + PATH, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(call({ fhirServer: slow.base })),
    });
    expect(response.status).toBe(200);
    expect(own.hookEvents[0]!.gaps).toContain('conditions: out-of-time');
    await Promise.all([own.close(), slow.close()]);
  });

  test('its time zone and its services', async () => {
    const zones: string[] = [];
    const own = await startTestService({
      hook: {
        decide: (...[, , , site]) => {
          zones.push(site.zone.id);
          return { cards: [], findings: [], gaps: [] } as never;
        },
      },
      app: {
        authenticate: async (request) => {
          const client = await authenticate(request, clients.verify);
          return client.id === 'north' ? { ...client, services: ['another'] } : client;
        },
      },
    });
    const statusOf = async (client: string) => {
      const headers = {
        'content-type': 'application/json',
        authorization: `Bearer ${tokenOf(client)}`,
      };
      const body = JSON.stringify(call());
      return (await fetch(own.url + PATH, { method: 'POST', headers, body })).status;
    };
    expect([await statusOf('western'), await statusOf('south'), await statusOf('north')]).toEqual([
      200, 200, 404,
    ]);
    expect(zones).toEqual(['America/Denver', 'America/New_York']);
    await own.close();
  });
});

describe('discovery needs no token', () => {
  const keysFor = async (authorization?: string) => {
    const headers = authorization === undefined ? {} : { authorization };
    const response = await fetch(`${service.url}/cds-services`, { headers });
    expect([response.status, response.headers.get('vary')]).toEqual([
      200,
      expect.stringContaining('Authorization'),
    ]);
    const { services }: any = await response.json();
    return Object.keys(services[0].prefetch ?? {});
  };
  const everything = () => Object.keys(prefetchTemplates());

  test('and with a good one gives what the entry says', async () => {
    expect(await keysFor()).toEqual(everything());
    expect(await keysFor(`Bearer ${tokenOf('western')}`)).toEqual(['patient']);
    expect(await keysFor(`Bearer ${tokenOf('prefetch')}`)).toEqual([]);
  });

  test('a bad one gives what everybody gets, and stands in the log', async () => {
    service.authEvents.length = 0;
    const change = { claims: { aud: 'x' } };
    expect(await keysFor(`Bearer ${tokenOf('western', change)}`)).toEqual(everything());
    expect(service.authEvents).toMatchObject([{ reason: 'audience-differs', client: 'western' }]);
  });
});

test('nothing of it was an error of ours', () => {
  expect(service.failures).toEqual([]);
});

function originOf({ base }: FakeFhirServer) {
  const { origin, pathname } = new URL(base);
  return { origin, path: pathname };
}
