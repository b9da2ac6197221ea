import { afterEach, describe, expect, test } from '@jest/globals';
import { clean, CANARY, onOpioids, TOKEN, withCanaries } from '../../../test/faults/fault-chart.js';
import {
  type FaultServer,
  type Misbehave,
  sendJson,
  startFaultServer,
} from '../../../test/faults/fault-server.js';
import { writeClients, entry } from '../../../test/support/clients-file.js';
import { newKey } from '../../../test/support/signed-token.js';
import { startTestService } from '../../../test/support/running-service.js';
import { inlineKeys } from '../../clients/client-keys.js';
import { loadClients } from '../../clients/load-clients.js';
import { wire, type Wiring } from '../../wire.js';
import { examineSite, type Site } from './examine-site.js';
import { printReport } from './print-report.js';
import type { DoctorReport, SearchRow } from './report.js';

const WIRING = wire({ fhir: undefined, budgetMs: 4000, report: () => undefined });
const KEY = newKey('key-1');
const keysAt = () => inlineKeys([]);
let server: FaultServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

interface Examined {
  readonly chart?: typeof clean;
  readonly faults?: Readonly<Record<string, Misbehave>>;
  readonly entry?: object;
  readonly site?: Partial<Site>;
  readonly wiring?: Wiring;
}

/** A registered client's site with one FHIR server, looked at. */
async function examine({
  chart = clean,
  faults = {},
  entry: more,
  site,
  wiring = WIRING,
}: Examined = {}) {
  server = await startFaultServer(withCanaries(chart.resources), {
    metadata: ({ response }) => sendJson(response, METADATA),
    ...faults,
  });
  const { path } = writeClients({
    clients: [entry({ jwksUrl: undefined, keys: [KEY.jwk], fhirBases: [server.base], ...more })],
  });
  const [client] = loadClients(path, { site: (_, timeZone) => WIRING.site({}, timeZone), keysAt });
  return examineSite(
    {
      client: client!,
      keyAnswer: undefined,
      patientId: 'p1',
      fhirServer: server.base,
      token: TOKEN,
      scope: undefined,
      serviceUrl: undefined,
      now: new Date(clean.now),
      ...site,
    },
    wiring,
  );
}

const METADATA = {
  resourceType: 'CapabilityStatement',
  fhirVersion: '4.0.1',
  software: { name: 'Fault server', version: '1' },
};
const status =
  (code: number): Misbehave =>
  ({ response }) =>
    response.writeHead(code).end();
const never: Misbehave = ({ request }) => request.resume();

/** R5 keeps the drug in one element. */
const asR5 = (bundle: Searchset): object => ({
  ...bundle,
  entry: bundle.entry.map(({ resource: { medicationCodeableConcept: concept, ...rest } }) => ({
    resource: { ...rest, medication: { concept } },
  })),
});
interface Searchset {
  readonly entry: readonly { readonly resource: Readonly<Record<string, unknown>> }[];
}

const scopesWithout = (type: string): string =>
  TYPES.filter((one) => one !== type)
    .map((one) => `patient/${one}.rs`)
    .join(' ');
const TYPES = (
  'AllergyIntolerance Appointment Condition DiagnosticReport Medication MedicationAdministration ' +
  'MedicationDispense ' +
  'MedicationRequest MedicationStatement Observation Patient Procedure ServiceRequest'
).split(' ');

const search = (report: DoctorReport, slice: string): SearchRow | undefined =>
  report.searches.find((row) => row.slice === slice);

test('a good site: everything complete, nothing to do', async () => {
  const report = await examine({ site: { scope: 'launch patient/*.rs' } });
  expect(report.toDo).toEqual([]);
  expect(report.verdict.answer).toBe('honest');
  expect(report.searches.map(({ status: code, completeness }) => [code, completeness])).toEqual(
    report.searches.map(() => [200, 'complete']),
  );
  expect(search(report, 'patient')).toMatchObject({ rows: 1, pages: 1, lost: [] });
  expect(printReport(report)).toMatch(
    /Metadata +ok +for information: FHIR 4\.0\.1, Fault server 1/,
  );
  // One question, asked as the hook asks it; and the metadata without a token.
  expect(new Set(server?.asked).size).toBe(server?.asked.length);
  expect(server?.tokens[server.asked.indexOf('metadata')]).toBeUndefined();
  expect(server?.tokens.filter((token) => token === `Bearer ${TOKEN}`)).toHaveLength(
    report.searches.length,
  );
});

