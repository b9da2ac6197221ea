import { Agent } from 'node:http';
import { post } from '../support/post.js';
import { startLoadGenerator, startServer, startService } from '../support/processes.js';
import { median, quantile } from '../support/quantile.js';
import type { Row } from '../support/row.js';
import { sampleRequest } from '../support/sample-request.js';

/** V8 optimises what has run often: some hundred orders, which one after the other would take minutes. */
const WARM_UP_MS = 8000;
const WARM_UP_CONNECTIONS = 16;
const MEASURED = 60;

/** What the service adds to the slowest chain of pages when it reads the whole chart itself. */
export async function chartReading(): Promise<readonly Row[]> {
  const fhir = await startServer('fhir-server.js');
  const fhirServer = `${fhir.url}/fhir`;
  const service = await startService('--allow-fhir', fhirServer);
  const generator = startLoadGenerator();
  const url = `${service.url}/cds-services/naltrexone-safety`;
  const agent = new Agent({ keepAlive: true });
  const sample = sampleRequest({ story: 'critical', everydayRows: 0, now: new Date(), seed: 1 });
  const body = JSON.stringify({
    ...sample,
    prefetch: {},
    fhirServer,
    fhirAuthorization: { access_token: 'of-this-benchmark', token_type: 'Bearer' },
  });
  try {
    await generator.send({
      url,
      bodies: [body],
      connections: WARM_UP_CONNECTIONS,
      pauseMs: 0,
      milliseconds: WARM_UP_MS,
    });
    await slowestChain();
    const cpuBefore = await service.cpu();
    const added: number[] = [];
    for (let count = 0; count < MEASURED; count += 1) {
      const start = performance.now();
      await post(url, Buffer.from(body), agent);
      const total = performance.now() - start;
      added.push(total - (await slowestChain()));
    }
    const cpu = ((await service.cpu()) - cpuBefore) / MEASURED;
    const row = (of: string, figure: number, target: number): Row => ({
      what: `no prefetch, searches of 20 / 80 ms: total − slowest chain of pages, ${of}`,
      figure,
      digits: 1,
      unit: 'ms',
      target,
      is: 'at-most',
      from: `${MEASURED} orders, ${cpu.toFixed(1)} ms of CPU time each`,
    });
    return [row('median', median(added), 8), row('p95', quantile(added, 0.95), 15)];
  } finally {
    agent.destroy();
    await Promise.all([service.stop(), fhir.stop(), generator.stop()]);
  }

  /** Since it was last asked. */
  async function slowestChain(): Promise<number> {
    return (await (await fetch(`${fhir.url}/slowest`)).json()) as number;
  }
}
