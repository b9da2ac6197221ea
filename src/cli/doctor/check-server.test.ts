import { afterEach, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { SELF_SIGNED } from '../../../test/faults/self-signed.js';
import type { ResolveName } from '../../egress/checked-lookup.js';
import { createEgress } from '../../egress/egress.js';
import { parseFhirBase } from '../../fhir/fhir-base.js';
import { checkServer } from './check-server.js';
import { watchResolution } from './watch-resolution.js';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** What is said of a registered server whose name leads to this address. */
async function check(address: string, fhirServer = 'https://fhir.example.org/r4') {
  const resolveName: ResolveName = (_, callback) => callback(null, [{ address, family: 4 }]);
  const resolution = watchResolution(resolveName);
  const egress = createEgress({ ...resolution, connectTimeoutMs: 200 });
  const checks = await checkServer(fhirServer, [parseFhirBase(fhirServer)!], egress, resolution);
  await egress.close();
  return new Map(checks.map((one) => [one.subject, one]));
}

test.each([
  ['10.0.0.7', 'private, blocked', /set "privateNetwork" in the entry/],
  ['127.0.0.1', 'private, blocked', /set "privateNetwork"/],
  ['169.254.169.254', 'never a server, blocked', /is never asked: correct the DNS/],
])('a name that leads to %s is not asked', async (address, found, remedy) => {
  const checks = await check(address);
  expect(checks.get('Address')).toMatchObject({ found, remedy: expect.stringMatching(remedy) });
  expect(checks.get('Connection')?.found).toBe('the address may not be asked');
});

test('a certificate that this machine does not trust', async () => {
  server = createServer(SELF_SIGNED, (_request, response) => response.end('{}'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const checks = await check('127.0.0.1', `https://localhost:${port}/fhir`);
  expect(checks.get('Address')).toEqual({
    subject: 'Address',
    found: 'private',
    remedy: undefined,
  });
  expect(checks.get('Connection')).toMatchObject({
    found: 'its certificate or its TLS is not accepted',
    remedy: expect.stringContaining('certificate'),
  });
});
