import { afterEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { createEgress } from '../../src/egress/egress.js';
import type { FhirAccess } from '../../src/fhir/fhir-access.js';
import type { ReadEvent } from '../../src/fhir/read-session.js';
import {
  type Answer,
  type Asking,
  CANARY,
  clean,
  createSmallFhirAccess,
  onOpioids,
  sign,
  TOKEN,
  withCanaries,
} from './fault-chart.js';
import { type FaultServer, type Misbehave, startFaultServer, sendJson } from './fault-server.js';
import { until } from '../support/until.js';
import { SELF_SIGNED } from './self-signed.js';

const open: { close(): unknown }[] = [];
const access: FhirAccess[] = [];
afterEach(async () => {
  await Promise.all([...open.splice(0), ...access.splice(0)].map((one) => one.close()));
});

function accessWith(options: object = {}): FhirAccess {
  const fhir = createSmallFhirAccess(options);
  access.push(fhir);
  return fhir;
}

async function serverWith(
  faults: Readonly<Record<string, Misbehave>> = {},
  sent = clean,
): Promise<FaultServer> {
  const server = await startFaultServer(withCanaries(sent.resources), faults);
  open.push(server);
  return server;
}

async function listening(server: Server, scheme: string): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(server);
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
}

const status =
  (code: number): Misbehave =>
  ({ response }) =>
    void response.writeHead(code).end(CANARY);
const hang: Misbehave = () => undefined;
const breakOff: Misbehave = ({ request }) => void request.socket.destroy();

/** One warning card that names every source, and nothing that must not leave. */
function expectAllNamed({ cards, indicator, unknown, rules, seen }: Answer): void {
  expect(cards).toHaveLength(1);
  expect(indicator).toBe('warning');
  expect(rules).toEqual(['data-source-unreadable']);
  expect(unknown).toEqual(
    expect.arrayContaining(['Condition', 'MedicationDispense', 'Observation']),
  );
  expect(seen).not.toContain(CANARY);
  expect(seen).not.toContain(TOKEN);
}

const gapsOf = ({ events }: Answer) => events[0]?.gaps ?? [];

describe('a server that cannot be reached is one card', () => {
  const unreachable: readonly [
    string,
    (() => Promise<string>) | string,
    Partial<Asking>,
    RegExp,
  ][] = [
    ['row 9: connection refused', 'http://127.0.0.1:9/fhir', {}, /: unreachable$/],
    ['row 10: the name does not resolve', 'https://ehr.invalid/fhir', {}, /: unreachable$/],
    [
      'row 11: packets vanish',
      'https://192.0.2.1/fhir',
      { budgetMs: 600 },
      /: (unreachable|out-of-time)$/,
    ],
    [
      'row 49: a certificate that nobody trusts',
      () =>
        listening(
          createTlsServer(SELF_SIGNED, (_request, response) => response.end('{}')),
          'https',
        ),
      {},
      /: unreachable$/,
    ],
    [
      'row 50: a TLS handshake that stalls',
      () =>
        listening(
          createTcpServer((socket) => void socket.on('error', () => undefined)),
          'https',
        ),
      { budgetMs: 600 },
      /: (unreachable|out-of-time)$/,
    ],
  ];
  const failing = createEgress({
    resolveName: (_hostname, callback) => {
      callback(Object.assign(new Error(CANARY), { code: 'ENOTFOUND' }), []);
    },
  });

  test.each(unreachable)('%s', async (_name, where, asking, reason) => {
    const fhirServer = typeof where === 'string' ? where : await where();
    const started = performance.now();
    const fhir = accessWith(fhirServer.includes('.invalid') ? { egress: failing } : {});
    const answer = await sign(fhir, clean, { fhirServer, ...asking });
    expectAllNamed(answer);
    expect(gapsOf(answer).every((gap) => reason.test(gap))).toBe(true);
    expect(performance.now() - started).toBeLessThan(asking.budgetMs === undefined ? 3500 : 2000);
  });
});

