import { networkInterfaces } from 'node:os';
import { expect, test } from '@jest/globals';
import { startFhirServer } from './start-fhir-server.js';

const ada = {
  patientId: 'ada',
  resources: [{ resourceType: 'Patient' as const, id: 'ada' }],
};

test('a busy port is an error with its code, for the caller to try the next', async () => {
  const first = await startFhirServer({ port: 0, patients: [ada] });
  const port = Number(new URL(first.url).port);
  await expect(startFhirServer({ port, patients: [] })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
  await first.close();
  await expect(fetch(`${first.url}/metadata`)).rejects.toThrow();
});

test('only this machine can reach it', async () => {
  const server = await startFhirServer({ port: 0, host: 'localhost', patients: [ada] });
  expect(server.url).toMatch(/^http:\/\/localhost:\d+\/fhir$/);
  expect((await fetch(`${server.url}/Patient/ada`)).status).toBe(200);
  const outside = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find((one) => one.family === 'IPv4' && !one.internal);
  if (outside) {
    const url = server.url.replace('localhost', outside.address);
    await expect(fetch(`${url}/metadata`)).rejects.toThrow();
  }
  await server.close();
});

test('one id with two contents stops the start', async () => {
  const practitioner = { resourceType: 'Practitioner' as const, id: 'dr-1' };
  const other = { ...practitioner, gender: 'female' as const };
  const two = (second: typeof practitioner) => [
    { patientId: 'ada', resources: [practitioner] },
    { patientId: 'bo', resources: [second] },
  ];
  await (await startFhirServer({ port: 0, patients: two(practitioner) })).close();
  await expect(startFhirServer({ port: 0, patients: two(other) })).rejects.toThrow(
    'two charts hold a different Practitioner/dr-1',
  );
});
