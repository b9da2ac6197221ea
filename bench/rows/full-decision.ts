import { sampleRequest } from '../support/sample-request.js';
import {
  type LoadGenerator,
  type ServerProcess,
  startLoadGenerator,
  startServer,
  startService,
} from '../support/processes.js';
import { median } from '../support/quantile.js';
import type { Row } from '../support/row.js';

const CONNECTIONS = 16;
const ROUND_MS = 1200;
const ROUNDS = 5;
const USUAL_ROWS = 80;

/**
 * What a whole answer costs: CPU time of a request to the floor ÷ CPU time of the same request to the service, log and all.
 * On a shared machine throughput swings; CPU time for each request hardly does.
 */
export async function fullDecision(): Promise<readonly Row[]> {
  const floor = await startServer('floor-server.js');
  const service = await startService();
  const generator = startLoadGenerator();
  try {
    return [
      await measure('silent', 'full prefetch decision, 60 KB, nothing to say: CPU floor ÷ ours'),
      await measure('critical', 'full prefetch decision, 60 KB, critical card: CPU floor ÷ ours'),
    ];
  } finally {
    await Promise.all([floor.stop(), service.stop(), generator.stop()]);
  }

  async function measure(story: 'silent' | 'critical', what: string): Promise<Row> {
    const bodies = Array.from({ length: 24 }, (_, index) =>
      JSON.stringify(
        sampleRequest({ story, everydayRows: USUAL_ROWS, now: new Date(), seed: index + 1 }),
      ),
    );
    const floorMs: number[] = [];
    const oursMs: number[] = [];
    await warmUp((milliseconds) => perRequest(floor, '/', bodies, generator, milliseconds));
    await warmUp((milliseconds) => perRequest(service, HOOK, bodies, generator, milliseconds));
    for (let round = 0; round < ROUNDS; round += 1) {
      floorMs.push(await perRequest(floor, '/', bodies, generator, ROUND_MS));
      oursMs.push(await perRequest(service, HOOK, bodies, generator, ROUND_MS));
    }
    return {
      what,
      figure: median(floorMs) / median(oursMs),
      digits: 2,
      target: 0.55,
      is: 'at-least',
      from: `${median(floorMs).toFixed(3)} ÷ ${median(oursMs).toFixed(3)} ms`,
    };
  }
}

const HOOK = '/cds-services/naltrexone-safety';

const WARM_UP_MS = 2500;
const MOST_WARM_UPS = 6;

/** Runs until it gets no faster: V8 optimises by the number of calls, which come slowly on a busy machine. */
async function warmUp(run: (milliseconds: number) => Promise<number>): Promise<void> {
  let best = Infinity;
  for (let count = 0; count < MOST_WARM_UPS; count += 1) {
    const now = await run(WARM_UP_MS);
    if (now > best * 0.97) return;
    best = now;
  }
}

/** Milliseconds of CPU time for one request. */
async function perRequest(
  server: ServerProcess,
  path: string,
  bodies: readonly string[],
  generator: LoadGenerator,
  milliseconds: number,
): Promise<number> {
  const before = await server.cpu();
  const { requests } = await generator.send({
    url: server.url + path,
    bodies,
    connections: CONNECTIONS,
    pauseMs: 0,
    milliseconds,
  });
  return ((await server.cpu()) - before) / requests;
}
