import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { startFakeFhirServer } from '../test/support/fake-fhir-server.js';
import { startTestService, type TestService } from '../test/support/running-service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
beforeEach(() => {
  service.hookEvents.length = 0;
  service.httpEvents.length = 0;
});
afterAll(() => service.close());

const DEPOT = {
  coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '637216' }],
};
const OXYCODONE = { text: 'oxycodone 5 mg tablet' };
const order = (concept: object) => ({
  resourceType: 'MedicationRequest',
  id: 'draft-1',
  status: 'draft',
  subject: { reference: 'Patient/p1' },
  medicationCodeableConcept: concept,
});
const hookCall = (concept: object = DEPOT, more: object = {}) => ({
  hook: 'order-sign',
  hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
  context: {
    userId: 'Practitioner/1',
    patientId: 'p1',
    draftOrders: { resourceType: 'Bundle', entry: [{ resource: order(concept) }] },
  },
  ...more,
});
const JSON_TYPE = { 'content-type': 'application/json' };

async function post(
  body: unknown,
  headers: Record<string, string> = JSON_TYPE,
  path = '/cds-services/naltrexone-safety',
) {
  const raw = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const response = await fetch(service.url + path, { method: 'POST', headers, body: raw });
  const answer: any = await response.json();
  return { response, status: response.status, answer, code: codeOf(answer) };
}

const codeOf = (answer: any): string | undefined => answer?.issue?.[0]?.details?.coding?.[0]?.code;

