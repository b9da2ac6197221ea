import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { connect, type Socket } from 'node:net';
import { sendRaw } from '../support/raw-http.js';
import { startTestService, type TestService } from '../support/running-service.js';

/* Rows 97 to 101 of the fault matrix: HTTP as no well-behaved client writes it, over bare sockets. */

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());
afterEach(() => {
  service.hookEvents.length = 0;
  expect(service.failures).toEqual([]);
});

const POST =
  'POST /cds-services/naltrexone-safety HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
const GET = 'GET /healthz HTTP/1.1\r\nHost: x\r\n';
const SECOND = 'GET /version HTTP/1.1\r\nHost: x\r\n\r\n';
const call = (text: string) =>
  JSON.stringify({
    hook: 'order-sign',
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    context: {
      patientId: 'p1',
      draftOrders: {
        resourceType: 'Bundle',
        entry: [
          {
            resource: {
              resourceType: 'MedicationRequest',
              subject: { reference: 'Patient/p1' },
              medicationCodeableConcept: { text },
            },
          },
        ],
      },
    },
  });
const post = (text: string) =>
  `${POST}Content-Length: ${Buffer.byteLength(call(text))}\r\n\r\n${call(text)}`;
const bodiesIn = (text: string): any[] =>
  text
    .split(/HTTP\/1\.1 \d{3} [^\r]*\r\n/)
    .slice(1)
    .map((answer): any => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4) || 'null'));

describe('row 100: what is no HTTP is refused, and what follows it is not run', () => {
  test.each<[string, string]>([
    ['both lengths', `${POST}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['two lengths', `${POST}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`],
    ['a negative length', `${POST}Content-Length: -1\r\n\r\n{}`],
    ['a folded header', `${GET}X-A: b\r\n c\r\n\r\n`],
    ['a chunk without a size', `${POST}Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n`],
    [
      'a long chunk extension',
      `${POST}Transfer-Encoding: chunked\r\n\r\n2;${'x'.repeat(30_000)}\r\n{}`,
    ],
    ['a transfer encoding that is none', `${POST}Transfer-Encoding: gzip\r\n\r\n{}`],
    ['lines without carriage return', 'GET /healthz HTTP/1.1\nHost: x\n\n'],
    ['NUL in a header', `${GET}X-A: b\0c\r\n\r\n`],
    ['a space before a colon', 'GET /healthz HTTP/1.1\r\nHost : x\r\n\r\n'],
    ['an unknown method', 'FOO /healthz HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['another version', 'GET /healthz HTTP/3.0\r\nHost: x\r\n\r\n'],
    ['no Host', 'GET /healthz HTTP/1.1\r\n\r\n'],
  ])('%s', async (_name, bytes) => {
    const { text, statuses } = await sendRaw(service.port, bytes + SECOND);
    expect(statuses).toEqual([400]);
    expect(text).toMatch(/^connection: close\r$/im);
    expect(text).toContain('request-malformed');
    expect(text).toMatch(/^cache-control: no-store\r$/im);
  });
});

test.each<[string, string, number, string]>([
  [
    'a long address',
    `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    431,
    'headers-too-large',
  ],
  ['5000 short headers', `${GET}${'a: 1\r\n'.repeat(5000)}\r\n`, 431, 'headers-too-large'],
  ['101 headers', `${GET}${'a: 1\r\n'.repeat(100)}\r\n`, 431, 'headers-too-large'],
  ['100 headers', `${GET}${'a: 1\r\n'.repeat(99)}\r\n`, 200, '"status":"ok"'],
])('row 101: %s', async (_name, bytes, status, words) => {
  const { text, statuses } = await sendRaw(service.port, bytes, 1);
  expect(statuses).toEqual([status]);
  expect(text).toContain(words);
});

test.each<[string, string, number]>([
  ['CONNECT', 'CONNECT /cds-services/x HTTP/1.1\r\nHost: x\r\n\r\n', 405],
  ['TRACE', 'TRACE /healthz HTTP/1.1\r\nHost: x\r\n\r\n', 405],
  ['OPTIONS *', 'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n', 404],
  ['an Upgrade', `${GET}Upgrade: websocket\r\nConnection: upgrade\r\n\r\n`, 200],
  ['an Expect that nobody knows', `${GET}Expect: pigs\r\n\r\n`, 200],
  ['HTTP/1.0', 'GET /healthz HTTP/1.0\r\n\r\n', 200],
])('row 97: %s gets an answer', async (_name, bytes, status) => {
  const { text, statuses } = await sendRaw(service.port, bytes, 1);
  expect(statuses).toEqual([status]);
  expect(bodiesIn(text)).toHaveLength(1);
});

describe('row 99', () => {
  test('pipelined calls are answered in order, without a word of each other', async () => {
    const drugs = ['naltrexone', 'amoxicillin', 'naltrexone', 'ibuprofen', 'naltrexone'];
    const { text, statuses } = await sendRaw(service.port, drugs.map(post).join(''), drugs.length);
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    expect(bodiesIn(text).map(({ cards }) => cards.length)).toEqual([1, 0, 1, 0, 1]);
  });

  test('garbage behind a good call does not take the place of its answer', async () => {
    const { text, statuses } = await sendRaw(service.port, `${post('naltrexone')}GARBAGE\r\n\r\n`);
    expect(statuses).toEqual([200, 400]);
    expect(bodiesIn(text)[0].cards).toHaveLength(1);
  });

  test('a caller that goes away in the middle of its body harms nobody', async () => {
    const half = post('naltrexone').slice(0, -20);
    await new Promise<void>((resolve) => {
      const socket = connect(service.port, '127.0.0.1', () => {
        socket.write(half, () => socket.destroy());
      });
      socket.once('close', () => resolve());
    });
    const { statuses } = await sendRaw(service.port, post('naltrexone'), 1);
    expect(statuses).toEqual([200]);
  });
});

test('row 98: 200 callers that never finish their headers do not keep others waiting', async () => {
  const slow = await Promise.all(
    Array.from(
      { length: 200 },
      () =>
        new Promise<Socket>((resolve) => {
          const socket = connect(service.port, '127.0.0.1', () => {
            socket.write('POST /cds-services/naltrexone-safety HTTP/1.1\r\nHost: x\r\nX-A: ');
            resolve(socket);
          }).on('error', () => undefined);
        }),
    ),
  );
  const start = performance.now();
  const { statuses } = await sendRaw(service.port, post('naltrexone'), 1);
  expect(statuses).toEqual([200]);
  expect(performance.now() - start).toBeLessThan(2000);
  for (const socket of slow) socket.destroy();
});

test('row 86: the refusal of a large body reaches whoever still sends it', async () => {
  const large = Buffer.alloc(20_000_000, 32);
  const head = `${POST}Content-Length: ${large.length}\r\n\r\n`;
  const { text, statuses } = await sendRaw(service.port, [head, large]);
  expect(statuses).toEqual([413]);
  expect(bodiesIn(text)[0].resourceType).toBe('OperationOutcome');
});
