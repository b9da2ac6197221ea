import { Agent } from 'node:http';
import { post } from '../support/post.js';
import { startServer, startService } from '../support/processes.js';
import { median, quantile } from '../support/quantile.js';
import type { Row } from '../support/row.js';
import { sampleRequest } from '../support/sample-request.js';

const WARM_UP = 20;
const MEASURED = 50;

/** What the service adds to the slowest chain of pages when it reads the whole chart itself. */
export async function chartReading(): Promise<readonly Row[]> {
  const fhir = await startServer('fhir-server.js');
  const fhirServer = `${fhir.url}/fhir`;
  const service = await startService('--allow-fhir', fhirServer);
  const agent = new Agent({ keepAlive: true });
  const sample = sampleRequest({ story: 'critical', everydayRows: 0, now: new Date(), seed: 1 });
  const body = Buffer.from(
    JSON.stringify({
      ...sample,
      prefetch: {},
      fhirServer,
      fhirAuthorization: { access_token: 'of-this-benchmark', token_type: 'Bearer' },
    }),
  );
  try {
    const added: number[] = [];
    for (let count = 0; count < WARM_UP + MEASURED; count += 1) {
      const start = performance.now();
      await post(`${service.url}/cds-services/naltrexone-safety`, body, agent);
      const total = performance.now() - start;
      const slowest = (await (await fetch(`${fhir.url}/slowest`)).json()) as number;
      if (count >= WARM_UP) added.push(total - slowest);
    }
    const row = (of: string, figure: number, target: number): Row => ({
      what: `no prefetch, searches of 20 / 80 ms: total − slowest chain of pages, ${of}`,
      figure,
      digits: 1,
      unit: 'ms',
      target,
      is: 'at-most',
      from: `${MEASURED} orders`,
    });
    return [row('median', median(added), 8), row('p95', quantile(added, 0.95), 15)];
  } finally {
    agent.destroy();
    await Promise.all([service.stop(), fhir.stop()]);
  }
}
