import { expect, test } from '@jest/globals';
import { hookParts, prefetchTemplates } from '../support/hook-parts.js';
import { prefetchFromTemplates } from '../support/prefetch-from-templates.js';
import { answerRequest, requestOf } from '../support/run-case.js';
import { answered } from '../support/compare-answer.js';
import { clean, LEVELS, onOpioids, SAFETY_TYPES } from './fault-chart.js';

const SUBSETS = Array.from({ length: 2 ** SAFETY_TYPES.length }, (_, bits) =>
  SAFETY_TYPES.filter((_type, index) => (bits & (1 << index)) !== 0),
);
const OUTCOME = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'exception' }],
};
const EMPTY = { resourceType: 'Bundle', type: 'searchset', total: 0, entry: [] };

const keysOf = (types: readonly string[]): readonly string[] =>
  [...hookParts().queries.values()]
    .filter(({ resourceType }) => types.includes(resourceType))
    .map(({ slice }) => slice);

async function answerOf(sent: typeof clean, failing: readonly string[], value: object) {
  const prefetch = prefetchFromTemplates(prefetchTemplates(), sent);
  const changed = Object.fromEntries(keysOf(failing).map((key) => [key, value]));
  const body = { ...requestOf(sent), prefetch: { ...prefetch, ...changed } };
  const { cards } = (await answerRequest(body, sent)).response;
  const unknown = cards.flatMap((card) => card.extension?.['org.naltrexone-cds'].unknown ?? []);
  return {
    unknown: [...new Set(unknown)].sort(),
    level: LEVELS.indexOf(answered(cards).indicator),
  };
}

test('row 56: no subset of failing sources is silent for the clean patient; none failing is', async () => {
  for (const failing of SUBSETS) {
    const { unknown, level } = await answerOf(clean, failing, OUTCOME);
    expect([failing, unknown]).toEqual([failing, [...failing].sort()]);
    if (failing.length === 0) expect(level).toBe(LEVELS.indexOf('none'));
    else expect(level).toBeGreaterThanOrEqual(LEVELS.indexOf('warning'));
  }
}, 20_000);

test('row 56: no subset of failing sources is milder than the chart without their facts', async () => {
  for (const failing of SUBSETS) {
    const { level } = await answerOf(onOpioids, failing, OUTCOME);
    const least = failing.length === 0 ? LEVELS.indexOf('critical') : LEVELS.indexOf('warning');
    const { level: withoutFacts } = await answerOf(onOpioids, failing, EMPTY);
    expect([failing, level >= Math.max(least, withoutFacts)]).toEqual([failing, true]);
  }
}, 20_000);
