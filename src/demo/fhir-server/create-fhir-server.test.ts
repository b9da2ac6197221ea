import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startFhirServer, type RunningFhirServer } from './start-fhir-server.js';

let server: RunningFhirServer;
beforeAll(async () => {
  server = await startFhirServer({
    port: 0,
    patients: [
      {
        patientId: 'ada',
        resources: [
          { resourceType: 'Patient', id: 'ada', birthDate: '1980-02-03' },
          { resourceType: 'Medication', id: 'm1', code: { text: 'naltrexone 380 mg' } },
          {
            resourceType: 'Observation',
            id: 'alt',
            status: 'final',
            subject: { reference: 'Patient/ada' },
            code: { text: 'ALT' },
          },
        ],
      },
    ],
  });
});
afterAll(() => server.close());

const ask = async (
  path: string,
  init?: RequestInit,
): Promise<{ response: Response; body: any }> => {
  const response = await fetch(`${server.url}${path}`, init);
  return { response, body: await response.json() };
};

const expectRefusal = ({ response, body }: Awaited<ReturnType<typeof ask>>, status: number) => {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toMatch(/^application\/fhir\+json/);
  expect(body.resourceType).toBe('OperationOutcome');
  expect(body.issue[0].severity).toBe('error');
};

describe('read by id', () => {
  test.each(['/Patient/ada', '/Medication/m1', '/Observation/alt'])('%s', async (path) => {
    const { response, body } = await ask(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
    expect(`/${String(body.resourceType)}/${String(body.id)}`).toBe(path);
  });

  test.each(['/Patient/nobody', '/Observation/ada', '/Immunization/i1', '/patient/ada', '/'])(
    '%s is not there',
    async (path) => expectRefusal(await ask(path), 404),
  );
});

describe('a search that is not understood is refused, never answered with 0 rows', () => {
  test.each([
    ['an unknown parameter', '/Observation?patient=ada&flavour=sweet'],
    ['a parameter of another type', '/Patient?whenhandedover=2026-11-01'],
    ['a modifier', '/Observation?patient=ada&code:in=http://example.org/vs'],
    ['a chain', '/Observation?patient.name=ada'],
    ['an inclusion', '/MedicationRequest?patient=ada&_include=MedicationRequest:medication'],
    [
      'a quantity, which the repository does not compare',
      '/Observation?patient=ada&value-quantity=gt5',
    ],
    ['an unknown sort key', '/Observation?patient=ada&_sort=-flavour'],
    ['the sort syntax that FHIR R4 does not have', '/Observation?patient=ada&sort:desc=date'],
    ['a count that is no number', '/Observation?patient=ada&_count=many'],
    ['a date that is none', '/Observation?patient=ada&date=ge-yesterday'],
    ['an empty value', '/Observation?patient='],
    ['an unfilled token', '/Observation?patient={{context.patientId}}'],
    ['no patient at all', '/Observation?code=1742-6'],
  ])('%s', async (_what, path) => expectRefusal(await ask(path), 400));

  test('XML', async () => expectRefusal(await ask('/Patient?_id=ada&_format=xml'), 406));
  test('JSON by name', async () => {
    expect((await ask('/Patient?_id=ada&_format=application/fhir+json')).response.status).toBe(200);
  });
  test('a type that is not held', async () => {
    expectRefusal(await ask('/Immunization?patient=ada'), 404);
  });
  test('a _search whose body is no form', async () => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    expectRefusal(await ask('/Observation/_search', init), 415);
  });
  test('a broken percent sign', async () => expectRefusal(await ask('/Patient/%E0%A4'), 400));
});

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s changes nothing', async (method) => {
  const refused = await ask('/Patient/ada', { method });
  expectRefusal(refused, 405);
  expect(refused.response.headers.get('allow')).toBe('GET');
});

test('/metadata names what is served, and what it names is accepted', async () => {
  const { body } = await ask('/metadata');
  expect(body).toMatchObject({
    resourceType: 'CapabilityStatement',
    fhirVersion: '4.0.1',
    implementation: { url: server.url },
  });
  const observation = body.rest[0].resource.find((one: any) => one.type === 'Observation');
  const names = observation.searchParam.map((one: any) => one.name);
  expect(names).toEqual(expect.arrayContaining(['patient', 'category', 'code', 'date', '_id']));
  expect(names).not.toContain('value-quantity');
});

test('a foreign Host header is not echoed into links', async () => {
  const body = await new Promise<string>((resolve, reject) => {
    request(
      `${server.url}/Patient?_id=ada`,
      { headers: { host: 'elsewhere.example' } },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve(text));
      },
    )
      .on('error', reject)
      .end();
  });
  expect(JSON.parse(body).link[0].url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/fhir\//);
});
