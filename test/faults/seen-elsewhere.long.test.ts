import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { caseToFhir } from '../support/case-to-fhir.js';
import { prefetchTemplates } from '../support/hook-parts.js';
import { prefetchFromTemplates } from '../support/prefetch-from-templates.js';
import { type Program, startProgram } from '../support/start-program.js';
import { type FaultServer, sendJson, startFaultServer } from './fault-server.js';

/*
 * Ordinary requests that other CDS services answered wrongly, or died of, when they were run: no prefetch, two Patients, an
 * OperationOutcome as a value, endless pages, a server that never answers. Here they meet the built program in one process, which
 * must be alive after each. What forged tokens meet: callers.test.ts.
 */

const sent = caseToFhir({
  now: new Date().toISOString(),
  given: ['oud', 'negative-panel', 'normal-liver', 'naloxone'],
  facts: [
    {
      ...{ type: 'MedicationDispense', code: 'oxycodone/acetaminophen tablet' },
      ...{ whenHandedOver: '-2d', daysSupply: 5 },
    },
  ],
});
const prefetch = prefetchFromTemplates(prefetchTemplates(), sent) as Record<string, any>;
const searchset = (entry: unknown[], more = {}) => ({ resourceType: 'Bundle', entry, ...more });
const dispenses = prefetch['medicationDispenses'];
const outcome = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'exception' }],
};
const pageLink = (url: string) => ({ link: [{ relation: 'next', url }] });
const drug = (text: string, more: object = {}) => ({
  resource: {
    ...{ resourceType: 'MedicationRequest', status: 'draft', intent: 'order' },
    ...{ subject: { reference: 'Patient/p1' }, medicationCodeableConcept: { text } },
    ...more,
  },
});
const drafts = (...entry: unknown[]) => ({ ...sent.context, draftOrders: searchset(entry) });
const usualDrafts: any[] = (sent.context['draftOrders'] as any).entry;

const PATHS = { answering: '', hanging: '', endless: '', forbidding: '', paged: '', away: '' };
const servers = {} as Record<keyof typeof PATHS, FaultServer>;
const baseOf = (name: keyof typeof PATHS) =>
  name === 'away' ? 'http://127.0.0.1:9/fhir' : servers[name].base;

let program: Program;
let url: string;
beforeAll(async () => {
  const start = (faults = {}) => startFaultServer(sent.resources, faults);
  servers.answering = await start();
  servers.hanging = await start({ '*': () => undefined });
  servers.forbidding = await start({
    Condition: ({ response }: any) => void response.writeHead(403).end(),
  });
  let page = 0;
  servers.endless = await start({
    '*': ({ response, right, base, type }: any) => {
      const next = `${base}/${type}?patient=p1&_page=${(page += 1)}`;
      sendJson(
        response,
        right?.resourceType === 'Bundle' ? { ...right, ...pageLink(next) } : right,
      );
    },
  });
  servers.paged = await start({
    MedicationDispense: ({ request, response, base }: any) => {
      const isSecond = request.url.includes('_page=2');
      const next = pageLink(`${base}/MedicationDispense?patient=p1&_page=2`);
      sendJson(response, isSecond ? dispenses : searchset([], next));
    },
  });
  const allowed = Object.keys(PATHS).flatMap((name) => ['--allow-fhir', baseOf(name as never)]);
  program = startProgram(['serve', '--insecure-no-auth', ...allowed], {
    ...{ NALTREXONE_CDS_PORT: '0', NALTREXONE_CDS_BUDGET_MS: '3000' },
  });
  url = await program.says(/Listening on (\S+)/);
}, 20_000);
afterAll(async () => {
  program.child.kill('SIGTERM');
  await Promise.all([program.exit, ...Object.values(servers).map((one) => one.close())]);
});
afterEach(async () => {
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(program.child.exitCode).toBeNull();
});

async function post(body: unknown, path = '/cds-services/naltrexone-safety') {
  const { hook, context } = sent;
  const usual = { hook, hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea', context, prefetch };
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify({ ...usual, ...(body as object) }),
  });
  const text = await response.text();
  expect(response.headers.get('content-type')).toContain('json');
  expect(text).not.toMatch(/\bat \S+ \(|node_modules|\.js:\d/);
  const { cards = [] } = JSON.parse(text);
  const said = cards.map(({ extension }: any) => extension['org.naltrexone-cds']);
  return {
    status: response.status,
    indicators: cards.map(({ indicator }: any) => indicator),
    unknown: [...new Set<string>(said.flatMap((one: any) => one.unknown ?? []))],
    rules: said.flatMap((one: any) => one.rules.map(({ id }: any) => id)) as string[],
  };
}
const fromServer = (name: keyof typeof PATHS, more: object = {}) =>
  post({ prefetch: {}, fhirServer: baseOf(name), ...more });

test('full prefetch: the opioid is found', async () => {
  const { status, indicators, unknown } = await post({});
  expect([status, indicators, unknown]).toEqual([200, ['critical'], []]);
});

test.each<[string, object]>([
  ['no prefetch member', { prefetch: undefined }],
  ['an empty prefetch', { prefetch: {} }],
])('%s: a card that names what was not seen', async (_, body) => {
  const { status, indicators, unknown } = await post(body);
  expect([status, indicators]).toEqual([200, ['warning']]);
  expect(unknown).toEqual(expect.arrayContaining(['Condition', 'MedicationDispense', 'Patient']));
});

