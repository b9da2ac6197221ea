import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { loadFixtures } from '../../src/demo/load-fixtures.js';
import { startTestService, type TestService } from '../support/running-service.js';

/* Rows 84 to 96 and 102 to 104 of the fault matrix: what stands in a request. */

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());
afterEach(() => {
  expect(service.failures).toEqual([]);
});

const ADDRESS = '/cds-services/naltrexone-safety';
const JSON_TYPE = { 'content-type': 'application/json' };
const draft = {
  resourceType: 'MedicationRequest',
  id: 'draft-1',
  subject: { reference: 'Patient/p1' },
  medicationCodeableConcept: { text: 'naltrexone 380 mg injection' },
};
const context = {
  userId: 'Practitioner/1',
  patientId: 'p1',
  draftOrders: { resourceType: 'Bundle', entry: [{ resource: draft }] },
};
const call = {
  hook: 'order-sign',
  hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
  context,
};

async function post(
  body: string | Buffer | object,
  headers: Record<string, string> = JSON_TYPE,
  path = ADDRESS,
) {
  const raw = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const response = await fetch(service.url + path, { method: 'POST', headers, body: raw });
  const answer: any = await response.json();
  const code: string | undefined = answer.issue?.[0].details.coding[0].code;
  return { status: response.status, answer, code, headers: response.headers };
}

const GOOD = JSON.stringify(call);

describe('row 84: what is no JSON is 400, without a word of the parser', () => {
  test.each([
    '',
    ' ',
    '{',
    `${GOOD}x`,
    `${GOOD}${GOOD}`,
    `/* c */${GOOD}`,
    GOOD.replace('{', '{"a":NaN,'),
    GOOD.replace('{', '{"a":Infinity,'),
    GOOD.replace('{', '{"a":01,'),
    GOOD.replace('{', '{"a":.5,'),
    GOOD.replace('{', '{"a":+1,'),
    GOOD.replace('{', '{"a":0x1,'),
    GOOD.replace('{', "{'a':1,"),
    GOOD.replace('{', '{a:1,'),
    GOOD.replace('{', '{,'),
    GOOD.replace('}', ',}'),
    GOOD.replace('{', '{"a":"\\x",'),
    GOOD.replace('{', '{"a":"\\u12",'),
    GOOD.replace('{', '{"a":"\n",'),
    GOOD.replace('{', '{"a":undefined,'),
    GOOD.slice(0, -1),
    `\0${GOOD}`,
    'hook=order-sign',
    '<xml/>',
  ])('%j', async (body) => {
    const { status, code, answer } = await post(body);
    expect([status, code]).toEqual([400, 'body-not-json']);
    expect(JSON.stringify(answer)).not.toMatch(/position|unexpected|token/i);
  });
});

test.each([
  ['lists', (levels: number) => '['.repeat(levels) + ']'.repeat(levels)],
  ['objects', (levels: number) => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels)],
])(
  'row 85: %s nested to the cap are read, one level more and a million more are not',
  async (_, nested) => {
    const inside = (levels: number) => GOOD.replace('{', `{"extension":${nested(levels)},`);
    expect((await post(inside(63))).status).toBe(200);
    for (const levels of [64, 100_000, 1_000_000]) {
      expect((await post(inside(levels))).code).toBe('body-too-deep');
    }
  },
);

test('row 86: a body of the cap is read, one byte more is not', async () => {
  const MAX = 16_000_000;
  expect((await post(GOOD + ' '.repeat(MAX - GOOD.length))).status).toBe(200);
  expect((await post(GOOD + ' '.repeat(MAX + 1 - GOOD.length))).code).toBe('body-too-large');
});

test('row 86: 20,000 resources of the size that charts have are inside the cap', async () => {
  const charts = (await loadFixtures()).flatMap(({ resources }) => resources);
  const entry = Array.from({ length: 20_000 }, (_, n) => {
    const resource = { ...charts[n % charts.length]!, id: `row-${n}` };
    const fullUrl = `https://ehr.example.org/fhir/r4/${resource.resourceType}/${resource.id}`;
    return { fullUrl, resource, search: { mode: 'match' } };
  });
  const prefetch = { laboratory: { resourceType: 'Bundle', type: 'searchset', entry } };
  const { status, answer } = await post({ ...call, prefetch });
  expect([status, answer.cards.length]).toEqual([200, 1]);
  expect(answer.cards[0].extension['org.naltrexone-cds'].unknown).toContain('Observation');
});

