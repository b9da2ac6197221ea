import { afterAll, describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { hookParts } from '../support/hook-parts.js';
import {
  type Answer,
  CANARY,
  clean,
  createSmallFhirAccess,
  LEVELS,
  onOpioids,
  SAFETY_TYPES,
  sign,
  TOKEN,
  withCanaries,
} from './fault-chart.js';
import { type Exchange, type Misbehave, sendJson, startFaultServer } from './fault-server.js';

/* Rows 1-55 of the fault matrix: each fault on each source that data-source-unreadable speaks of. */

type Type = (typeof SAFETY_TYPES)[number];

const { queries, knowledge } = hookParts();
const fhir = createSmallFhirAccess();
afterAll(() => fhir.close());

const OUTCOME = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'processing', diagnostics: CANARY }],
};
const WITHHELD = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'warning', code: 'suppressed', diagnostics: CANARY }],
};
const REMARK = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'information', code: 'informational', diagnostics: CANARY }],
};
const IGNORED = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'warning', code: 'not-supported', diagnostics: CANARY }],
};
const HTML = `<html><body>${CANARY}</body></html>`;

const status =
  (code: number, headers: Record<string, string> = {}): Misbehave =>
  ({ response }) => {
    response.writeHead(code, { 'content-type': 'application/fhir+json', ...headers });
    response.end(code === 204 ? undefined : JSON.stringify(OUTCOME));
  };
const raw =
  (body: string | Buffer, headers: Record<string, string> = {}): Misbehave =>
  ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/fhir+json', ...headers }).end(body);
  };
/** The right searchset with a change. */
const changed =
  (change: (bundle: any, exchange: Exchange) => unknown): Misbehave =>
  (exchange) => {
    const { request, response, right } = exchange;
    const isPage = (request.url ?? '').includes('_page=');
    sendJson(response, isPage && change.length < 2 ? right : change(right, exchange));
  };
/** A row of the type that says nothing about opioids. */
const bland = (type: string, more: object = {}) => ({
  resourceType: type,
  id: 'bland',
  status: 'completed',
  subject: { reference: 'Patient/p1' },
  ...(type === 'AllergyIntolerance' ? { patient: { reference: 'Patient/p1' } } : {}),
  ...(type.startsWith('Medication') ? { medicationCodeableConcept: { text: 'metformin' } } : {}),
  ...more,
});
const adding = (...entries: unknown[]) =>
  changed((bundle) => ({ ...bundle, total: undefined, entry: [...bundle.entry, ...entries] }));
const addingRow = (more: (type: string) => object): Misbehave => {
  return (exchange) => adding({ resource: bland(exchange.type, more(exchange.type)) })(exchange);
};
const ofAnotherPatient = (type: string): object =>
  bland(type, {
    subject: { reference: 'Patient/p2' },
    ...(type === 'AllergyIntolerance' && { patient: { reference: 'Patient/p2' } }),
    note: [{ text: CANARY }],
  });
const next = (link: (exchange: Exchange) => string) =>
  changed((bundle, exchange) => ({
    ...bundle,
    total: undefined,
    link: [{ relation: 'next', url: link(exchange) }],
  }));
/** Page after page of the same rows, by a link that keeps the search apart from other searches of its type. */
const pages =
  (count: number, relative = false): Misbehave =>
  (exchange) => {
    const { request, response, right, base } = exchange;
    const page = Number(/_page=(\d+)/.exec(request.url ?? '')?.[1] ?? 1);
    const url = (relative ? '' : new URL(base).origin) + nextPath(exchange, page + 1);
    const more = { link: [{ relation: 'next', url }] };
    sendJson(response, { ...right, total: undefined, ...(page < count ? more : {}) });
  };
const nextPath = ({ request }: Exchange, page: number): string =>
  `${(request.url ?? '').replace(/&_page=.*/, '')}&_page=${page}`;
const failingOnPageTwo =
  (code: number): Misbehave =>
  (exchange) =>
    (exchange.request.url?.includes('_page=') === true ? status(code) : pages(2))(exchange);
const drip: Misbehave = ({ response }) => {
  response.writeHead(200, { 'content-type': 'application/fhir+json' });
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};
const cut =
  (headers: Record<string, string> = {}): Misbehave =>
  ({ response, right }) => {
    response.writeHead(200, { 'content-type': 'application/fhir+json', ...headers });
    response.write(JSON.stringify(right).slice(0, -5), () => response.destroy());
  };