describe('discovery', () => {
  test('lists each service under two hooks, and may be asked again for nothing', async () => {
    const response = await fetch(`${service.url}/cds-services`);
    expect(response.status).toBe(200);
    const { services }: any = await response.json();
    expect(services.map(({ id, hook }: any) => [id, hook])).toEqual([
      ['naltrexone-safety', 'order-select'],
      ['naltrexone-safety', 'order-sign'],
      ['naltrexone-readiness', 'order-select'],
      ['naltrexone-readiness', 'order-sign'],
    ]);
    const etag = response.headers.get('etag')!;
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    const again = await fetch(`${service.url}/cds-services`, {
      headers: { 'if-none-match': etag },
    });
    expect(again.status).toBe(304);
    const other = await fetch(`${service.url}/cds-services`, {
      headers: { 'if-none-match': '"x"' },
    });
    expect(other.status).toBe(200);
  });

  test('HEAD gives the headers alone', async () => {
    const response = await fetch(`${service.url}/cds-services`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });
});

test('/healthz and /version answer', async () => {
  const health = await fetch(`${service.url}/healthz`);
  expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
  const version: any = await (await fetch(`${service.url}/version`)).json();
  expect(version).toEqual({ version: '0.0.0', knowledge: expect.stringMatching(/^[0-9a-f]{12}$/) });
});

describe('a hook call', () => {
  test('with a naltrexone order and nothing known: a card that names what was not seen', async () => {
    const { response, status, answer } = await post(hookCall());
    expect(status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(answer.cards).toHaveLength(1);
    const behind = answer.cards[0].extension['org.naltrexone-cds'];
    expect(behind.rules.map(({ id }: any) => id)).toEqual(['data-source-unreadable']);
    expect(behind.unknown).toContain('MedicationDispense');
    expect(service.hookEvents[0]).toMatchObject({ answer: 'cards', question: 'naltrexone' });
  });

  test('with another order: no card, and no chart is read', async () => {
    const server = await startFakeFhirServer([]);
    const own = await startTestService({ allowFhir: [server.base] });
    const body = JSON.stringify(hookCall({ text: 'amoxicillin' }, { fhirServer: server.base }));
    const init = { method: 'POST', headers: JSON_TYPE, body };
    const response = await fetch(`${own.url}/cds-services/naltrexone-safety`, init);
    expect([response.status, await response.text()]).toEqual([200, '{"cards":[]}']);
    expect(server.asked).toEqual([]);
    expect(own.hookEvents[0]).toMatchObject({ answer: 'other-orders' });
    await own.close();
    await server.close();
  });

  test('reads the chart from an allowed server with the token, and from no other', async () => {
    const server = await startFakeFhirServer([{ resourceType: 'Patient', id: 'p1' }]);
    const own = await startTestService({ allowFhir: [server.base] });
    const fhirAuthorization = { access_token: 'canary-4711', token_type: 'Bearer' };
    const ask = async (fhirServer: string) => {
      const body = JSON.stringify(hookCall(DEPOT, { fhirServer, fhirAuthorization }));
      const init = { method: 'POST', headers: JSON_TYPE, body };
      const response = await fetch(`${own.url}/cds-services/naltrexone-safety`, init);
      return await response.text();
    };
    const allowed = await ask(server.base);
    expect(allowed).not.toContain('data-source-unreadable');
    expect(new Set(server.tokens)).toEqual(new Set(['Bearer canary-4711']));
    const reads = server.asked.length;
    const refused = await ask(server.base.replace('/fhir', '/fhir2'));
    expect(refused).toContain('data-source-unreadable');
    expect(server.asked).toHaveLength(reads);
    expect(own.hookEvents[1]!.gaps).toContain('conditions: not-permitted');
    expect(allowed + refused + JSON.stringify([own.hookEvents, own.httpEvents])).not.toContain(
      'canary',
    );
    await own.close();
    await server.close();
  });

  test('the same body gives the same bytes', async () => {
    const [one, two] = [await post(hookCall()), await post(hookCall())];
    expect(one.answer).toEqual(two.answer);
  });

  test('200 parallel calls do not mix', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        post(index % 2 === 0 ? hookCall() : hookCall({ text: 'amoxicillin' })),
      ),
    );
    answers.forEach(({ answer }, index) =>
      expect(answer.cards).toHaveLength(index % 2 === 0 ? 1 : 0),
    );
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('compressed with %s', async (encoding, compress) => {
    const headers = { ...JSON_TYPE, 'content-encoding': encoding };
    expect((await post(compress(JSON.stringify(hookCall())), headers)).status).toBe(200);
  });

  test.each([
    'application/json; charset=UTF-8',
    'Application/JSON',
    'application/fhir+json',
    'application/json;charset="utf-8"',
  ])('as %s', async (type) => {
    expect((await post(hookCall(), { 'content-type': type })).status).toBe(200);
  });

  test('with a byte order mark', async () => {
    expect((await post(`\uFEFF${JSON.stringify(hookCall())}`)).status).toBe(200);
  });
});

describe('a bug of ours', () => {
  const broken = {
    decide: () => {
      throw new Error('oxycodone of patient p1');
    },
  };
  const answerOf = async (concept: object, hook: object) => {
    const own = await startTestService({ hook });
    const init = { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(hookCall(concept)) };
    const response = await fetch(`${own.url}/cds-services/naltrexone-safety`, init);
    const answer: any = await response.json();
    await own.close();
    return { status: response.status, answer, own };
  };

  test('beside a naltrexone order is said on a card', async () => {
    const { status, answer, own } = await answerOf(DEPOT, broken);
    expect(status).toBe(200);
    expect(answer.cards).toEqual([
      {
        uuid: expect.any(String),
        summary: expect.stringContaining('could not be checked'),
        detail: expect.any(String),
        indicator: 'warning',
        source: expect.objectContaining({ label: 'naltrexone-cds' }),
      },
    ]);
    expect(JSON.stringify(answer)).not.toContain('p1');
    expect(own.hookEvents[0]).toMatchObject({ answer: 'not-checked' });
  });

  test('beside an opioid order is silence and a counter', async () => {
    const { answer, own } = await answerOf(OXYCODONE, broken);
    expect(answer).toEqual({ cards: [] });
    expect(own.hookEvents[0]).toMatchObject({ answer: 'not-checked', question: 'mirror' });
  });

  test('an answer that breaks our own schema does not leave', async () => {
    const decide = () => ({
      cards: [{ summary: 'x'.repeat(200), source: {}, orders: [], rules: [], unknown: [] }],
      findings: [],
      gaps: [],
    });
    const { answer } = await answerOf(DEPOT, { decide });
    expect(answer.cards[0].summary).toContain('could not be checked');
  });
});

describe('bad input gets a status and an OperationOutcome', () => {
  test.each<[string, unknown, number, string]>([
    ['no JSON', '{', 400, 'body-not-json'],
    ['an empty body', '', 400, 'body-not-json'],
    ['trailing garbage', '{} {}', 400, 'body-not-json'],
    ['a comment', '{/*x*/}', 400, 'body-not-json'],
    ['100,000 levels', '['.repeat(100_000) + ']'.repeat(100_000), 400, 'body-too-deep'],
    ['null', 'null', 400, 'request-invalid'],
    ['a list', '[]', 400, 'request-invalid'],
    ['an empty object', {}, 400, 'request-invalid'],
    ['another hook', { hook: 'patient-view' }, 400, 'hook-not-served'],
    [
      'no draftOrders',
      { hook: 'order-sign', context: { patientId: 'p1' } },
      400,
      'draft-orders-missing',
    ],
    [
      'drafts of another patient',
      hookCall(DEPOT, { context: { ...hookCall().context, patientId: 'p2' } }),
      400,
      'patient-mismatch',
    ],
  ])('%s', async (_name, body, status, code) => {
    const refused = await post(body);
    expect([refused.status, refused.code]).toEqual([status, code]);
    expect(refused.answer.resourceType).toBe('OperationOutcome');
    expect(refused.response.headers.get('content-type')).toBe(
      'application/fhir+json; charset=utf-8',
    );
    expect(refused.response.headers.get('cache-control')).toBe('no-store');
  });

  test.each<[string, Record<string, string>, unknown, number, string]>([
    ['text', { 'content-type': 'text/plain' }, '{}', 415, 'media-type-unsupported'],
    [
      'a form',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'a=1',
      415,
      'media-type-unsupported',
    ],
    [
      'Latin-1',
      { 'content-type': 'application/json; charset=iso-8859-1' },
      '{}',
      415,
      'media-type-unsupported',
    ],
    [
      'an unknown compression',
      { ...JSON_TYPE, 'content-encoding': 'zstd' },
      '{}',
      415,
      'media-type-unsupported',
    ],
    [
      'broken gzip',
      { ...JSON_TYPE, 'content-encoding': 'gzip' },
      'no gzip',
      400,
      'body-unreadable',
    ],
    [
      'a gzip bomb',
      { ...JSON_TYPE, 'content-encoding': 'gzip' },
      gzipSync(Buffer.alloc(20_000_000, 32)),
      413,
      'body-too-large',
    ],
  ])('%s', async (_name, headers, body, status, code) => {
    const refused = await post(body, headers);
    expect([refused.status, refused.code]).toEqual([status, code]);
  });

  test.each<[string, string, string, number, string, string | null]>([
    ['GET', '/cds-services/naltrexone-safety', '', 405, 'method-not-allowed', 'POST'],
    ['DELETE', '/cds-services', '', 405, 'method-not-allowed', 'GET, HEAD'],
    ['POST', '/healthz', '', 405, 'method-not-allowed', 'GET, HEAD'],
    ['GET', '/', '', 404, 'route-unknown', null],
    ['GET', '/cds-services/', '', 404, 'route-unknown', null],
    ['GET', '/cds-services/%E0%A4%A', '', 404, 'route-unknown', null],
    ['GET', '/../../etc/passwd', '', 404, 'route-unknown', null],
    ['GET', '/demo', '', 404, 'route-unknown', null],
    [
      'POST',
      '/cds-services/naltrexone-prices',
      JSON.stringify(hookCall()),
      404,
      'service-unknown',
      null,
    ],
    ['POST', '/cds-services/__proto__', JSON.stringify(hookCall()), 404, 'service-unknown', null],
  ])('%s %s', async (method, path, body, status, code, allow) => {
    const response = await fetch(service.url + path, {
      method,
      headers: JSON_TYPE,
      ...(body === '' ? {} : { body }),
    });
    expect([response.status, codeOf(await response.json())]).toEqual([status, code]);
    expect(response.headers.get('allow')).toBe(allow);
  });

  test('a body over the limit is refused at once, and the connection ends cleanly', async () => {
    const answer = await new Promise<[number | undefined, string | undefined]>(
      (resolve, reject) => {
        const request = httpRequest(
          `${service.url}/cds-services/naltrexone-safety`,
          { method: 'POST', headers: { ...JSON_TYPE, 'content-length': 16_000_001 } },
          (response) => {
            response.resume();
            resolve([response.statusCode, response.headers.connection]);
          },
        );
        request.on('error', reject);
        request.write('{');
      },
    );
    expect(answer).toEqual([413, 'close']);
  });

  test('a body of unknown length is refused when it has grown too large', async () => {
    const status = await new Promise((resolve, reject) => {
      const request = httpRequest(
        `${service.url}/cds-services/naltrexone-safety`,
        { method: 'POST', headers: JSON_TYPE },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      request.on('error', reject);
      const chunk = Buffer.alloc(1_000_000, 32);
      for (let sent = 0; sent < 17; sent += 1) request.write(chunk);
    });
    expect(status).toBe(413);
  });

  test('what is no HTTP gets an answer too', async () => {
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(service.port, '127.0.0.1', () => socket.write('nonsense\r\n\r\n'));
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('request-malformed');
  });

  test('a client that goes away in the middle of its body harms nobody', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(service.port, '127.0.0.1', () => {
        const head = 'POST /cds-services/naltrexone-safety HTTP/1.1\r\nHost: x\r\n';
        socket.write(`${head}Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{"hook"`);
        setTimeout(() => socket.destroy(), 20);
      });
      socket.on('close', () => resolve());
    });
    expect((await post(hookCall())).status).toBe(200);
  });

  test('headers that are too large', async () => {
    const response = await fetch(`${service.url}/healthz`, {
      headers: { 'x-large': 'x'.repeat(20_000) },
    });
    expect([response.status, codeOf(await response.json())]).toEqual([431, 'headers-too-large']);
  });

  test('nothing of it was an error of ours', () => {
    expect(service.failures).toEqual([]);
  });

  test('prototype keys anywhere change nothing', async () => {
    const before = await post(hookCall());
    const poison =
      '{"__proto__":{"hook":"x","polluted":1},"constructor":{"prototype":{"polluted":1}},';
    const after = await post(JSON.stringify(hookCall()).replace('{', poison));
    expect(after.status).toBe(200);
    expect(after.answer.cards[0].summary).toBe(before.answer.cards[0].summary);
    expect(({} as any).polluted).toBeUndefined();
  });
});

test('the log names the route, never the address that was called', async () => {
  await post(hookCall());
  await fetch(`${service.url}/secret-path?patient=p1`);
  expect(
    service.httpEvents.map(({ method, route, status, error }) => [method, route, status, error]),
  ).toEqual([
    ['POST', '/cds-services/:id', 200, undefined],
    ['GET', 'none', 404, 'route-unknown'],
  ]);
});
