import { expect, jest, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packet } from '../../src/cli/packet.js';
import { startFhirServer } from '../../src/demo/fhir-server/start-fhir-server.js';
import { loadFixtures } from '../../src/demo/load-fixtures.js';

test('the chart is read from the FHIR server of the request, and its rows keep their addresses', async () => {
  const [person] = (await loadFixtures()).filter(({ name }) => name === 'desmond-clean-and-due');
  if (person === undefined) throw new Error('desmond is gone');
  const fhir = await startFhirServer({ port: 0, patients: [person] });
  const folder = mkdtempSync(join(tmpdir(), 'packet-'));
  const said = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    const file = join(folder, 'request.json');
    writeFileSync(file, JSON.stringify({ ...person.orderSign, fhirServer: fhir.url }));
    const out = join(folder, 'out');
    const now = '2026-11-24T15:00:00-05:00';
    await packet(file, { out, now, timeZone: 'America/New_York', allowFhir: [fhir.url] });
    expect(String(said.mock.calls[0]?.[0])).not.toContain('could not be read');
    const bundle = JSON.parse(readFileSync(join(out, 'bundle.json'), 'utf8'));
    const urls = bundle.entry.map(({ fullUrl }: { fullUrl: string }) => fullUrl);
    expect(urls).toContain(`${fhir.url}/Observation/desmond-alt`);
  } finally {
    said.mockRestore();
    rmSync(folder, { recursive: true });
    await fhir.close();
  }
});