interface Fault {
  readonly name: string;
  readonly misbehave: Misbehave;
  /** Why the source is not known; undefined = the fault is harmless, and the clean patient stays silent. */
  readonly reason?: string;
  /** What the card says of it. */
  readonly words?: string;
  readonly budgetMs?: number;
  /** Most requests that one address may see. */
  readonly callsPerAddress?: number;
}

const FAULTS: readonly Fault[] = [
  { name: 'row 1: 400', misbehave: status(400), words: 'query not accepted', reason: 'http-error' },
  { name: 'row 2: 401', misbehave: status(401), reason: 'not-permitted' },
  {
    name: 'row 3: 403',
    misbehave: status(403),
    words: 'access not granted',
    reason: 'not-permitted',
  },
  { name: 'row 4: 404 on a search', misbehave: status(404), reason: 'http-error' },
  { name: 'row 6: 410', misbehave: status(410), reason: 'http-error' },
  {
    name: 'row 7: 429 that wants longer than is left',
    misbehave: status(429, { 'retry-after': '60' }),
    reason: 'http-error',
  },
  {
    name: 'row 8: 500',
    misbehave: status(500),
    words: 'server error',
    reason: 'http-error',
    callsPerAddress: 2,
  },
  { name: 'row 8: 502', misbehave: status(502), reason: 'http-error', callsPerAddress: 2 },
  { name: 'row 8: 503', misbehave: status(503), reason: 'http-error', callsPerAddress: 2 },
  {
    name: 'row 8: 503 once, then an answer',
    misbehave: (exchange) =>
      exchange.before === 0 ? status(503)(exchange) : sendJson(exchange.response, exchange.right),
    callsPerAddress: 2,
  },
  {
    name: 'row 12: headers never come',
    misbehave: () => undefined,
    words: 'no answer in time',
    reason: 'out-of-time',
    budgetMs: 500,
  },
  { name: 'row 13: a slow drip', misbehave: drip, reason: 'out-of-time', budgetMs: 500 },
  {
    name: 'row 14: reset in the middle of the body',
    misbehave: cut(),
    reason: 'unreachable',
    callsPerAddress: 2,
  },
  {
    name: 'row 15: truncated JSON',
    misbehave: raw('{"resourceType":"Bundle","entry":[{'),
    reason: 'not-fhir',
  },
  {
    name: 'row 16: Content-Length larger than the body',
    misbehave: cut({ 'content-length': '99999' }),
    reason: 'unreachable',
    callsPerAddress: 2,
  },
  {
    name: 'row 17: a login page',
    misbehave: raw(HTML, { 'content-type': 'text/html' }),
    reason: 'not-fhir',
  },
  { name: 'row 18: HTML under a FHIR label', misbehave: raw(HTML), reason: 'not-fhir' },
  {
    name: 'row 19: FHIR under a wrong label',
    misbehave: ({ response, right }) => sendJson(response, right, { 'content-type': 'text/plain' }),
  },
  { name: 'row 20: an empty 200', misbehave: raw(''), reason: 'not-fhir' },
  { name: 'row 21: 204', misbehave: status(204), reason: 'http-error' },
  { name: 'row 22: null', misbehave: raw('null'), reason: 'not-fhir' },
  { name: 'row 22: a list', misbehave: raw('[]'), reason: 'not-fhir' },
  { name: 'row 22: a text', misbehave: raw('"x"'), reason: 'not-fhir' },
  {
    name: 'row 23: an OperationOutcome with 200',
    misbehave: raw(JSON.stringify(OUTCOME)),
    reason: 'operation-outcome',
  },
  {
    name: 'row 24: an OperationOutcome among the entries',
    misbehave: adding({ resource: OUTCOME, search: { mode: 'outcome' } }),
    reason: 'operation-outcome',
  },
  {
    name: 'row 24: a remark among the entries',
    misbehave: adding({ resource: REMARK, search: { mode: 'outcome' } }),
  },
  {
    name: 'row 24: a filter that was ignored',
    misbehave: adding({ resource: IGNORED, search: { mode: 'outcome' } }),
    reason: 'operation-outcome',
  },
  {
    name: 'row 25: a total of 5 and no entries',
    misbehave: changed((bundle) => ({ ...bundle, total: 5, entry: undefined })),
    reason: 'count-reached',
  },
  {
    name: 'row 26: a total of less than came',
    misbehave: changed((bundle) => ({ ...bundle, total: -7 })),
  },
  { name: 'row 27: a null entry', misbehave: adding(null), reason: 'unreadable-row' },
  { name: 'row 27: a primitive entry', misbehave: adding(7), reason: 'unreadable-row' },
  {
    name: 'row 28: an entry without a resource',
    misbehave: adding({ fullUrl: 'urn:x' }),
    reason: 'unreadable-row',
  },
  {
    name: 'row 28: an entry that failed',
    misbehave: adding({ response: { status: '404 Not Found' } }),
    reason: 'unreadable-row',
  },
  {
    name: 'row 29: rows of another type only',
    misbehave: changed((bundle) => ({
      ...bundle,
      total: undefined,
      entry: [{ resource: { resourceType: 'Goal', id: 'g' } }],
    })),
    reason: 'unreadable-row',
  },
  {
    name: 'row 30: included rows of other types',
    misbehave: adding({
      resource: { resourceType: 'Practitioner', id: 'x' },
      search: { mode: 'include' },
    }),
  },
  {
    name: 'row 31: rows of another patient',
    misbehave: (exchange) => {
      const own = { resource: bland(exchange.type, { id: 'own' }) };
      adding(own, { resource: ofAnotherPatient(exchange.type) })(exchange);
    },
  },
  {
    name: 'row 31: rows of another patient and no other',
    misbehave: (exchange) => {
      const entry = [{ resource: ofAnotherPatient(exchange.type) }];
      changed((bundle) => ({ ...bundle, total: undefined, entry }))(exchange);
    },
    reason: 'unreadable-row',
  },
  {
    name: 'row 32: a row that does not say whose it is',
    misbehave: addingRow(() => ({ subject: undefined, patient: undefined })),
    reason: 'unreadable-row',
  },
  { name: 'row 33: three pages', misbehave: pages(3) },
  {
    name: 'row 34: a next link to the same page',
    misbehave: next(({ base, request }) => base.replace('/fhir', request.url ?? '')),
    reason: 'more-pages',
  },
  {
    name: 'row 35: pages without end',
    misbehave: pages(Infinity),
    reason: 'more-pages',
  },
  {
    name: 'row 36: a next link to another host',
    misbehave: next(({ trap, type }) => `${trap}/${type}`),
    reason: 'more-pages',
  },
  {
    name: 'row 37: a next link with another scheme',
    misbehave: next(({ base }) => `${base.replace('http:', 'https:')}/x`),
    reason: 'more-pages',
  },
  {
    name: 'row 37: a next link with a user',
    misbehave: next(({ base }) => `${base.replace('//', '//user@')}/x`),
    reason: 'more-pages',
  },
  {
    name: 'row 38: a relative next link',
    misbehave: pages(3, true),
  },
  {
    name: 'row 39: the next page fails',
    misbehave: failingOnPageTwo(500),
    reason: 'http-error',
    callsPerAddress: 2,
  },
  {
    name: 'row 40: every row twice',
    misbehave: changed((bundle) => ({
      ...bundle,
      total: undefined,
      entry: [...bundle.entry, ...bundle.entry],
    })),
  },
  ...[301, 302, 307].map((code): Fault => ({
    name: `row 41: a redirect`,
    misbehave: (exchange) => status(code, { location: `${exchange.trap}/x` })(exchange),
    reason: 'http-error',
  })),
  {
    name: 'row 42: a body over the limit',
    misbehave: raw(`{"resourceType":"Bundle","x":"${'x'.repeat(300_000)}"}`),
    reason: 'too-large',
  },
  {
    name: 'row 43: a gzip bomb',
    misbehave: raw(gzipSync(`{"x":"${'x'.repeat(5_000_000)}"}`), { 'content-encoding': 'gzip' }),
    reason: 'too-large',
  },
  {
    name: 'row 44: 50,000 levels',
    misbehave: raw('['.repeat(50_000) + ']'.repeat(50_000)),
    reason: 'not-fhir',
  },
  {
    name: 'row 45: prototype keys',
    misbehave: ({ response, right }) => {
      const poison = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},';
      raw(JSON.stringify(right).replace('{', poison))({ response } as Exchange);
    },
  },
  {
    name: 'row 46: rows of DSTU2 or STU3',
    misbehave: addingRow(foreignVersion),
    words: 'FHIR version not supported',
    reason: 'wrong-fhir-version',
  },
  {
    name: 'row 47: rows of R5',
    misbehave: addingRow(() => ({
      medication: { concept: { text: 'metformin' } },
      occurrenceDateTime: '2026',
      context: {},
      substance: {},
    })),
    reason: 'wrong-fhir-version',
  },
  {
    name: 'rows withheld, said by an OperationOutcome',
    misbehave: adding({ resource: WITHHELD, search: { mode: 'outcome' } }),
    words: 'held back by the source',
    reason: 'withheld',
  },
  {
    name: 'rows withheld, said by a label of the Bundle',
    misbehave: changed((bundle) => ({ ...bundle, meta: { security: [{ code: 'REDACTED' }] } })),
    reason: 'withheld',
  },
  {
    name: 'row 51: the token expires between two pages',
    misbehave: failingOnPageTwo(401),
    reason: 'not-permitted',
  },
];