test('a client that calls the readiness service too: its searches and scopes are looked at', async () => {
  const services = ['naltrexone-safety', 'naltrexone-readiness'];
  const report = await examine({
    entry: { services },
    site: { scope: 'launch patient/*.rs' },
    faults: { Claim: status(403) },
  });
  expect(search(report, 'claims')).toMatchObject({ status: 403, completeness: 'failed' });
  expect(search(report, 'claims')?.lost).toContain('billing-units');
  expect(report.scopes.map(({ resourceType }) => resourceType)).toEqual(
    expect.arrayContaining(['Claim', 'Coverage']),
  );
  expect(search(report, 'consents')).toBeUndefined();
});

describe('a site that needs a person', () => {
  test.each<[string, Examined, string, Partial<SearchRow>, RegExp]>([
    [
      'one type is forbidden',
      { faults: { MedicationDispense: status(403) } },
      'medicationDispenses',
      { status: 403, pages: 0, completeness: 'failed', why: 'refused (403)' },
      /^medicationDispenses: Grant MedicationDispense to the application/,
    ],
    [
      'a type that the server does not have',
      { faults: { MedicationStatement: status(404) } },
      'medicationStatements',
      { status: 404, completeness: 'failed' },
      /^medicationStatements: If the site has no MedicationStatement, declare it in "absentSources"/,
    ],
    [
      'a search that it does not take',
      { faults: { Procedure: status(400) } },
      'procedures',
      { status: 400, completeness: 'failed' },
      /does not take Procedure\?patient=\{\{context\.patientId\}\}&_sort=-date/,
    ],
    [
      'the token is refused',
      { faults: { '*': status(401) } },
      'patient',
      { completeness: 'failed' },
      /^Token: Get a fresh access token/,
    ],
    [
      'no token where one is wanted',
      { faults: { '*': status(401) }, site: { token: undefined } },
      'patient',
      { completeness: 'failed' },
      /^Token: The server wants an access token: .* --token -/,
    ],
    [
      'one search is slow',
      { faults: { Condition: never }, entry: { budgetMs: 400 } },
      'conditions',
      { status: undefined, completeness: 'failed', why: 'out of time' },
      /^conditions: Let the server answer faster .* or raise "budgetMs"/,
    ],
    [
      'rows of another FHIR version',
      {
        chart: onOpioids,
        faults: {
          MedicationDispense: ({ response, right }) => sendJson(response, asR5(right as Searchset)),
        },
      },
      'medicationDispenses',
      { status: 200, completeness: 'partial', why: 'rows of another FHIR version' },
      /^medicationDispenses: Have the EHR send its R4 base/,
    ],
    [
      'a base that is not registered',
      { entry: { fhirBases: ['https://ehr.example.org/fhir/r4'] } },
      'laboratory',
      { status: undefined, completeness: 'failed', why: 'the server may not be asked' },
      /^Base: Add http:\/\/127\.0\.0\.1:\d+\/fhir to "fhirBases"/,
    ],
    [
      'a scope is missing',
      { site: { scope: scopesWithout('AllergyIntolerance') } },
      'allergies',
      { status: undefined, completeness: 'failed', why: 'the scopes do not cover it' },
      /^allergies: Grant all of AllergyIntolerance .* patient\/AllergyIntolerance\.read/,
    ],
    [
      'a scope is restricted',
      { site: { scope: `${scopesWithout('Observation')} patient/Observation.rs?category=survey` } },
      'liverTests',
      { completeness: 'failed' },
      /^laboratory, liverTests, socialHistory, bodyWeight: Grant all of Observation/,
    ],
  ])('%s', async (_, examined, slice, expected, toDo) => {
    const report = await examine(examined);
    expect(search(report, slice)).toMatchObject(expected);
    expect(report.toDo).toContainEqual(expect.stringMatching(toDo));
    expect(report.verdict.answer).toBe('data-source-unreadable');
    expect(report.verdict.because).toContain(`${slice}: ${search(report, slice)?.why}`);
  });

  test('a scope for the drugs that medication lists name by reference', async () => {
    const report = await examine({ site: { scope: scopesWithout('Medication') } });
    expect(report.toDo).toEqual([expect.stringMatching(/^Medication read missing: Rows of/)]);
    expect(report.verdict.answer).toBe('honest');
  });

  test('what is lost is named by its questions', async () => {
    const report = await examine({ faults: { MedicationDispense: status(403) } });
    expect(search(report, 'medicationDispenses')?.lost).toContain('opioid-interval');
    expect(search(report, 'conditions')?.lost).toEqual([]);
  });

  test('orders and reports do not make an order unreadable, and are still said', async () => {
    const report = await examine({ faults: { ServiceRequest: status(403) } });
    expect(report.verdict.answer).toBe('honest');
    expect(report.toDo).toEqual([expect.stringMatching(/^serviceRequests: Grant ServiceRequest/)]);
  });

  test.each([
    ['nobody answers', 'http://127.0.0.1:9/fhir', /^Connection: Nothing can be read from 127/],
    ['no address', 'ehr.example.org', /^Base: The service reads from http\(s\) addresses/],
  ])('%s', async (_, fhirServer, toDo) => {
    const entry = { fhirBases: ['http://127.0.0.1:9/fhir'] };
    const report = await examine({ entry, site: { fhirServer } });
    expect(report.toDo).toContainEqual(expect.stringMatching(toDo));
    expect(report.verdict.answer).toBe('data-source-unreadable');
  });

  test('a server of another version, by its own word', async () => {
    const dstu2 = { ...METADATA, fhirVersion: '1.0.2' };
    const report = await examine({
      faults: { metadata: ({ response }) => sendJson(response, dstu2) },
    });
    expect(report.toDo).toEqual([expect.stringMatching(/^Metadata: The service reads FHIR R4/)]);
  });

  test('no key fits the registered algorithms', async () => {
    const report = await examine({ entry: { algorithms: ['RS384'] } });
    expect(report.toDo).toEqual([expect.stringMatching(/^Keys: No key fits .*RS384/)]);
  });
});

