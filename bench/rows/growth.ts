import { decide } from '../../src/core/decide.js';
import { median } from '../support/quantile.js';
import type { Row } from '../support/row.js';
import { knowledge, policy, prepare, sampleBodies, SIGNED_AT } from '../support/sample-call.js';

const SMALL = 300;
const LARGE = 20_000;

/**
 * From the parsed body to the decision, for each resource: it must not rise with the length of the chart. JSON.parse is
 * measured beside it, since what it costs for a long text is V8's affair.
 */
export async function growth(): Promise<readonly Row[]> {
  await measure(SMALL, 1500);
  const small = await measure(SMALL, 500);
  const large = await measure(LARGE, 10);
  return [
    {
      what: 'time per resource at 20,000 ÷ at 300 resources',
      figure: large.deciding / small.deciding,
      digits: 2,
      target: 1.5,
      is: 'at-most',
      from: `${shown(large.deciding)} ÷ ${shown(small.deciding)} µs; JSON.parse ${shown(large.parsing)} ÷ ${shown(small.parsing)} µs`,
    },
  ];
}

const shown = (microseconds: number): string => microseconds.toFixed(1);

/** Median microseconds for each resource. */
async function measure(
  resources: number,
  times: number,
): Promise<{ parsing: number; deciding: number }> {
  const [text = ''] = sampleBodies('critical', resources, 1);
  const parsing: number[] = [];
  const deciding: number[] = [];
  for (let count = 0; count < times; count += 1) {
    const start = performance.now();
    const body = JSON.parse(text) as unknown;
    const parsed = performance.now();
    const { call, chart } = await prepare(body);
    decide(call, chart, knowledge, policy, SIGNED_AT);
    deciding.push(performance.now() - parsed);
    parsing.push(parsed - start);
  }
  const perResource = (took: readonly number[]) => (median(took) / resources) * 1000;
  return { parsing: perResource(parsing), deciding: perResource(deciding) };
}
