import { Agent } from 'node:http';
import { quantile } from './support/quantile.js';
import type { Load, LoadResult } from './support/load.js';
import { post } from './support/post.js';

/** A process that sends what it is told, so that the cost of sending is nobody else's. */
process.on('message', (load: Load) => {
  void run(load).then((result) => process.send?.(result));
});
process.once('disconnect', () => process.exit());

async function run({ url, bodies, connections, pauseMs, milliseconds }: Load): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const sent = bodies.map((body) => Buffer.from(body));
  const took: number[] = [];
  const end = performance.now() + milliseconds;
  let next = 0;

  async function connection(): Promise<void> {
    while (performance.now() < end) {
      const body = sent[next++ % sent.length] ?? Buffer.alloc(0);
      const start = performance.now();
      await post(url, body, agent);
      took.push(performance.now() - start);
      // Drawn anew each time: equal pauses make calls that were answered together come together again.
      const pause = Math.random() * 2 * pauseMs;
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  await Promise.all(Array.from({ length: connections }, connection));
  agent.destroy();
  return {
    requests: took.length,
    medianMs: quantile(took, 0.5),
    p95Ms: quantile(took, 0.95),
    p99Ms: quantile(took, 0.99),
  };
}