test('a source that the entry declares absent is no fault', async () => {
  const absentSources = [
    { source: 'MedicationStatement', reason: 'none kept', owner: 'Pharmacy', date: '2026-11-01' },
  ];
  const report = await examine({ entry: { absentSources } });
  expect(search(report, 'medicationStatements')).toMatchObject({ completeness: 'not-asked' });
  expect([report.toDo, report.verdict.answer]).toEqual([[], 'honest']);
});

test('rows of other patients are said', async () => {
  const subject = { reference: 'Patient/p2' };
  const report = await examine({
    faults: {
      Condition: ({ response, right }) => {
        const { entry: rows } = right as Searchset;
        const foreign = rows.map(({ resource }) => ({ resource: { ...resource, subject } }));
        sendJson(response, { ...right, entry: foreign });
      },
    },
  });
  expect(report.toDo).toContainEqual(expect.stringMatching(/^\d+ rows: .* rows of other patients/));
  expect(JSON.stringify(report)).not.toContain('p2');
});

test('a service that fails by itself promises nothing', async () => {
  const decide = () => {
    throw new Error(CANARY);
  };
  const report = await examine({ wiring: { ...WIRING, hook: { ...WIRING.hook, decide } } });
  expect(report.verdict.answer).toBe('not-checked');
  expect(printReport(report)).toContain('would get a card that nothing was checked');
  expect(JSON.stringify(report)).not.toContain(CANARY);
});

test('prefetch only: nothing is asked, and nothing is promised', async () => {
  const report = await examine({
    entry: { prefetchOnly: true, fhirBases: [] },
    site: { fhirServer: '' },
  });
  expect(server?.asked).toEqual([]);
  expect(report.toDo).toContainEqual(expect.stringMatching(/prefetchOnly.*naltrexone-cds check/));
  expect(report.verdict.answer).toBe('data-source-unreadable');
});

test('the discovery document of a running service', async () => {
  const service = await startTestService();
  const good = await examine({ site: { serviceUrl: service.url } });
  await service.close();
  await server?.close();
  const gone = await examine({ site: { serviceUrl: service.url } });
  expect(good.toDo).toEqual([]);
  expect(good.service[1]?.found).toMatch(/^full: patient, .*laboratory/);
  expect(gone.toDo).toEqual([expect.stringMatching(/^Discovery: Nobody finds the service there/)]);
});

/** Every text of a chart that is no word of FHIR or of a code system. */
function textsIn(value: unknown, name = ''): readonly string[] {
  if (typeof value === 'string') return name === 'system' || name === 'resourceType' ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, key));
}

test.each<[string, Examined]>([
  ['all is read', {}],
  ['all is refused', { faults: { '*': status(403) } }],
])('no field of the chart, no id and no token is printed when %s', async (_, examined) => {
  const chart = {
    ...onOpioids,
    resources: onOpioids.resources.map((row) => ({
      ...row,
      id: row.id === 'p1' ? 'p1' : `canary-${row.id}`,
    })),
  } as typeof clean;
  const report = await examine({ chart, ...examined });
  const said = [printReport(report), JSON.stringify(report)].join('\n');
  const fields = new Set(
    textsIn(chart.resources).filter((text) => text.length > 3 && !PUBLIC.has(text)),
  );
  expect(fields.size).toBeGreaterThan(30);
  expect([...fields, CANARY, TOKEN].filter((text) => said.includes(text))).toEqual([]);
  expect(said).not.toMatch(/\bp1\b/);
});

/** Words that stand in every chart and say nothing of anybody. */
const PUBLIC = new Set(['laboratory', 'survey', 'order', 'active']);