function foreignVersion(type: string): object {
  switch (type) {
    case 'MedicationRequest':
      return { resourceType: 'MedicationOrder', dateWritten: '2026-01-01' };
    case 'MedicationStatement':
      return { taken: 'y' };
    case 'MedicationDispense':
      return { notDone: false };
    case 'MedicationAdministration':
      return { wasNotGiven: false };
    case 'Condition':
      return { assertedDate: '2026-01-01', clinicalStatus: 'active' };
    case 'AllergyIntolerance':
      return { substance: { text: 'pollen' } };
    default:
      return { context: { reference: 'Encounter/e' } };
  }
}

describe.each(FAULTS.map((fault, index) => ({ ...fault, index })))('$name', (fault) => {
  const { misbehave, reason, words = '', budgetMs, callsPerAddress = 1, index } = fault;

  test('on each source: a warning that names it, or silence where it is harmless', async () => {
    const reads = SAFETY_TYPES.map((type) => readWith(type, misbehave, clean, budgetMs));
    for (const { type, server, answer } of await Promise.all(reads)) {
      if (reason === undefined) expect([type, answer.indicator]).toEqual([type, 'none']);
      else expectNamed(type, answer, reason);
      expect(answer.words).toContain(words);
      expectNoLeak(answer);
      expect(server.trapped).toEqual([]);
      expect(most(server.asked)).toBeLessThanOrEqual(callsPerAddress);
    }
    expect(({} as any).polluted).toBeUndefined();
  });

  // Each fault meets two of the sources, the next fault the next two: a table of all would say no more.
  test('is never milder than what the other sources say', async () => {
    const types = [0, 1].map((step) => SAFETY_TYPES[(2 * index + step) % SAFETY_TYPES.length]!);
    const reads = types.map((type) => readWith(type, misbehave, onOpioids, budgetMs));
    for (const { type, answer } of await Promise.all(reads)) {
      expect([type, answer.indicator]).toEqual([type, 'critical']);
      expectNoLeak(answer);
    }
  });
});

