import { startLoadGenerator, startService } from '../support/processes.js';
import type { Row } from '../support/row.js';
import { sampleRequest } from '../support/sample-request.js';

/** Rows of a chart that make about so many bytes. */
const ROWS_OF_10_KB = 2;
const ROWS_OF_2_MB = 2900;
const SECONDS = 4;

/** How much small requests suffer while somebody sends large charts, one after the other. */
export async function largeBodies(): Promise<readonly Row[]> {
  const now = new Date();
  const bodyOf = (everydayRows: number) =>
    JSON.stringify(sampleRequest({ story: 'silent', everydayRows, now, seed: 1 }));
  const service = await startService();
  const [small, large] = [startLoadGenerator(), startLoadGenerator()];
  const url = `${service.url}/cds-services/naltrexone-safety`;
  const milliseconds = SECONDS * 1000;
  const smallLoad = {
    url,
    bodies: [bodyOf(ROWS_OF_10_KB)],
    connections: 4,
    pauseMs: 5,
    milliseconds,
  };
  const largeLoad = {
    url,
    bodies: [bodyOf(ROWS_OF_2_MB)],
    connections: 1,
    pauseMs: 0,
    milliseconds,
  };
  try {
    await small.send(smallLoad);
    const alone = await small.send(smallLoad);
    const [beside] = await Promise.all([small.send(smallLoad), large.send(largeLoad)]);
    return [
      {
        what: 'p99 of 10 KB requests while one 2 MB request loops ÷ without',
        figure: beside.p99Ms / alone.p99Ms,
        digits: 1,
        target: 3,
        is: 'at-most',
        from: `${beside.p99Ms.toFixed(1)} ÷ ${alone.p99Ms.toFixed(1)} ms`,
      },
    ];
  } finally {
    await Promise.all([service.stop(), small.stop(), large.stop()]);
  }
}
