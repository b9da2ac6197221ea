import type { Knowledge } from '../pack/knowledge.js';
import type { Numbers } from '../pack/policy.js';
import { RULES } from '../rules/registry.js';
import type { RuleInput } from '../rules/rule.js';
import { numbersFor } from '../rules/site-rules.js';
import type { RiskFacts } from './denial-risks.js';
import { isWhole } from './criteria/judgement.js';

const READINESS = RULES.filter(({ asks }) => asks === 'readiness');

/**
 * What the rules of the readiness service say about an order, by rule id, whatever the site wants to hear on cards. A rule that is silent
 * while one of its sources was not wholly read is unknown.
 */
export function judgeReadinessRules(
  input: RuleInput,
  { questions }: Knowledge,
  numbers: Numbers,
): RiskFacts['rules'] {
  const states = new Map<string, { state: 'met' | 'not-met' | 'unknown'; evidence: [] }>();
  const said: RiskFacts['rules'] = new Map(
    READINESS.flatMap((rule) => {
      const outcomes = questions.get(rule.question)?.outcomes ?? {};
      const state = isWhole(input, ...rule.needs) ? 'met' : 'unknown';
      for (const { rule: id } of Object.values(outcomes)) states.set(id, { state, evidence: [] });
      return rule.judge(input, numbersFor(rule, numbers)).flatMap((verdict) => {
        const id = outcomes[verdict.outcome]?.rule;
        const spoken = verdict.state ?? 'not-met';
        return id === undefined
          ? []
          : [[id, { state: spoken, evidence: verdict.evidence }] as const];
      });
    }),
  );
  return new Map([...states, ...said]);
}
