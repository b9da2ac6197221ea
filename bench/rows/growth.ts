import { decide } from '../../src/core/decide.js';
import { median } from '../support/quantile.js';
import type { Row } from '../support/row.js';
import { knowledge, policy, prepare, sampleBodies, SIGNED_AT } from '../support/sample-call.js';

const SMALL = 300;
const LARGE = 20_000;

/** From the text of the body to the decision, for each resource: it must not rise with the length of the chart. */
export async function growth(): Promise<readonly Row[]> {
  const [small = ''] = sampleBodies('critical', SMALL, 1);
  const [large = ''] = sampleBodies('critical', LARGE, 1);
  await measure(small, 2000);
  const ofSmall = (await measure(small, 1000)) / SMALL;
  const ofLarge = (await measure(large, 12)) / LARGE;
  return [
    {
      what: 'time per resource at 20,000 ÷ at 300 resources',
      figure: ofLarge / ofSmall,
      digits: 2,
      target: 1.5,
      is: 'at-most',
      from: `${(ofLarge * 1000).toFixed(1)} ÷ ${(ofSmall * 1000).toFixed(1)} µs`,
    },
  ];
}

/** Median milliseconds. */
async function measure(text: string, times: number): Promise<number> {
  const took: number[] = [];
  for (let count = 0; count < times; count += 1) {
    const start = performance.now();
    const { call, chart } = await prepare(JSON.parse(text));
    decide(call, chart, knowledge, policy, SIGNED_AT);
    took.push(performance.now() - start);
  }
  return median(took);
}
