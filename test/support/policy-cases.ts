import type { Chart } from '../../src/core/chart.js';
import type { Knowledge } from '../../src/core/pack/knowledge.js';
import type { PayerPolicy, PolicyCase } from '../../src/core/pack/payer-policy.js';
import { numbersUnder } from '../../src/core/pack/policy.js';
import { payerCriteria } from '../../src/core/readiness/payer-criteria.js';
import type { Requirement } from '../../src/core/readiness/requirement.js';
import { situationOf } from '../../src/core/situation-of.js';
import { caseToFhir } from './case-to-fhir.js';
import { checkCase } from './check-case.js';
import { prepareCase } from './decide-case.js';

/** What a policy says about the chart and order of one of its cases. */
export async function policyCase(
  policy: PayerPolicy,
  written: Omit<PolicyCase, 'expect'>,
  knowledge: Knowledge,
  changed: (chart: Chart) => Chart = (chart) => chart,
): Promise<readonly Requirement[]> {
  const place = `${policy.id}: ${written.name}`;
  const sent = caseToFhir(checkCase({ id: place, ...written, expect: {} }, place));
  const { call, chart, site, now } = await prepareCase(sent);
  if (call === undefined) throw new Error(`${place}: no naltrexone order`);
  const [input] = situationOf(call, changed(chart), knowledge, site, now);
  if (input === undefined) throw new Error(`${place}: no situation`);
  return payerCriteria(input, policy, {
    numbers: numbersUnder(knowledge, site),
    words: knowledge.coverageWords,
  });
}
