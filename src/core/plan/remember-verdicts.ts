import type { Finding } from '../rules/finding.js';
import type { Judgement } from '../rules/judge-order.js';
import {
  differences,
  haveInCommon,
  type ObservedInput,
  observeInput,
  type Reads,
} from '../rules/observe-input.js';
import type { RuleInput } from '../rules/rule.js';
import type { SiteRule } from '../rules/site-rules.js';

/** The rules as a search asks them: the same question about the same facts is answered once. */
export interface RememberedVerdicts {
  /** Without shadow findings, which turn no answer. */
  readonly judge: (input: RuleInput) => readonly Finding[];
  /** Did the rule of this question look at anything that differs between the two? */
  readonly isAffected: (question: string, from: RuleInput, to: RuleInput) => boolean;
}

/**
 * Rules are pure: one that looked at nothing that has changed says the same again. What a rule looks at is noted while it runs,
 * so nothing has to be declared, and nothing can be declared wrongly.
 * @param answer what the rules have said about the orders as they are
 * @param judgeRule as in the answer itself
 */
export function rememberVerdicts(
  rules: readonly SiteRule[],
  answer: readonly Judgement[],
  judgeRule: (rule: SiteRule, observed: ObservedInput) => Judgement,
): RememberedVerdicts {
  const known = new Map<SiteRule, Judgement[]>(rules.map((rule) => [rule, []]));
  for (const judgement of answer) known.get(judgement.rule)?.push(judgement);
  const observed = new WeakMap<RuleInput, ObservedInput>();
  const isUnchanged = comparing();
  const verdictOf = (rule: SiteRule, input: RuleInput): Judgement => {
    const verdicts = known.get(rule) ?? [];
    const same = verdicts.find((one) => isUnchanged(one, input));
    if (same !== undefined) return same;
    const observer = observed.get(input) ?? observeInput(input);
    observed.set(input, observer);
    const verdict = judgeRule(rule, observer);
    verdicts.push(verdict);
    return verdict;
  };
  const byQuestion = new Map(rules.map((rule) => [rule.id, rule]));
  return {
    judge: (input) =>
      rules.flatMap((rule) => verdictOf(rule, input).findings).filter(({ shadow }) => !shadow),
    isAffected: (question, from, to) => {
      const rule = byQuestion.get(question);
      return rule === undefined || !isUnchanged(verdictOf(rule, from), to);
    },
  };
}

/** All rules ask about the same few inputs, so what differs between two is found once. */
function comparing(): (judgement: Judgement, input: RuleInput) => boolean {
  const found = new Map<RuleInput, Map<RuleInput, Reads>>();
  return ({ input: judged, reads }, input) => {
    if (judged === input) return true;
    const ofInput = found.get(input) ?? new Map<RuleInput, Reads>();
    found.set(input, ofInput);
    const differing = ofInput.get(judged) ?? differences(judged, input);
    ofInput.set(judged, differing);
    return !haveInCommon(reads, differing);
  };
}
