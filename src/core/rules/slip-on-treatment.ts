import type { Exposure, ExposureSource } from '../evidence/exposure.js';
import { hasHighScore, type WithdrawalScoreNumbers } from '../evidence/exposures-from-withdrawal-scores.js';
import type { RuleInput } from './rule.js';

const SINGLE_SLIP: ReadonlySet<ExposureSource> = new Set<ExposureSource>([
  'self-report',
  'poisoning',
  'toxicology',
]);

/**
 * In the depot lane a single slip is a warning, because a withheld dose is dangerous too (`clinical-opioid` 8.1): use known from
 * a self-report, a poisoning or a test, or doses given on one local day only. Not while withdrawal shows dependence.
 */
export function isSlipOnTreatment(
  exposure: Exposure,
  { lane, evidence, clock }: RuleInput,
  numbers: WithdrawalScoreNumbers,
): boolean {
  if (lane !== 'depot') return false;
  if (hasHighScore(evidence.withdrawalScores, clock.now, numbers)) return false;
  return SINGLE_SLIP.has(exposure.from) || isOnlyAdministrationDay(exposure, evidence.exposures);
}

function isOnlyAdministrationDay(exposure: Exposure, exposures: readonly Exposure[]): boolean {
  if (exposure.from !== 'administration') return false;
  const days = new Set(
    exposures
      .filter(({ from }) => from === 'administration')
      .map(({ last, ongoing }) => (ongoing ? undefined : last?.latest.day)),
  );
  return days.size === 1 && !days.has(undefined);
}