describe('row 87: compression', () => {
  const gzip = gzipSync(GOOD);
  test.each<[string, string, Buffer, number]>([
    ['gzip', 'gzip', gzip, 200],
    ['its name in capitals', 'GZIP', gzip, 200],
    ['x-gzip', 'x-gzip', gzip, 200],
    ['identity', 'identity', Buffer.from(GOOD), 200],
    ['a bomb', 'gzip', gzipSync(Buffer.alloc(50_000_000, 32)), 413],
    ['cut off', 'gzip', gzip.subarray(0, gzip.length - 20), 400],
    ['none, though it says so', 'gzip', Buffer.from(GOOD), 400],
    ['another one than it says', 'br', gzip, 400],
    ['twice', 'gzip, gzip', gzipSync(gzip), 415],
    ['an unknown one', 'zstd', gzip, 415],
  ])('%s', async (_name, encoding, body, status) => {
    expect((await post(body, { ...JSON_TYPE, 'content-encoding': encoding })).status).toBe(status);
  });
});

test.each<[string, number]>([
  ['application/json', 200],
  ['application/fhir+json', 200],
  ['application/fhir+json; fhirVersion=4.0', 200],
  ['APPLICATION/JSON;CHARSET=UTF-8', 200],
  ['application/json; charset="utf-8"; x=y', 200],
  ['', 415],
  ['json', 415],
  ['text/json', 415],
  ['text/plain', 415],
  ['application/xml', 415],
  ['application/jsonp', 415],
  ['application/json, text/plain', 415],
  ['multipart/form-data; boundary=x', 415],
  ['application/json; charset=utf-16', 415],
  ['application/json; charset=iso-8859-1', 415],
  ['application/json; charset=us-ascii', 415],
])('rows 88 and 89: content type %j is %i', async (type, status) => {
  expect((await post(GOOD, { 'content-type': type })).status).toBe(status);
});

test('row 90: a byte order mark is no part of the body', async () => {
  expect((await post(`\uFEFF${GOOD}`)).answer.cards).toHaveLength(1);
});

test('row 91: bytes that are no UTF-8 hurt only the word that they stand in', async () => {
  const bytes = Buffer.from(GOOD.replace('{', '{"note":"XX",'));
  const at = bytes.indexOf('XX');
  bytes[at] = 0xc3;
  bytes[at + 1] = 0x28;
  expect((await post(bytes)).answer.cards).toHaveLength(1);
});

describe('row 92: keys of prototypes are keys like any other', () => {
  const poison =
    '"__proto__":{"hook":"x","cards":1},"constructor":{"prototype":{"cards":1}},"toString":1,';
  test.each([
    '"context":{',
    '"draftOrders":{',
    '"resource":{',
    '"medicationCodeableConcept":{',
    '{',
  ])('after %s', async (place) => {
    const { answer: before } = await post(GOOD);
    const { status, answer } = await post(GOOD.replace(place, place + poison));
    expect(status).toBe(200);
    expect(answer.cards.map(({ summary }: any) => summary)).toEqual(
      before.cards.map(({ summary }: any) => summary),
    );
    expect((await post(GOOD)).answer).toEqual(before);
    expect(({} as any).cards).toBeUndefined();
  });
});

test('row 93: of two keys the last one counts, for the check and for the use', async () => {
  const other = '"medicationCodeableConcept":{"text":"amoxicillin"}';
  const last = GOOD.replace(
    '"medicationCodeableConcept":',
    `${other},"medicationCodeableConcept":`,
  );
  expect((await post(last)).answer.cards).toHaveLength(1);
  const first = GOOD.replace('injection"}', `injection"},${other}`);
  expect((await post(first)).answer.cards).toEqual([]);
  const hooks = GOOD.replace('"hook":', '"hook":"patient-view","hook":');
  expect((await post(hooks)).status).toBe(200);
});

