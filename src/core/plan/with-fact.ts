import type { Evidence } from '../evidence/evidence.js';
import {
  exposuresFromWithdrawalScores,
  type WithdrawalScoreNumbers,
} from '../evidence/exposures-from-withdrawal-scores.js';
import { type Numbers, numbersOf } from '../pack/policy.js';
import type { Clock, RuleInput } from '../rules/rule.js';
import { situate } from '../rules/situate.js';
import { exactly } from '../time/instant.js';
import type { ClearingFact } from './clearing-fact.js';
import { isTooLate, withNegativeTests } from './with-negative-tests.js';
import { withResult } from './with-result.js';
import { withoutEntry } from './without-entry.js';

/** The orders of a call as the rules judge them, each with its evidence and its planned day. */
export type Situation = readonly RuleInput[];

/**
 * The same situation when one more fact is there, as of now: evidence or planned day change, FHIR is not read again. What the
 * fact does not touch stays the same object. A planned day goes before the tests, whose age counts to it.
 * @returns undefined when it cannot be: a sample that could only be taken after the planned day, or no order left
 */
export function withFact(
  situation: Situation,
  fact: ClearingFact,
  numbers: Numbers,
): Situation | undefined {
  if (situation.some(({ clock }) => isTooLate(fact, clock))) return undefined;
  const kept = fact.kind === 'withdrawn-draft' ? withoutDraft(situation, fact.ref) : situation;
  if (kept.length === 0) return undefined;
  return kept.map((input) => {
    if (fact.kind === 'corrected-order') return withCorrectedOrder(input, fact.ref);
    const clock = fact.kind === 'planned-day' ? planned(input.clock, fact.at) : input.clock;
    const evidence = evidenceWith(input.evidence, fact, clock, numbers);
    return clock === input.clock && evidence === input.evidence
      ? input
      : situate({ ...input, clock, evidence }, numbers);
  });
}

function withoutDraft(situation: Situation, ref: string): Situation {
  const isOther = (draft: RuleInput['order']): boolean => draft.ref !== ref;
  return situation
    .filter(({ order }) => isOther(order))
    .map((input) => ({
      ...input,
      call: {
        ...input.call,
        orders: input.call.orders.filter(isOther),
        otherDrafts: input.call.otherDrafts.filter(isOther),
      },
    }));
}

/** What an order does not state is not judged. */
const withCorrectedOrder = (input: RuleInput, ref: string): RuleInput =>
  input.order.ref === ref
    ? {
        ...input,
        order: { ...input.order, dosing: { ...input.order.dosing, instructions: [] } },
      }
    : input;

/** An order that is planned later already stays where it is. */
const planned = (clock: Clock, at: Clock['planned']): Clock =>
  at.day <= clock.planned.day ? clock : { ...clock, planned: at };

function evidenceWith(
  evidence: Evidence,
  fact: ClearingFact,
  clock: Clock,
  numbers: Numbers,
): Evidence {
  switch (fact.kind) {
    case 'planned-day':
    case 'withdrawn-draft':
    case 'corrected-order':
      return evidence;
    case 'chart-read':
      return { ...evidence, failed: NONE, incomplete: NONE };
    case 'corrected-entry':
      return withoutEntry(evidence, fact.source);
    case 'negative-tests':
      return withNegativeTests(evidence, fact, clock);
    case 'result':
      return withResult(evidence, fact, clock);
    case 'passed-challenge':
      return {
        ...evidence,
        naloxoneChallenges: [
          ...evidence.naloxoneChallenges,
          { outcome: 'passed', at: exactly(clock.now), dating: 'collected', provenance: NEW },
        ],
      };
    case 'not-pregnant':
      return {
        ...evidence,
        pregnancy: [
          ...evidence.pregnancy,
          { from: 'status', pregnant: false, final: true, at: exactly(clock.now), provenance: NEW },
        ],
      };
    case 'low-withdrawal-score':
      return withLowScore(evidence, fact.below - 1, clock, numbers);
  }
}

/** A high score that no longer counts as acute is possible use still. */
function withLowScore(evidence: Evidence, score: number, clock: Clock, numbers: Numbers): Evidence {
  const withdrawalScores = [
    ...evidence.withdrawalScores,
    { score, final: true, at: exactly(clock.now), dating: 'collected', provenance: NEW } as const,
  ];
  return {
    ...evidence,
    withdrawalScores,
    exposures: [
      ...evidence.exposures.filter(({ from }) => from !== 'withdrawal-score'),
      ...exposuresFromWithdrawalScores(
        withdrawalScores,
        clock.now,
        numbersOf<keyof WithdrawalScoreNumbers>(numbers, 'opioid-withdrawal'),
      ),
    ],
  };
}

const NONE: Evidence['failed'] = new Set();
const NEW = { source: 'Observation/new', slice: 'assessments', complete: true } as const;
