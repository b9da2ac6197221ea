import type { RepeatPolicy } from '../acknowledge/acknowledge.js';
import type { Numbers } from '../pack/policy.js';
import { isAtLeast } from '../rules/finding.js';
import { type JudgedOrder, judgeRule } from '../rules/judge-order.js';
import type { SiteRule } from '../rules/site-rules.js';
import type { WouldClear } from './clearing-fact.js';
import type { InductionPlan } from './induction-plan.js';
import { listFacts } from './list-facts.js';
import { rememberVerdicts } from './remember-verdicts.js';
import { whatWouldClear } from './what-would-clear.js';
import { type Situation, withFact } from './with-fact.js';

/** The rules of a naltrexone order, and by which policy what they say was answered for before. */
export interface Judging {
  readonly rules: readonly SiteRule[];
  readonly policy: RepeatPolicy;
}

/**
 * What would clear an answer. Looked for only while something is above info; shadow findings turn no answer.
 * @param judged the whole situation
 */
export function clearAnswer(
  situation: Situation,
  judged: readonly JudgedOrder[],
  plan: InductionPlan,
  { rules, policy }: Judging,
  numbers: Numbers,
): WouldClear | undefined {
  const open = judged
    .flatMap(({ findings }) => findings)
    .filter(({ shadow, indicator }) => !shadow && isAtLeast(indicator, 'warning'));
  if (open.length === 0) return undefined;
  const verdicts = rememberVerdicts(
    rules,
    judged.flatMap(({ judgements }) => judgements),
    (rule, observed) => judgeRule(rule, observed, policy),
  );
  return whatWouldClear(
    listFacts(situation, open, plan, numbers),
    situation,
    (before, fact) => withFact(before, fact, numbers),
    verdicts,
  );
}
