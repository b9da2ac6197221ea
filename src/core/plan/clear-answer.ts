import type { Numbers } from '../pack/policy.js';
import { type Finding, isAtLeast } from '../rules/finding.js';
import type { AnyRule, RuleInput } from '../rules/rule.js';
import type { WouldClear } from './clearing-fact.js';
import type { InductionPlan } from './induction-plan.js';
import { listFacts } from './list-facts.js';
import { rememberVerdicts } from './remember-verdicts.js';
import { whatWouldClear } from './what-would-clear.js';
import { type Situation, withFact } from './with-fact.js';

/** The rules of a naltrexone order, and how one of them judges. */
export interface Judging {
  readonly rules: readonly AnyRule[];
  readonly judgeRule: (rule: AnyRule, input: RuleInput) => readonly Finding[];
}

/**
 * What would clear an answer. Looked for only while something is above info; shadow findings turn no answer.
 * @param findings of the whole situation
 */
export function clearAnswer(
  situation: Situation,
  findings: readonly Finding[],
  plan: InductionPlan,
  { rules, judgeRule }: Judging,
  numbers: Numbers,
): WouldClear | undefined {
  const open = findings.filter(
    ({ shadow, indicator }) => !shadow && isAtLeast(indicator, 'warning'),
  );
  if (open.length === 0) return undefined;
  const verdicts = rememberVerdicts(rules, (rule, input) =>
    judgeRule(rule, input).filter(({ shadow }) => !shadow),
  );
  return whatWouldClear(
    listFacts(situation, open, plan, numbers),
    situation,
    (before, fact) => withFact(before, fact, numbers),
    verdicts,
  );
}