test.each<[string, unknown, string]>([
  ['an OperationOutcome as a value', outcome, 'MedicationDispense'],
  ['a page of HTML as a value', '<html>Tomcat</html>', 'MedicationDispense'],
  ['a missing key', undefined, 'MedicationDispense'],
  [
    'a next page in prefetch',
    searchset([], pageLink('https://ehr.example/2')),
    'MedicationDispense',
  ],
])('%s is not "no drugs"', async (_, value, type) => {
  const { status, indicators, unknown } = await post({
    prefetch: { ...prefetch, medicationDispenses: value },
  });
  expect([status, indicators, unknown]).toEqual([200, ['warning'], [type]]);
});

test('null as a value is nothing there', async () => {
  const { status, unknown } = await post({ prefetch: { ...prefetch, medicationDispenses: null } });
  expect([status, unknown]).toEqual([200, []]);
});

test('two Patients in prefetch', async () => {
  const other = { resourceType: 'Patient', id: 'p2' };
  const two = searchset([{ resource: prefetch['patient'] }, { resource: other }]);
  const { status, indicators, unknown } = await post({
    prefetch: {
      ...prefetch,
      patient: two,
      medicationDispenses: { ...dispenses, entry: [...dispenses.entry, { resource: other }] },
    },
  });
  expect([status, indicators[0], unknown]).toEqual([200, 'critical', ['Patient']]);
});

test('a Patient who is not the one of the context', async () => {
  const other = { ...prefetch['patient'], id: 'p2' };
  const { status, unknown } = await post({ prefetch: { ...prefetch, patient: other } });
  expect([status, unknown]).toEqual([200, ['Patient']]);
});

test('6,000 resources', async () => {
  const { entry } = dispenses;
  const many = Array.from({ length: 6000 }, (_, n) => ({
    resource: { ...entry[n % entry.length].resource, id: `m${n}` },
  }));
  const { status, indicators } = await post({
    prefetch: { ...prefetch, medicationDispenses: searchset(many) },
  });
  expect([status, indicators[0]]).toEqual([200, 'critical']);
});

test('one of the reads is forbidden: the others count', async () => {
  const { status, indicators, unknown } = await fromServer('forbidding');
  expect([status, indicators[0], unknown.includes('Condition')]).toEqual([200, 'critical', true]);
});

test('two pages: the second counts', async () => {
  const { status, indicators } = await fromServer('paged');
  expect([status, indicators[0]]).toEqual([200, 'critical']);
});

test('pages without end', async () => {
  const { status, indicators, unknown } = await fromServer('endless');
  expect([status, indicators[0]]).toEqual([200, 'critical']);
  expect(unknown).toContain('MedicationDispense');
  expect(servers.endless.asked.length).toBeLessThan(20 * Object.keys(prefetch).length);
});

test('a FHIR server that never answers, and one that is not there', async () => {
  for (const name of ['hanging', 'away'] as const) {
    const started = performance.now();
    const { status, indicators, unknown } = await fromServer(name);
    expect([status, indicators]).toEqual([200, ['warning']]);
    expect(unknown).toContain('MedicationDispense');
    expect(performance.now() - started).toBeLessThan(5000);
  }
});

test('a patient id with a query in it reaches no server', async () => {
  const patientId = 'p1&_include=*';
  const { status } = await fromServer('answering', { context: { ...sent.context, patientId } });
  expect(status).toBe(400);
  expect(servers.answering.asked).toEqual([]);
});

test.each<[string, object]>([
  ['another hook', { hook: 'patient-view' }],
  ['no draftOrders', { context: { ...sent.context, draftOrders: undefined } }],
  ['no context', { context: undefined }],
  [
    'a draft of somebody else',
    { context: drafts(drug('naltrexone', { subject: { reference: 'Patient/p2' } })) },
  ],
])('%s is refused', async (_, body) => {
  expect((await post(body)).status).toBe(400);
});

test('an empty body and an unknown service are refused in JSON', async () => {
  expect((await post('')).status).toBe(400);
  expect((await post({}, '/cds-services/nothing')).status).toBe(404);
});

test('an order that is no business of ours gets no card', async () => {
  const { status, indicators } = await post({ context: drafts(drug('amoxicillin 500 mg')) });
  expect([status, indicators]).toEqual([200, []]);
});

test('all drafts are looked at, not the first alone', async () => {
  const service = {
    resource: { resourceType: 'ServiceRequest', subject: { reference: 'Patient/p1' } },
  };
  const { indicators } = await post({
    context: drafts(service, drug('amoxicillin'), ...usualDrafts),
  });
  expect(indicators).toEqual(['critical']);
});

test('drafts themselves count: naltrexone and an opioid signed together', async () => {
  const { rules } = await post({
    prefetch: Object.fromEntries(Object.keys(prefetch).map((key) => [key, null])),
    context: drafts(...usualDrafts, drug('oxycodone 5 mg tablet')),
  });
  expect(rules).toContain('opioid-same-signing');
});

test('a draft whose drug is a contained Medication', async () => {
  const medication = { resourceType: 'Medication', id: 'd', code: { text: 'naltrexone 380 mg' } };
  const byReference = {
    ...{ contained: [medication], medicationReference: { reference: '#d' } },
    medicationCodeableConcept: undefined,
  };
  expect((await post({ context: drafts(drug('', byReference)) })).indicators).toEqual(['critical']);
});