describe('row 94: fields of a wrong type', () => {
  const WRONG = [null, 0, -1, 1e308, true, '', ' ', 'x', [], [null], {}, { a: 1 }, [[]]];
  const place = (path: readonly string[], value: unknown): any => {
    const copy: any = JSON.parse(GOOD);
    let inside: any = copy;
    for (const key of path.slice(0, -1)) inside = inside[key];
    if (value === undefined) Reflect.deleteProperty(inside, path.at(-1)!);
    else inside[path.at(-1)!] = value;
    return copy;
  };
  const required = [['hook'], ['context'], ['context', 'patientId'], ['context', 'draftOrders']];
  const isLegal = (path: readonly string[], value: unknown): boolean =>
    path.at(-1) === 'patientId' && typeof value === 'string' && value.trim() !== '';

  test.each(required)('a required one is 400: %s %s', async (...path) => {
    const keys = path.filter((key) => typeof key === 'string');
    for (const value of [undefined, ...WRONG]) {
      if (isLegal(keys, value)) continue;
      const { status, answer } = await post(place(keys, value));
      expect([value, status, answer.resourceType]).toEqual([value, 400, 'OperationOutcome']);
    }
  });

  test.each([
    [['hookInstance']],
    [['fhirServer']],
    [['fhirAuthorization']],
    [['prefetch']],
    [['extension']],
    [['context', 'userId']],
    [['context', 'encounterId']],
    [['context', 'selections']],
    [['context', 'draftOrders', 'type']],
    [['context', 'draftOrders', 'id']],
  ])('any other is read past: %s', async (path) => {
    for (const value of [undefined, ...WRONG]) {
      const { status, answer } = await post(place(path, value));
      expect([value, status]).toEqual([value, 200]);
      expect(answer.cards.length).toBeGreaterThan(0);
    }
  });

  test.each(['', 'draft', 'entry', 'resource'])(
    'inside draftOrders no type is a 5xx: %s',
    async (what) => {
      for (const value of [undefined, ...WRONG]) {
        const entry = {
          '': value,
          draft: [value, { resource: draft }],
          entry: { resource: value },
          resource: [{ resource: { ...draft, medicationCodeableConcept: value } }],
        }[what];
        const { status } = await post(place(['context', 'draftOrders', 'entry'], entry));
        expect([value, status]).toEqual([value, 200]);
      }
    },
  );
});

test.each([
  'patient-view',
  'order-dispatch',
  'ORDER-SIGN',
  'order-sign ',
  '__proto__',
  'medication-prescribe',
])('row 95: hook %j is not served here: 400, never 404', async (hook) => {
  const { status, code } = await post({ ...call, hook });
  expect([status, code]).toEqual([400, 'hook-not-served']);
});

test.each([
  '/cds-services/__proto__',
  '/cds-services/constructor',
  '/cds-services/hasOwnProperty',
  '/cds-services/naltrexone-safety%00',
  '/cds-services/naltrexone%2Dsafety%20',
  '/cds-services/NALTREXONE-SAFETY',
  '/cds-services/%E0%A4%A',
  '/cds-services/%ff',
  '/cds-services/..%2F..%2Fetc%2Fpasswd',
  '/cds-services/naltrexone-safety/',
  '/cds-services//naltrexone-safety',
  '/CDS-services/naltrexone-safety',
])('row 96: POST %s is 404', async (path) => {
  const { status, answer } = await post(GOOD, JSON_TYPE, path);
  expect([status, answer.resourceType]).toEqual([404, 'OperationOutcome']);
});

test.each(['PUT', 'PATCH', 'DELETE', 'PROPFIND', 'GET', 'HEAD'])(
  'row 97: %s is 405 and says what is allowed',
  async (method) => {
    const response = await fetch(service.url + ADDRESS, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  },
);

test('row 102: line breaks of a request stand in no header and begin no line', async () => {
  const evil = 'x\r\nset-cookie: a=b\r\n\r\n{"forged":true}';
  const { status, headers } = await post({
    ...call,
    hookInstance: evil,
    fhirServer: evil,
    context: { ...context, userId: evil, encounterId: evil },
  });
  expect(status).toBe(200);
  expect(headers.get('set-cookie')).toBeNull();
  const told = JSON.stringify([service.hookEvents, service.httpEvents]);
  expect(told).not.toMatch(/forged|set-cookie/);
});

test('row 103: forwarded headers change nothing', async () => {
  const forged = {
    'x-forwarded-for': '10.0.0.1',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'for=10.0.0.1;host=evil.example;proto=https',
    'x-http-method-override': 'GET',
    'x-original-url': '/healthz',
    'x-rewrite-url': '/healthz',
  };
  const { answer, headers } = await post(GOOD, { ...JSON_TYPE, ...forged });
  expect(answer).toEqual((await post(GOOD)).answer);
  expect(JSON.stringify([...headers])).not.toContain('evil');
  expect(service.httpEvents.at(-1)?.peer).toMatch(/127\.0\.0\.1$/);
});

test('row 104: 100 calls at once, good and bad, get each its own answer', async () => {
  const kinds = [
    { body: GOOD, status: 200, cards: 1 },
    { body: GOOD.replace('naltrexone 380 mg injection', 'amoxicillin'), status: 200, cards: 0 },
    { body: '{', status: 400, cards: undefined },
    { body: GOOD.replace('Patient/p1', 'Patient/p2'), status: 400, cards: undefined },
  ];
  const asked = Array.from({ length: 100 }, (_, index) => kinds[index % kinds.length]!);
  const answers = await Promise.all(asked.map(({ body }) => post(body)));
  expect(answers.map(({ status, answer }) => [status, answer.cards?.length])).toEqual(
    asked.map(({ status, cards }) => [status, cards]),
  );
});