test.each([404, 410])('row 5: %d for the patient names the patient data', async (code) => {
  const server = await serverWith({ Patient: status(code) });
  const answer = await sign(accessWith(), clean, { fhirServer: server.base });
  expect(answer).toMatchObject({ indicator: 'warning', unknown: ['Patient'] });
});

test('row 2: a token that the server refuses is used no more', async () => {
  const server = await serverWith({ '*': status(401) });
  const answer = await sign(accessWith(), clean, { fhirServer: server.base });
  expectAllNamed(answer);
  expect(new Set(server.asked).size).toBe(server.asked.length);
});

test('row 48: no metadata is asked for', async () => {
  const server = await serverWith();
  expect(await sign(accessWith(), clean, { fhirServer: server.base })).toMatchObject({ cards: [] });
  expect(server.asked.filter((path) => path.includes('metadata'))).toEqual([]);
});

describe('row 52: what the scope forbids is not asked', () => {
  test.each(['patient/*.read', 'system/*.rs', undefined])('%s forbids nothing', async (scope) => {
    const server = await serverWith();
    const authorization = { access_token: TOKEN, scope };
    expect(
      await sign(accessWith(), clean, { fhirServer: server.base, authorization }),
    ).toMatchObject({
      cards: [],
    });
  });

  test('a type that is not granted costs no request', async () => {
    const server = await serverWith();
    const granted = [
      'Patient',
      'DiagnosticReport',
      'ServiceRequest',
      'Observation',
      'Condition',
      'Procedure',
      'AllergyIntolerance',
      'Appointment',
    ];
    const scope = [
      ...granted,
      'MedicationRequest',
      'MedicationStatement',
      'MedicationAdministration',
    ]
      .map((type) => `patient/${type}.read`)
      .join(' ');
    const outcomes: ReadEvent[] = [];
    const fhir = accessWith({ report: (event: ReadEvent) => outcomes.push(event) });
    const authorization = { access_token: TOKEN, scope };
    const answer = await sign(fhir, clean, { fhirServer: server.base, authorization });
    expect(answer).toMatchObject({ indicator: 'warning', unknown: ['MedicationDispense'] });
    expect(gapsOf(answer)).toContain('medicationDispenses: not-permitted');
    expect(server.asked.filter((path) => path.startsWith('MedicationDispense'))).toEqual([]);
    expect(outcomes).toContainEqual(
      expect.objectContaining({ resourceType: 'MedicationDispense', outcome: 'scope-forbids' }),
    );
  });

  test('what is granted by category only is read, and counts as a part', async () => {
    const server = await serverWith();
    const scope = 'patient/*.rs?category=laboratory';
    const authorization = { access_token: TOKEN, scope };
    const answer = await sign(accessWith(), clean, { fhirServer: server.base, authorization });
    expect(answer.indicator).toBe('warning');
    expect(gapsOf(answer)).toContain('conditions: not-permitted');
    expect(gapsOf(answer)).toContain('assessments: not-permitted');
    expect(gapsOf(answer).filter((gap) => gap.startsWith('laboratory'))).toEqual([]);
  });
});

test('row 53: without a token no request pretends to have one', async () => {
  const server = await serverWith({ '*': status(401) });
  const answer = await sign(accessWith(), clean, { fhirServer: server.base, authorization: null });
  expectAllNamed(answer);
  expect(new Set(server.tokens)).toEqual(new Set([undefined]));
});

test('row 55: all reads fail at once, and there is one card', async () => {
  const server = await serverWith({ '*': status(500) });
  expectAllNamed(await sign(accessWith(), clean, { fhirServer: server.base }));
});

