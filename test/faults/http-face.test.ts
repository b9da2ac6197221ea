import { afterEach, describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { createBodyBudget } from '../../src/http/body-budget.js';
import { createRateLimit } from '../../src/http/rate-limit.js';
import { parseTrustedProxies } from '../../src/http/trusted-proxies.js';
import { startTestService, type TestService } from '../support/running-service.js';

/* Rows 103 and 105, T28 and T29: what every answer carries, who may read it in a browser, and who is turned away. */

let service: TestService;
afterEach(() => service.close());

const HOOK = '/cds-services/naltrexone-safety';
const CALL = JSON.stringify({
  hook: 'order-sign',
  context: { patientId: 'p1', draftOrders: { resourceType: 'Bundle', entry: [] } },
});
const JSON_TYPE = { 'content-type': 'application/json' };
const post = (headers: Record<string, string> = {}, body = CALL) =>
  fetch(service.url + HOOK, { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body });
const codeOf = async (response: Response): Promise<string> =>
  ((await response.json()) as any).issue[0].details.coding[0].code;

describe('every answer', () => {
  test.each<[string, string, number, string]>([
    ['GET', '/cds-services', 200, 'no-cache'],
    ['HEAD', '/cds-services', 200, 'no-cache'],
    ['OPTIONS', '/cds-services', 204, 'no-store'],
    ['POST', HOOK, 200, 'no-store'],
    ['GET', HOOK, 405, 'no-store'],
    ['GET', '/healthz', 200, 'no-store'],
    ['GET', '/readyz', 200, 'no-store'],
    ['GET', '/version', 200, 'no-store'],
    ['GET', '/metrics', 404, 'no-store'],
    ['GET', '/openapi.json', 404, 'no-store'],
    ['GET', '/admin/', 404, 'no-store'],
    ['GET', '/%ff', 404, 'no-store'],
  ])('T28, T29: %s %s is %i with its headers', async (method, path, status, caching) => {
    service = await startTestService();
    const body = method === 'POST' ? { body: CALL, headers: JSON_TYPE } : {};
    const response = await fetch(service.url + path, { method, ...body });
    const header = (name: string) => response.headers.get(name);
    expect([response.status, header('cache-control')]).toEqual([status, caching]);
    expect(header('x-content-type-options')).toBe('nosniff');
    expect(header('content-security-policy')).toContain("default-src 'none'");
    expect(header('referrer-policy')).toBe('no-referrer');
    expect(header('x-powered-by')).toBeNull();
    expect(header('server')).toBeNull();
    expect(header('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('T29: discovery may be kept with its tag, by client and origin', async () => {
    service = await startTestService();
    const response = await fetch(`${service.url}/cds-services`);
    expect(response.headers.get('etag')).toMatch(/^"[\w-]+"$/);
    const vary = response.headers.get('vary')!.toLowerCase().split(/, */);
    expect(new Set(vary)).toEqual(new Set(['origin', 'authorization']));
  });

  test('a well-formed request id comes back and stands in every event of its call', async () => {
    service = await startTestService();
    const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
    const body = CALL.replace(
      '[]',
      '[{"resource":{"resourceType":"MedicationRequest","medicationCodeableConcept":{"text":"naltrexone"}}}]',
    );
    const response = await post({ 'x-request-id': id }, body);
    expect(response.headers.get('x-request-id')).toBe(id);
    await response.text();
    const events = [...service.hookEvents, ...service.httpEvents];
    expect(events.map(({ requestId }) => requestId)).toEqual([id, id]);
  });
});

describe('pages of other origins', () => {
  const OURS = 'https://ehr.example';
  const start = async () => {
    service = await startTestService({ app: { allowedOrigins: () => new Set([OURS]) } });
  };
  const preflight = (path: string, origin: string) =>
    fetch(service.url + path, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });

  test.each(['/cds-services', HOOK, `${HOOK}/feedback`])(
    'a registered one may ask about %s without a token',
    async (path) => {
      await start();
      const response = await preflight(path, OURS);
      const header = (name: string) => response.headers.get(name);
      expect([response.status, await response.text()]).toEqual([204, '']);
      expect(header('access-control-allow-origin')).toBe(OURS);
      expect(header('access-control-allow-methods')).toBe('GET, POST');
      expect(header('access-control-allow-headers')).toBe('Authorization, Content-Type');
      expect(Number(header('access-control-max-age'))).toBeGreaterThan(0);
      expect(header('access-control-allow-credentials')).toBeNull();
      expect(header('vary')).toContain('Origin');
    },
  );

  test('a registered one may read discovery, answers and refusals', async () => {
    await start();
    const headers = { origin: OURS };
    const responses = [
      await fetch(`${service.url}/cds-services`, { headers }),
      await post(headers),
      await post(headers, '{'),
      await fetch(`${service.url}${HOOK}/feedback`, { method: 'POST', headers }),
    ];
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 400, 404]);
    for (const response of responses) {
      expect(response.headers.get('access-control-allow-origin')).toBe(OURS);
      expect(response.headers.get('vary')).toContain('Origin');
    }
  });

  test.each([
    'https://evil.example',
    'http://ehr.example',
    'https://ehr.example:444',
    'https://ehr.example.evil.example',
    'null',
    'http://127.0.0.1:3000',
    'https://sandbox.cds-hooks.org',
  ])('%s may not', async (origin) => {
    await start();
    for (const response of [await preflight(HOOK, origin), await post({ origin })]) {
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(response.headers.get('vary')).toContain('Origin');
    }
  });

  test('nobody may when nobody is registered', async () => {
    service = await startTestService();
    const response = await preflight(HOOK, 'http://127.0.0.1:3000');
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([
      204,
      null,
    ]);
  });
});

