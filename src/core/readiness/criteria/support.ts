import type { PolicyCriteria } from '../../pack/payer-policy.js';
import { comparePoints, isWithinDays } from '../../time/distance.js';
import { dayPlus } from '../../time/instant.js';
import { type CriterionInput, dated, isWhole, type Judgement, UNKNOWN } from './judgement.js';

/**
 * Counselling or a programme: that it took place, or is part of an active plan, is enrolment. Nobody's chart says "adheres" by
 * being there, so for that two sessions that took place are wanted.
 */
export function psychosocial(
  { evidence }: CriterionInput,
  { needs }: NonNullable<PolicyCriteria['psychosocial']>,
): Judgement {
  const all = evidence.papers.psychosocial;
  const held = all.filter(({ standing }) => standing === 'held');
  const counting = needs === 'adherent' ? held : all;
  const found = {
    evidence: counting.map(({ provenance }) => provenance),
    found: counting.map(({ treatment, at }) => dated(treatment, at)),
  };
  const wanted = needs === 'adherent' ? ATTENDED_MORE_THAN_ONCE : 1;
  return counting.length >= wanted ? { ...found, state: 'met' } : { ...found, state: 'unknown' };
}

const ATTENDED_MORE_THAN_ONCE = 2;

/** A visit inside the payer's cadence before the planned day; a first visit counts. */
export function visits(
  input: CriterionInput,
  { everyDays }: NonNullable<PolicyCriteria['visits']>,
): Judgement {
  const { planned } = input.clock;
  const [last] = input.evidence.papers.visits
    .filter(({ setting }) => setting === 'outpatient')
    .toSorted((a, b) => comparePoints(b.at.latest, a.at.latest));
  if (last === undefined) return UNKNOWN;
  const found = { evidence: [last.provenance], found: [dated('visit', last.at)] };
  if (isWithinDays(last.at.earliest, planned, everyDays)) {
    return { ...found, state: 'met', validUntil: dayPlus(last.at.earliest.day, everyDays) };
  }
  return isWhole(input, 'visits') ? { ...found, state: 'not-met' } : UNKNOWN;
}

/** A hospital stay inside the window. Whether it was for the disorder, the stay itself does not tell. */
export function recentHospitalStay(
  input: CriterionInput,
  { withinDays }: NonNullable<PolicyCriteria['recent-hospital-stay']>,
): Judgement {
  const { planned } = input.clock;
  const stays = input.evidence.papers.visits
    .filter(({ setting }) => setting === 'inpatient')
    .toSorted((a, b) => comparePoints(b.at.latest, a.at.latest));
  const [last] = stays;
  if (last === undefined) return UNKNOWN;
  const found = { evidence: [last.provenance], found: [dated('inpatient stay', last.at)] };
  if (isWithinDays(last.at.earliest, planned, withinDays)) {
    return { ...found, state: 'met', validUntil: dayPlus(last.at.earliest.day, withinDays) };
  }
  return isWhole(input, 'visits') ? { ...found, state: 'not-met' } : UNKNOWN;
}
