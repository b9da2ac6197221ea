import type { PriorAuthorization } from '../evidence/coverage/coverage-evidence.js';
import type { Provenance } from '../evidence/provenance.js';
import type { DenialCheck, DenialRisks } from '../pack/readiness-list.js';
import type { Requirement, RequirementState } from './requirement.js';

/** A check that would have prevented a denial and is not passed now. */
export interface OpenCheck {
  /** `authorization` and `criteria` are of the payer; the id of a criterion is that of `payer-policy`. */
  readonly kind: 'requirement' | 'rule' | 'authorization' | 'criterion';
  readonly id: string;
  readonly state: 'not-met' | 'conflicting' | 'unknown';
  readonly evidence: readonly Provenance[];
}

/**
 * A reason for which payers refuse, and what speaks for it here. `at-risk` = a check is not met or contradictory; `unknown` = none is, and
 * not everything is known; `none-seen` = every check that applies is met, which promises no payment.
 */
export interface DenialRisk {
  readonly id: string;
  readonly state: 'at-risk' | 'unknown' | 'none-seen';
  readonly open: readonly OpenCheck[];
}

/** What the other lists and rules say, as denial risks read it. */
export interface RiskFacts {
  /** Of the checklist and of the renewal. */
  readonly requirements: readonly Requirement[];
  /** Readiness rules by id: a rule that speaks is `not-met`. */
  readonly rules: ReadonlyMap<string, Pick<Requirement, 'state' | 'evidence'>>;
  readonly authorization: PriorAuthorization;
  /** Of the payer's own policy; empty where only the generic one is known. */
  readonly criteria: readonly Requirement[];
}

/** Every denial reason of `cards/readiness/denial-risks.json` with the checks that are open. */
export const denialRisks = (facts: RiskFacts, { risks }: DenialRisks): readonly DenialRisk[] =>
  Object.entries(risks).map(([id, { checks }]) => {
    const open = checks.flatMap((check) => openChecks(check, facts));
    const isAtRisk = open.some(({ state }) => state !== 'unknown');
    return { id, state: isAtRisk ? 'at-risk' : open.length > 0 ? 'unknown' : 'none-seen', open };
  });

function openChecks(check: DenialCheck, facts: RiskFacts): readonly OpenCheck[] {
  if ('requirement' in check) {
    const found = facts.requirements.find(({ id }) => id === check.requirement);
    return found === undefined ? [] : open('requirement', check.requirement, found);
  }
  if ('rule' in check) {
    const found = facts.rules.get(check.rule);
    return found === undefined ? [] : open('rule', check.rule, found);
  }
  if (check.payer === 'criteria') {
    return facts.criteria.flatMap((one) => open('criterion', one.id, one));
  }
  const { authorization } = facts;
  const { state, evidence } = authorization;
  return open('authorization', state, { state: AUTHORIZED[state], evidence });
}

const open = (
  kind: OpenCheck['kind'],
  id: string,
  { state, evidence }: Pick<Requirement, 'state' | 'evidence'>,
): readonly OpenCheck[] =>
  state === 'met' || state === 'not-applicable' ? [] : [{ kind, id, state, evidence }];

const AUTHORIZED: Readonly<Record<PriorAuthorization['state'], RequirementState>> = {
  'not-needed': 'not-applicable',
  approved: 'met',
  expired: 'not-met',
  'used-up': 'not-met',
  'too-small': 'not-met',
  pending: 'not-met',
  denied: 'not-met',
  needed: 'not-met',
  'none-on-file': 'not-met',
  unknown: 'unknown',
};
