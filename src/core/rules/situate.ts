import { readIndication } from '../evidence/indication.js';
import { type Numbers, numbersOf } from '../pack/policy.js';
import { laneOf, type LaneNumbers } from './lane.js';
import type { RuleInput } from './rule.js';

/** What a rule judges, with the lane and the indication that follow from the evidence. */
export function situate(
  given: Omit<RuleInput, 'lane' | 'indication'>,
  numbers: Numbers,
): RuleInput {
  const { call, order, evidence, clock, reasons } = given;
  return {
    call,
    order,
    evidence,
    clock,
    reasons,
    lane: laneOf(evidence, clock.planned, numbersOf<keyof LaneNumbers>(numbers, 'drug')),
    indication: readIndication(reasons, evidence.diagnoses, !evidence.incomplete.has('conditions')),
  };
}
