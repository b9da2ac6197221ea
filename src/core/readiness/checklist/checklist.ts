import type { ReadinessKnowledge } from '../../pack/readiness-list.js';
import { age } from '../criteria/order-and-person.js';
import type { CriterionInput } from '../criteria/judgement.js';
import { type JudgeItem, judgeList, parameter } from '../list-input.js';
import type { Requirement } from '../requirement.js';
import { adherenceMonitoring, psychosocial, reasonForInjection, treatmentPlan } from './care.js';
import {
  alcoholFreeEvidence,
  liverTests,
  opioidFreeEvidence,
  overdoseEducation,
  pregnancyStatus,
} from './clinical-evidence.js';
import { consent } from './consent.js';
import {
  noAcuteHepatitis,
  noHypersensitivityTo,
  noLiverFailure,
  noOpioidUse,
  noOpioidWithdrawal,
} from './contraindications.js';
import { administrationRecord, dose, interval, lotAndExpiry, route, site } from './dosing.js';
import { clinicalHistory, indication } from './indication.js';

/** Every line of the documentation checklist, in its order; words and sources stand in `cards/readiness/checklist.json`. */
export const CHECKLIST: Readonly<Record<string, JudgeItem>> = {
  indication,
  'clinical-history': clinicalHistory,
  age: (input) => age(input, { atLeast: parameter(input, 'ageFrom') }),
  consent,
  'liver-tests': liverTests,
  'opioid-free': opioidFreeEvidence,
  'alcohol-free': alcoholFreeEvidence,
  'no-opioid-use': noOpioidUse,
  'no-opioid-withdrawal': noOpioidWithdrawal,
  'no-acute-hepatitis': noAcuteHepatitis,
  'no-liver-failure': noLiverFailure,
  'no-allergy-naltrexone': noHypersensitivityTo('naltrexone'),
  'no-allergy-polymer': noHypersensitivityTo('polymer'),
  'no-allergy-diluent': noHypersensitivityTo('carmellose'),
  psychosocial,
  'treatment-plan': treatmentPlan,
  dose,
  route,
  site,
  interval,
  'reason-for-injection': reasonForInjection,
  'overdose-education': overdoseEducation,
  'pregnancy-status': pregnancyStatus,
  'administration-record': administrationRecord,
  'lot-and-expiry': lotAndExpiry,
  'adherence-monitoring': adherenceMonitoring,
};

/**
 * What a payer, an auditor or good practice wants to find written down about this injection, and what the chart holds of it. Asked for
 * the depot alone. A line is met by something that was found; where nothing was, it is not met only when all its sources were wholly read.
 */
export function checklist(
  input: CriterionInput,
  { checklist: list, terms }: ReadinessKnowledge,
): readonly Requirement[] {
  const { identity } = input.order;
  return identity.is === 'naltrexone' && identity.product === 'depot'
    ? judgeList(CHECKLIST, list, { ...input, terms })
    : [];
}
