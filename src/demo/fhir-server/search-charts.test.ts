import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FhirResource } from 'fhir/r4.js';
import { startFhirServer, type RunningFhirServer } from './start-fhir-server.js';

const subject = { reference: 'Patient/ada' };
const drug = { medicationCodeableConcept: { text: 'oxycodone 5 mg tablet' } };
const category = (code: string) => [
  { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code }] },
];
const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] });

/** Three of each kind, stored in the order b, c, a, where a is the newest. */
const dated = <T>(make: (id: string, date: string) => T): T[] => [
  make('b', '2026-11-10'),
  make('c', '2026-10-01T08:00:00-04:00'),
  make('a', '2026-11-20T23:30:00-05:00'),
];

const ada: FhirResource[] = [
  { resourceType: 'Patient', id: 'ada', birthDate: '1980-02-03' },
  ...dated((id, date): FhirResource => ({
    resourceType: 'MedicationDispense',
    id: `disp-${id}`,
    status: 'completed',
    subject,
    ...drug,
    whenHandedOver: date,
  })),
  ...dated((id, date): FhirResource => ({
    resourceType: 'MedicationAdministration',
    id: `admin-${id}`,
    status: 'completed',
    subject,
    ...drug,
    effectiveDateTime: date,
  })),
  ...dated((id, date): FhirResource => ({
    resourceType: 'MedicationStatement',
    id: `stmt-${id}`,
    status: 'active',
    subject,
    ...drug,
    effectivePeriod: { start: date },
  })),
  ...dated((id, date): FhirResource => ({
    resourceType: 'MedicationRequest',
    id: `rx-${id}`,
    status: 'active',
    intent: 'order',
    subject,
    ...drug,
    authoredOn: date,
  })),
  ...dated((id, date): FhirResource => ({
    resourceType: 'Observation',
    id: `obs-${id}`,
    status: 'final',
    subject,
    category: category('laboratory'),
    code: loinc('1742-6'),
    effectiveDateTime: date,
  })),
  ...dated((id, date): FhirResource => ({
    resourceType: 'Procedure',
    id: `proc-${id}`,
    status: 'completed',
    subject,
    performedDateTime: date,
  })),
  ...dated((id, date): FhirResource => ({
    resourceType: 'Condition',
    id: `cond-${id}`,
    subject,
    recordedDate: date,
  })),
  ...dated((id, date): FhirResource => ({
    resourceType: 'ServiceRequest',
    id: `sr-${id}`,
    status: 'active',
    intent: 'order',
    subject,
    authoredOn: date,
  })),
  ...dated((id, date): FhirResource => ({
    resourceType: 'DiagnosticReport',
    id: `dr-${id}`,
    status: 'final',
    subject,
    code: loinc('24325-3'),
    effectiveDateTime: date,
  })),
  ...dated((id, date): FhirResource => ({
    resourceType: 'Encounter',
    id: `enc-${id}`,
    status: 'finished',
    subject,
    class: { code: 'AMB' },
    period: { start: date },
  })),
  ...dated((id, date): FhirResource => ({
    resourceType: 'AllergyIntolerance',
    id: `al-${id}`,
    patient: subject,
    recordedDate: date,
  })),
  {
    resourceType: 'Observation',
    id: 'cows',
    status: 'final',
    subject,
    category: category('survey'),
    code: { text: 'COWS total score' },
    effectivePeriod: { start: '2026-11-15', end: '2026-11-16' },
  },
  {
    resourceType: 'Coverage',
    id: 'cov',
    status: 'active',
    beneficiary: subject,
    payor: [{ display: 'Medicare' }],
  },
  { resourceType: 'Medication', id: 'm1', code: { text: 'naltrexone' } },
];
const bo: FhirResource[] = [
  { resourceType: 'Patient', id: 'bo' },
  {
    resourceType: 'Observation',
    id: 'bo-alt',
    status: 'final',
    subject: { reference: 'Patient/bo' },
    code: loinc('1742-6'),
    effectiveDateTime: '2026-11-21',
  },
];

let server: RunningFhirServer;
beforeAll(async () => {
  server = await startFhirServer({
    port: 0,
    patients: [
      { patientId: 'ada', resources: ada },
      { patientId: 'bo', resources: bo },
    ],
    maxPageSize: 10,
  });
});
afterAll(() => server.close());

const get = async (path: string): Promise<{ status: number; type: string | null; body: any }> => {
  const response = await fetch(path.startsWith('http') ? path : `${server.url}/${path}`);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: await response.json(),
  };
};
const idsOf = (bundle: any): string[] => (bundle.entry ?? []).map((one: any) => one.resource.id);