test('row 103: a trusted proxy says who called, to the log alone', async () => {
  const trustedProxies = parseTrustedProxies('127.0.0.1')!;
  service = await startTestService({ app: { trustedProxies } });
  await (await post({ 'x-forwarded-for': '6.6.6.6, 203.0.113.9' })).text();
  expect(service.httpEvents[0]?.peer).toBe('203.0.113.9');
});

describe('row 105: more than can be answered', () => {
  test('a client beyond its share gets 429 and when to come again; it may then', async () => {
    let now = 0;
    const rateLimit = createRateLimit(() => now, { perSecond: 0.5, burst: 2, clients: 10 });
    service = await startTestService({ app: { rateLimit } });
    const answers = [await post(), await post(), await post({}, 'no JSON: it is not even read')];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers[2]!.headers.get('retry-after')).toBe('2');
    expect(await codeOf(answers[2]!)).toBe('rate-limited');
    now += 2000;
    expect((await post()).status).toBe(200);
  });

  test('one client does not use up the share of another', async () => {
    const rateLimit = createRateLimit(() => 0, { perSecond: 1, burst: 1, clients: 10 });
    const authenticate = (request: { headers: NodeJS.Dict<string | string[]> }) =>
      Promise.resolve({ id: String(request.headers['authorization']), fhirBases: [] });
    service = await startTestService({ app: { rateLimit, authenticate } });
    const statuses: number[] = [];
    for (const client of ['a', 'a', 'b', 'a']) {
      statuses.push((await post({ authorization: client })).status);
    }
    expect(statuses).toEqual([200, 429, 200, 429]);
  });

  test('over capacity a call is turned away unread; those that were accepted are answered', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let waiting = 0;
    let bothWait = (): void => undefined;
    const accepted = new Promise<void>((resolve) => {
      bothWait = resolve;
    });
    service = await startTestService({
      load: { inFlight: 2, lagMs: Infinity, whileLagging: 0 },
      app: {
        authenticate: async () => {
          waiting += 1;
          if (waiting === 2) bothWait();
          await held;
          return { id: 'slow', fhirBases: [] };
        },
      },
    });
    const early = [post(), post()];
    await accepted;
    const late = await Promise.all([post(), post({}, '{'), post({ 'content-type': 'text/plain' })]);
    expect(late.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect(Number(late[0].headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await codeOf(late[0])).toBe('overloaded');
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
    release();
    expect((await Promise.all(early)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await post()).status).toBe(200);
  });

  test('a body that memory has no place for is turned away; what was taken is given back', async () => {
    service = await startTestService({ app: { bodyBudget: createBodyBudget(1000) } });
    const bodies = (length: number): [Record<string, string>, RequestInit][] => [
      [{}, { body: ' '.repeat(length) }],
      [{}, { body: new Blob([' '.repeat(length)]).stream(), duplex: 'half' }],
      [{ 'content-encoding': 'gzip' }, { body: gzipSync(' '.repeat(length)) }],
    ];
    const send = ([headers, init]: [Record<string, string>, RequestInit]) =>
      fetch(service.url + HOOK, { method: 'POST', headers: { ...JSON_TYPE, ...headers }, ...init });
    for (const body of bodies(1001)) {
      const refused = await send(body);
      expect(refused.status).toBe(503);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await codeOf(refused)).toBe('overloaded');
    }
    for (const body of bodies(1000)) expect(await codeOf(await send(body))).toBe('body-not-json');
  });

  test('a refused call with a body keeps its connection', async () => {
    const rateLimit = createRateLimit(() => 0, { perSecond: 1, burst: 0, clients: 10 });
    service = await startTestService({ app: { rateLimit } });
    const response = await post({}, ' '.repeat(500_000));
    expect([response.status, response.headers.get('connection')]).toEqual([429, 'keep-alive']);
  });
});

test('row 124: readiness ends before the process: /readyz says so, calls are still answered', async () => {
  service = await startTestService();
  service.readiness.stop();
  const ready = await fetch(`${service.url}/readyz`);
  expect([ready.status, await codeOf(ready)]).toEqual([503, 'not-ready']);
  expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
  expect((await post()).status).toBe(200);
});
