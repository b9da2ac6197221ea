import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSignedLoad, startSignedService } from '../support/processes.js';
import type { Row } from '../support/row.js';
import { sampleRequest } from '../support/sample-request.js';

const ROUND = 10_000;
const ROUNDS = 10;
const PATH = '/cds-services/naltrexone-safety';
const CLAIMS = { iss: 'https://ehr.example.org/', aud: `https://cds.example.org${PATH}` };

/**
 * What 100,000 signed calls leave behind, each with an id of its own that has to be remembered while its token could be shown
 * again. Clocks run sixty times as fast, so that tokens end during the run as they do in a day of work.
 */
export async function heap(): Promise<readonly Row[]> {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = 'of-this-benchmark';
  const jwk = keys.publicKey.export({ format: 'jwk' });
  const privateKey = { ...keys.privateKey.export({ format: 'jwk' }), kid };
  const folder = mkdtempSync(join(tmpdir(), 'naltrexone-cds-bench-'));
  const clients = join(folder, 'clients.json');
  const client = { id: 'ehr', issuer: CLAIMS.iss, audiences: [CLAIMS.aud] };
  const chart = { fhirBases: [], prefetchOnly: true };
  const entry = { ...client, ...chart, algorithms: ['ES256'], keys: [{ ...jwk, kid, use: 'sig' }] };
  writeFileSync(clients, JSON.stringify({ clients: [entry] }));
  const body = JSON.stringify(
    sampleRequest({ story: 'critical', everydayRows: 0, now: new Date(), seed: 1 }),
  );

  const service = await startSignedService(clients);
  const generator = startSignedLoad();
  try {
    const megabytes: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const url = service.url + PATH;
      await generator.send({ url, body, requests: ROUND, privateKey, claims: CLAIMS });
      megabytes.push((await service.heap()) / 1e6);
    }
    const [first = NaN, last = NaN] = [megabytes[0], megabytes.at(-1)];
    return [
      {
        what: 'heap after GC over 100,000 signed calls: last ÷ first 10,000',
        figure: last / first,
        digits: 2,
        target: 1.1,
        is: 'at-most',
        from: `${megabytes.map((size) => size.toFixed(1)).join(', ')} MB`,
      },
    ];
  } finally {
    await Promise.all([service.stop(), generator.stop()]);
    rmSync(folder, { recursive: true });
  }
}
