import { expect, test } from '@jest/globals';
import { startFhirServer } from './fhir-server/start-fhir-server.js';
import { loadFixtures, type FixturePatient } from './load-fixtures.js';

const maria = (fixtures: readonly FixturePatient[]) =>
  fixtures.find((one) => one.name === 'maria-running-oxycodone')!;
const oxycodone = (fixture: FixturePatient): any =>
  fixture.resources.find((one) => one.id === 'maria-oxycodone');

test('without a now the fixtures come as they are written', async () => {
  const one = maria(await loadFixtures());
  expect(one.patientId).toBe('maria-delgado');
  expect(one.expected).toMatchObject({
    now: '2026-11-24T15:00:00-05:00',
    earliestDate: '2026-12-08',
  });
  expect(oxycodone(one).whenHandedOver).toBe('2026-11-18T16:20:00-05:00');
});

test('chart, order and expected dates move together to the day of now', async () => {
  const fixtures = await loadFixtures({
    now: new Date('2027-07-04T14:00:00Z'),
    fhirServer: 'http://localhost:4002/fhir',
  });
  const one = maria(fixtures);
  expect(one.expected).toMatchObject({
    now: '2027-07-04T15:00:00-05:00',
    earliestDate: '2027-07-18',
  });
  expect(oxycodone(one).whenHandedOver).toBe('2027-06-28T16:20:00-05:00');
  expect(one.orderSign.fhirServer).toBe('http://localhost:4002/fhir');
  const [draft] = one.orderSign.context.draftOrders.entry!;
  expect(draft!.resource).toMatchObject({ authoredOn: '2027-07-04T15:00:00-05:00' });
  expect(one.resources[0]).toMatchObject({ resourceType: 'Patient', birthDate: '1987-03-14' });
});

test('the day is that of the site: late evening in New York is already tomorrow in UTC', async () => {
  const one = maria(await loadFixtures({ now: new Date('2026-11-26T03:30:00Z') }));
  expect(one.expected.now).toBe('2026-11-25T15:00:00-05:00');
});

test('loading and serving the whole cast costs less than a second and a half of computing', async () => {
  const before = process.cpuUsage();
  const patients = await loadFixtures({ now: new Date('2027-01-11T12:00:00Z') });
  const server = await startFhirServer({ port: 0, patients });
  const response = await fetch(`${server.url}/MedicationDispense?patient=maria-delgado`);
  const bundle: any = await response.json();
  const { user, system } = process.cpuUsage(before); // microseconds; the clock would also count the neighbours
  expect((user + system) / 1_000).toBeLessThan(1_500);
  expect(bundle.total).toBe(2);
  await server.close();
});
