import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FixturePatient, loadFixtures } from '../../src/demo/load-fixtures.js';
import { startFhirServer } from '../../src/demo/fhir-server/start-fhir-server.js';
import { startTestService, type TestService } from '../support/running-service.js';

/*
 * Everybody in fhir-fixtures/patients signs an order: the service reads the chart from the embedded FHIR server over a real socket
 * and answers as the person's expected.json says.
 */

let fhir: Awaited<ReturnType<typeof startFhirServer>>;
let service: TestService;
const cast: readonly FixturePatient[] = await loadFixtures();

beforeAll(async () => {
  fhir = await startFhirServer({ port: 0, patients: cast });
  service = await startTestService({ allowFhir: [fhir.url] });
});
afterAll(async () => {
  await service.close();
  await fhir.close();
});

interface Card {
  readonly indicator: string;
  readonly extension: {
    readonly 'org.naltrexone-cds': {
      readonly rules: readonly { readonly id: string }[];
      readonly earliestDate?: string;
    };
  };
}

test.each(cast.map((person) => [person.name, person] as const))('%s', async (_, person) => {
  const response = await fetch(`${service.url}/cds-services/naltrexone-safety`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...person.orderSign, fhirServer: fhir.url }),
  });
  const { cards } = (await response.json()) as { cards: readonly Card[] };
  const answer = cards.map(({ indicator, extension }) => ({
    indicator,
    rules: extension['org.naltrexone-cds'].rules.map(({ id }) => id).sort(),
  }));
  const dates = cards.flatMap(
    ({ extension }) => extension['org.naltrexone-cds'].earliestDate ?? [],
  );
  expect(answer).toEqual(person.expected.cards);
  expect(dates[0]).toBe(person.expected.earliestDate);
});