describe('an opioid in a row of another FHIR version still counts', () => {
  const drug = { text: 'oxycodone 5 mg tablet' };
  const subject = { reference: 'Patient/p1' };
  const rows: readonly [string, string, object][] = [
    [
      'row 46: DSTU2',
      'MedicationRequest',
      {
        ...{ resourceType: 'MedicationOrder', id: 'x', status: 'active', patient: subject },
        ...{ dateWritten: '2026-11-22', medicationCodeableConcept: drug },
      },
    ],
    [
      'row 47: R5',
      'MedicationDispense',
      {
        ...{ resourceType: 'MedicationDispense', id: 'x', status: 'completed', subject },
        ...{
          whenHandedOver: '2026-11-22',
          daysSupply: { value: 5 },
          medication: { concept: drug },
        },
      },
    ],
  ];
  test.each(rows)('%s', async (_name, type, resource) => {
    const server = await serverWith({
      [type]: ({ response, right }) =>
        sendJson(response, { ...right, total: undefined, entry: [...right.entry, { resource }] }),
    });
    const answer = await sign(accessWith(), clean, { fhirServer: server.base });
    expect(answer).toMatchObject({ indicator: 'critical', unknown: [type] });
    expect(gapsOf(answer).join()).toContain(': wrong-fhir-version');
  });
});

test('the deadline ends what still runs, and what is known goes out', async () => {
  const server = await serverWith({ Procedure: hang, Condition: hang }, onOpioids);
  const started = performance.now();
  const answer = await sign(accessWith(), onOpioids, { fhirServer: server.base, budgetMs: 800 });
  expect(performance.now() - started).toBeLessThan(2500);
  expect(answer.indicator).toBe('critical');
  expect(gapsOf(answer)).toEqual(
    expect.arrayContaining(['procedures: out-of-time', 'conditions: out-of-time']),
  );
});

test('a second try that does not fit into the budget is not made', async () => {
  const server = await serverWith({ Condition: status(503) });
  await sign(accessWith(), clean, { fhirServer: server.base, budgetMs: 190 });
  expect(server.asked.filter((path) => path.startsWith('Condition')).length).toBeLessThanOrEqual(1);
});

test('row 57: a server that failed five calls is left alone, then probed', async () => {
  const clock = { now: 0 };
  const fhir = accessWith({ clock: () => clock.now });
  const faults: Record<string, Misbehave> = { '*': breakOff };
  const server = await serverWith(faults);
  const call = () => sign(fhir, clean, { fhirServer: server.base });
  for (let count = 0; count < 5; count += 1) expectAllNamed(await call());
  const asked = server.asked.length;

  const milliseconds: number[] = [];
  for (let count = 0; count < 10; count += 1) {
    const started = performance.now();
    const resting = await call();
    milliseconds.push(performance.now() - started);
    expectAllNamed(resting);
    expect(gapsOf(resting).every((gap) => gap.endsWith(': unreachable'))).toBe(true);
  }
  // The quickest of ten: what the service needs, whatever else this machine does.
  expect(Math.min(...milliseconds)).toBeLessThan(20);
  expect(server.asked).toHaveLength(asked);

  delete faults['*'];
  expectAllNamed(await call());
  clock.now = 10_000;
  expect(await call()).toMatchObject({ cards: [] });
  expect(await call()).toMatchObject({ cards: [] });
});

test('row 58: a caller who goes away ends the reads', async () => {
  const gone = new AbortController();
  const server = await serverWith({ '*': () => gone.abort() });
  const answer = await sign(accessWith(), clean, { fhirServer: server.base, signal: gone.signal });
  expect(answer.indicator).toBe('warning');
  await until(() => server.abandoned() === server.asked.length);
});

test('after any of it the next call is as good as new', async () => {
  const faults: Record<string, Misbehave> = {};
  const server = await serverWith(faults);
  const fhir = accessWith();
  for (const fault of [status(500), breakOff, status(401), hang]) {
    faults['*'] = fault;
    expectAllNamed(await sign(fhir, clean, { fhirServer: server.base, budgetMs: 400 }));
    delete faults['*'];
    expect(await sign(fhir, clean, { fhirServer: server.base })).toMatchObject({ cards: [] });
  }
});