describe('newest first, per resource type', () => {
  test.each([
    ['MedicationDispense?patient=ada&_sort=-whenhandedover', 'disp'],
    ['MedicationAdministration?patient=ada&_sort=-effective-time', 'admin'],
    ['MedicationStatement?patient=ada&_sort=-effective', 'stmt'],
    ['MedicationRequest?patient=ada&_sort=-authoredon', 'rx'],
    ['Observation?patient=ada&category=laboratory&_sort=-date', 'obs'],
    ['Procedure?patient=ada&_sort=-date', 'proc'],
    ['Condition?patient=ada&_sort=-recorded-date', 'cond'],
    ['ServiceRequest?patient=ada&_sort=-authored', 'sr'],
    ['DiagnosticReport?patient=ada&_sort=-date', 'dr'],
    ['Encounter?patient=ada&_sort=-date', 'enc'],
    ['AllergyIntolerance?patient=ada&_sort=-date', 'al'],
  ])('%s', async (path, prefix) => {
    const { status, type, body } = await get(`${path}&_count=50`);
    expect(status).toBe(200);
    expect(type).toBe('application/fhir+json; charset=utf-8');
    expect(body).toMatchObject({ resourceType: 'Bundle', type: 'searchset', total: 3 });
    expect(idsOf(body)).toEqual([`${prefix}-a`, `${prefix}-b`, `${prefix}-c`]);
    expect(body.entry[0].fullUrl).toBe(
      `${server.url}/${String(body.entry[0].resource.resourceType)}/${prefix}-a`,
    );
  });

  test('oldest first, and a period stands between the dates', async () => {
    const { body } = await get('Observation?patient=ada&_sort=date');
    expect(idsOf(body)).toEqual(['obs-c', 'obs-b', 'cows', 'obs-a']);
  });

  test('the first of two sort keys leads', async () => {
    const { body } = await get('Observation?patient=ada&_sort=category,-date');
    expect(idsOf(body)).toEqual(['obs-a', 'obs-b', 'obs-c', 'cows']);
  });
});

describe('which rows', () => {
  test.each([
    ['Observation?patient=Patient/ada&category=survey', ['cows']],
    ['Observation?subject=ada&category=survey', ['cows']],
    ['Observation?subject=Patient/ada&category=survey', ['cows']],
    [
      'Observation?patient=ada&code=http://loinc.org|9-9,http://loinc.org|1742-6&date=ge2026-11-12',
      ['obs-a'],
    ],
    ['Observation?patient=ada&date=ge2026-11-01&date=lt2026-11-14', ['obs-b']],
    ['Observation?patient=ada&_id=obs-a', ['obs-a']],
    ['Observation?_id=obs-a,bo-alt&_sort=-date', ['obs-a', 'bo-alt']],
    ['Observation?patient=ada,bo&date=ge2026-11-18', ['obs-a', 'bo-alt']],
    ['Coverage?beneficiary=ada&status=active', ['cov']],
    ['Coverage?patient=ada', ['cov']],
    ['Medication?_id=m1', ['m1']],
    ['Patient?_id=ada', ['ada']],
    ['Patient', ['ada', 'bo']],
    ['Observation?patient=nobody', []],
    ['Claim?patient=ada', []],
  ])('%s', async (path, ids) => {
    const { status, body } = await get(path);
    expect(status).toBe(200);
    expect(idsOf(body)).toEqual(ids);
    expect(body.total).toBe(ids.length);
    if (ids.length === 0) expect(body).not.toHaveProperty('entry');
  });

  test('the absolute form of a patient reference', async () => {
    const { body } = await get(`Condition?patient=${server.url}/Patient/ada`);
    expect(body.total).toBe(3);
    expect((await get('Condition?patient=http://elsewhere.example/Patient/ada')).body.total).toBe(
      0,
    );
  });

  test('no search crosses into another chart', async () => {
    const { body } = await get('Observation?patient=ada&code=1742-6');
    expect(idsOf(body)).not.toContain('bo-alt');
  });

  test('POST _search answers like GET', async () => {
    const response = await fetch(`${server.url}/Observation/_search?category=survey`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'patient=ada&_sort=-date',
    });
    expect(response.status).toBe(200);
    expect(idsOf(await response.json())).toEqual(['cows']);
  });
});

describe('paging', () => {
  test('next links lead through all rows once, filters and order kept', async () => {
    const seen: string[] = [];
    let page = await get('Observation?patient=ada&code=1742-6&_sort=-date&_count=2');
    for (;;) {
      seen.push(...idsOf(page.body));
      expect(page.body.total).toBe(3);
      const next = page.body.link.find((link: any) => link.relation === 'next');
      if (!next) break;
      expect(next.url.startsWith(`${server.url}/`)).toBe(true);
      page = await get(next.url);
    }
    expect(seen).toEqual(['obs-a', 'obs-b', 'obs-c']);
  });

  test('a page is never larger than the cap', async () => {
    const many = await startFhirServer({
      port: 0,
      patients: [{ patientId: 'ada', resources: ada }],
      maxPageSize: 1,
    });
    const { body } = await get(`${many.url}/Observation?patient=ada&_count=1000`);
    expect(body.entry).toHaveLength(1);
    expect(body.link.map((link: any) => link.relation)).toEqual(['self', 'next']);
    await many.close();
  });

  test('_count=0 gives the total alone', async () => {
    const { body } = await get('Observation?patient=ada&_count=0');
    expect(body.total).toBe(4);
    expect(body.entry).toBeUndefined();
    expect(body.link).toHaveLength(1);
  });

  test('the links carry the host name of the caller', async () => {
    const url = server.url.replace('127.0.0.1', 'localhost');
    const { body } = await get(`${url}/Observation?patient=ada&_count=1`);
    expect(body.link.every((link: any) => link.url.startsWith(url))).toBe(true);
  });
});
