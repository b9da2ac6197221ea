import type { FhirResource } from 'fhir/r4.js';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PATIENT_ID, sampleChart } from './support/sample-chart.js';
import { keysOf } from './support/sample-request.js';
import { searchset } from './support/searchset.js';

/**
 * A FHIR server that is as slow as real ones: each search takes 20 or 80 ms, that for the laboratory comes in two pages.
 * `GET /slowest` says how many milliseconds the slowest chain of pages has taken by this server's own clock since it was
 * last asked.
 */
const DELAY_MS: Readonly<Record<string, number>> = {
  medicationRequests: 80,
  medicationDispenses: 20,
  medicationStatements: 20,
  laboratory: 80,
  liverTests: 20,
  assessments: 20,
  conditions: 80,
  procedures: 20,
};
const BODY_WEIGHT = '29463-7';
const KEY_OF_CATEGORY: Readonly<Record<string, string>> = {
  survey: 'assessments',
  'social-history': 'socialHistory',
};
const KEY_OF_TYPE: Readonly<Record<string, string>> = {
  MedicationRequest: 'medicationRequests',
  MedicationDispense: 'medicationDispenses',
  MedicationStatement: 'medicationStatements',
  Condition: 'conditions',
  Procedure: 'procedures',
};

const chart = sampleChart({ story: 'critical', everydayRows: 80, now: new Date(), seed: 1 });
let tookMs = new Map<string, number>();

const server = createServer((request, response) => {
  const start = performance.now();
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
  if (pathname === '/slowest') {
    send(response, Math.max(...tookMs.values()));
    tookMs = new Map();
    return;
  }
  const key = searchOf(pathname, searchParams);
  response.once('finish', () => {
    tookMs.set(key, (tookMs.get(key) ?? 0) + performance.now() - start);
  });
  setTimeout(() => {
    send(response, key === 'patient' ? chart[0] : pageOf(key, searchParams));
  }, DELAY_MS[key] ?? 20);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
console.error(`Listening on ${base}`);

function searchOf(pathname: string, parameters: URLSearchParams): string {
  const [type = ''] = pathname.replace('/fhir/', '').split('/');
  if (type === 'Patient') return 'patient';
  if (type !== 'Observation') return KEY_OF_TYPE[type] ?? 'others';
  const code = parameters.get('code');
  if (code !== null) return code.includes(BODY_WEIGHT) ? 'bodyWeight' : 'liverTests';
  return KEY_OF_CATEGORY[parameters.get('category') ?? ''] ?? 'laboratory';
}

function pageOf(key: string, parameters: URLSearchParams): FhirResource {
  const rows = chart.filter((row) => keysOf(row).includes(key));
  if (key !== 'laboratory') return searchset(rows);
  const half = Math.ceil(rows.length / 2);
  const next = `${base}/fhir/Observation?patient=${PATIENT_ID}&category=laboratory&page=2`;
  return parameters.has('page')
    ? searchset(rows.slice(half))
    : { ...searchset(rows.slice(0, half)), link: [{ relation: 'next', url: next }] };
}

function send(response: ServerResponse, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(200, {
    'content-type': 'application/fhir+json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
