import { startService } from '../support/processes.js';
import { median } from '../support/quantile.js';
import type { Row } from '../support/row.js';
import { sampleRequest } from '../support/sample-request.js';

const STARTS = 5;

/** From the start of the process until it says that it is alive and has answered its first order. */
export async function start(): Promise<readonly Row[]> {
  const now = new Date();
  const body = JSON.stringify(sampleRequest({ story: 'critical', everydayRows: 80, now, seed: 1 }));
  const took: number[] = [];
  const cpu: number[] = [];
  for (let count = 0; count < STARTS; count += 1) {
    const begin = performance.now();
    const service = await startService();
    const alive = await fetch(`${service.url}/healthz`);
    const answer = await fetch(`${service.url}/cds-services/naltrexone-safety`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const { cards } = (await answer.json()) as { cards: readonly unknown[] };
    took.push((performance.now() - begin) / 1000);
    cpu.push((await service.cpu()) / 1000);
    await service.stop();
    if (!alive.ok || cards.length === 0) throw new Error('the service gave no first answer');
  }
  return [
    {
      what: 'start to first answer',
      figure: median(took),
      digits: 2,
      unit: 's',
      target: 1,
      is: 'at-most',
      from: `median of ${STARTS}, best ${Math.min(...took).toFixed(2)} s; CPU ${median(cpu).toFixed(2)} s`,
    },
  ];
}