async function readWith(type: Type, misbehave: Misbehave, sent: typeof clean, budgetMs = 4000) {
  const server = await startFaultServer(withCanaries(sent.resources), { [type]: misbehave });
  try {
    return { type, server, answer: await sign(fhir, sent, { fhirServer: server.base, budgetMs }) };
  } finally {
    await server.close();
  }
}

/** F1: at least a warning, which names the input in words and in data, and the log says why. */
function expectNamed(type: string, answer: Answer, reason: string): void {
  expect(LEVELS.indexOf(answer.indicator)).toBeGreaterThanOrEqual(LEVELS.indexOf('warning'));
  expect(answer.rules).toContain('data-source-unreadable');
  expect(answer.unknown).toContain(type);
  const { terms } = knowledge.drug;
  expect(answer.words).toContain(terms[`resource.${type}` as keyof typeof terms]);
  const gaps = [...queries.values()]
    .filter(({ resourceType }) => resourceType === type)
    .map(({ slice }) => `${slice}: ${reason}`);
  expect(gaps.some((gap) => answer.events[0]?.gaps?.includes(gap as never))).toBe(true);
}

/** F5: no token, no text of the chart that no rule reads, no text of an error. */
function expectNoLeak({ seen }: Answer): void {
  expect(seen).not.toContain(CANARY);
  expect(seen).not.toContain(TOKEN);
}

const most = (asked: readonly string[]): number =>
  Math.max(0, ...[...new Set(asked)].map((path) => asked.filter((one) => one === path).length));
