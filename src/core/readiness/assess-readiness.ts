import type { PolicyChoice, PriorAuthorization } from '../evidence/coverage/coverage-evidence.js';
import type { Knowledge } from '../pack/knowledge.js';
import type { Numbers } from '../pack/policy.js';
import type { RuleInput } from '../rules/rule.js';
import { checklist } from './checklist/checklist.js';
import { type DenialRisk, denialRisks } from './denial-risks.js';
import { judgeReadinessRules } from './judge-readiness-rules.js';
import { payerCriteria } from './payer-criteria.js';
import { renewal } from './renewal/renewal.js';
import type { Requirement } from './requirement.js';

/** Whether an injection is documented and will be paid for: everything that lists, letters and the app show about it. */
export interface Readiness {
  /** `Type/id` of the order. */
  readonly order: string;
  readonly checklist: readonly Requirement[];
  readonly renewal: readonly Requirement[];
  readonly payer: {
    readonly choice: PolicyChoice;
    readonly priorAuthorization: PriorAuthorization;
    readonly criteria: readonly Requirement[];
  };
  readonly denialRisks: readonly DenialRisk[];
}

/**
 * Puts together what is known of the papers of one order. Its lists read clinical facts too: a result that is whole needs the slices of both
 * questions, `naltrexone` and `readiness` with documentation on; what was not read is unknown in it.
 * @returns undefined for any order but the depot
 */
export function assessReadiness(
  input: RuleInput,
  knowledge: Knowledge,
  numbers: Numbers,
): Readiness | undefined {
  const { identity } = input.order;
  if (identity.is !== 'naltrexone' || identity.product !== 'depot') return undefined;
  const { readiness, coverageWords: words } = knowledge;
  const { policy: choice, priorAuthorization } = input.evidence.coverage;
  const all = { ...input, numbers, words };
  const lines = checklist(all, readiness);
  const renewed = renewal(all, readiness);
  const criteria = payerCriteria(input, choice.policy, { numbers, words });
  return {
    order: input.order.ref,
    checklist: lines,
    renewal: renewed,
    payer: { choice, priorAuthorization, criteria },
    denialRisks: denialRisks(
      {
        requirements: [...lines, ...renewed],
        rules: judgeReadinessRules(input, knowledge, numbers),
        authorization: priorAuthorization,
        criteria: choice.by === 'generic' ? [] : criteria,
      },
      readiness.denialRisks,
    ),
  };
}
