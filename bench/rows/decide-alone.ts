import { decide } from '../../src/core/decide.js';
import { median } from '../support/quantile.js';
import type { Row } from '../support/row.js';
import {
  knowledge,
  policy,
  prepare,
  sampleBodies,
  SIGNED_AT,
  USUAL_ROWS,
} from '../support/sample-call.js';
import type { Story } from '../support/sample-chart.js';

const WARM_UP = 4000;
const MEASURED = 2000;

/**
 * What a decision costs beside the parsing that nobody can avoid. Each chart is parsed anew, as a server does it: on a
 * chart that was decided before, the same strings would be hashed already.
 */
export async function decideAlone(): Promise<readonly Row[]> {
  return [
    await measure('silent', '`decide` ÷ JSON.parse of the same 60 KB, nothing to say', 0.15),
    await measure('critical', '`decide` with a search ÷ JSON.parse, critical card', 0.5),
  ];
}

async function measure(story: Story, what: string, target: number): Promise<Row> {
  const bodies = sampleBodies(story, USUAL_ROWS, 24);
  const parsing: number[] = [];
  const deciding: number[] = [];
  for (let count = 0; count < WARM_UP + MEASURED; count += 1) {
    const text = bodies[count % bodies.length] ?? '';
    const start = performance.now();
    const body = JSON.parse(text) as unknown;
    const parsed = performance.now();
    const { call, chart } = await prepare(body);
    const prepared = performance.now();
    decide(call, chart, knowledge, policy, SIGNED_AT);
    const decided = performance.now();
    if (count < WARM_UP) continue;
    parsing.push(parsed - start);
    deciding.push(decided - prepared);
  }
  const parse = median(parsing);
  const decision = median(deciding);
  return {
    what,
    figure: decision / parse,
    digits: 2,
    target,
    is: 'at-most',
    from: `${decision.toFixed(3)} ÷ ${parse.toFixed(3)} ms`,
  };
}
