import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type FakeFhirServer, startFakeFhirServer } from '../support/fake-fhir-server.js';
import { PRINT_SPANS, type PrintedSpan } from '../support/print-spans.js';
import { type Program, startProgram } from '../support/start-program.js';

/* The service with and without a preloaded OpenTelemetry SDK, between a caller that traces and a FHIR server. */

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';
const PATIENT = 'amara-osei-1980';
const SERVER = 1;
const CLIENT = 2;
const ERROR = 2;
const ATTRIBUTES = new Set([
  ...['cds.service', 'cds.hook', 'cds.answer', 'cds.error'],
  ...['fhir.resource_type', 'fhir.outcome', 'http.response.status_code'],
]);

let fhir: FakeFhirServer;
let program: Program;
beforeEach(async () => {
  fhir = await startFakeFhirServer([{ resourceType: 'Patient', id: PATIENT }], {
    Condition: '403',
  });
});
afterEach(async () => {
  program.child.kill('SIGKILL');
  await fhir.close();
});

async function serve(preload?: string): Promise<string> {
  program = startProgram(
    ['serve', '--insecure-no-auth', '--allow-fhir', fhir.base],
    { NALTREXONE_CDS_PORT: '0' },
    preload,
  );
  return program.says(/Listening on (\S+)/);
}

async function sign(url: string, service = 'naltrexone-safety'): Promise<number> {
  const medicationCodeableConcept = { text: 'naltrexone' };
  const resource = { resourceType: 'MedicationRequest', medicationCodeableConcept };
  const response = await fetch(`${url}/cds-services/${service}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      traceparent: `00-${TRACE}-${CALLER}-01`,
      tracestate: `ehr=${PATIENT}`,
      baggage: `patient=${PATIENT}`,
    },
    body: JSON.stringify({
      hook: 'order-sign',
      fhirServer: fhir.base,
      fhirAuthorization: { access_token: `token-of-${PATIENT}`, token_type: 'Bearer' },
      context: {
        patientId: PATIENT,
        draftOrders: { resourceType: 'Bundle', entry: [{ resource }] },
      },
    }),
  });
  await response.text();
  return response.status;
}

const printed = (): PrintedSpan[] =>
  [...program.stderr().matchAll(/^span (.*)$/gm)].map(([, json = '']) => JSON.parse(json));

const traceHeaders = (headers: object): string[] =>
  Object.keys(headers).filter((name) => /trace|baggage/.test(name));

const hookLine = async (): Promise<any> =>
  JSON.parse(await program.says(/^(.*"event":"hook".*)\n/m));

test('behind a preloaded SDK the trace of the caller goes on to the FHIR server, and nothing else of it', async () => {
  const url = await serve(PRINT_SPANS);
  expect(await sign(url)).toBe(200);
  await program.says(/^span .*"cds-hook.*\n/m);
  const spans = printed();
  const hook = spans.find(({ kind }) => kind === SERVER)!;
  const reads = spans.filter(({ kind }) => kind === CLIENT);

  expect(hook).toMatchObject({
    name: 'cds-hook naltrexone-safety',
    traceId: TRACE,
    parent: CALLER,
  });
  expect(hook.attributes).toEqual({
    'cds.service': 'naltrexone-safety',
    'cds.hook': 'order-sign',
    'cds.answer': 'cards',
  });
  expect(await hookLine()).toMatchObject({ traceId: TRACE });

  expect(reads.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['fhir read Patient', 'fhir search MedicationRequest']),
  );
  expect(new Set(reads.map(({ parent }) => parent))).toEqual(new Set([hook.spanId]));
  expect(reads.find(({ name }) => name === 'fhir search Condition')).toMatchObject({
    status: ERROR,
    attributes: {
      'fhir.resource_type': 'Condition',
      'fhir.outcome': 'status',
      'http.response.status_code': 403,
    },
  });
  expect(fhir.headers.map(({ traceparent }) => traceparent).sort()).toEqual(
    reads.map(({ spanId }) => `00-${TRACE}-${spanId}-01`).sort(),
  );
  for (const headers of fhir.headers) {
    expect(traceHeaders(headers)).toEqual(['traceparent']);
  }

  expect(await sign(url, PATIENT)).toBe(404);
  await program.says(/^span .*service-unknown.*\n/m);
  expect(printed().at(-1)).toMatchObject({
    name: 'cds-hook',
    attributes: { 'cds.error': 'service-unknown' },
  });
  const all = printed();
  expect(
    all.flatMap(({ attributes }) => Object.keys(attributes)).filter((key) => !ATTRIBUTES.has(key)),
  ).toEqual([]);
  expect(JSON.stringify(all)).not.toContain(PATIENT);
  expect(all.flatMap(({ events }) => events)).toEqual([]);
}, 20_000);

test('without one the trace ends here: the log names it, the FHIR server hears nothing of it', async () => {
  const url = await serve();
  expect(await sign(url)).toBe(200);
  expect(await hookLine()).toMatchObject({ traceId: TRACE });
  expect(fhir.headers.length).toBeGreaterThan(5);
  for (const headers of fhir.headers) {
    expect(traceHeaders(headers)).toEqual([]);
  }
}, 20_000);
