import type { SliceName } from '../chart.js';
import type { Exposure, ExposureSource } from '../evidence/exposure.js';
import {
  hasHighScore,
  WITHDRAWAL_SCORE_NUMBERS,
  type WithdrawalScoreNumbers,
} from '../evidence/exposures-from-withdrawal-scores.js';
import type { RuleInput } from './rule.js';

/** Numbers of other questions by which a rule tells a slip. */
export const SLIP_NUMBERS = {
  'opioid-withdrawal': WITHDRAWAL_SCORE_NUMBERS,
  drug: ['continuation.depot'],
} as const;
export type SlipNumbers = WithdrawalScoreNumbers & Readonly<Record<'continuation.depot', number>>;

const SINGLE_SLIP: ReadonlySet<ExposureSource> = new Set<ExposureSource>([
  'self-report',
  'poisoning',
  'toxicology',
]);
/** Where a withdrawal score or a second day of doses would stand. */
const SHOWS_DEPENDENCE: readonly SliceName[] = [
  'assessments',
  'laboratory',
  'medicationAdministrations',
];

/**
 * Is use during observed treatment with the depot judged leniently, because a withheld dose is dangerous too
 * (`clinical-opioid` 8.1)? Not while withdrawal shows dependence, nor while it cannot be known whether it does.
 */
export const isLenientLane = (
  { lane, evidence, clock }: Pick<RuleInput, 'lane' | 'evidence' | 'clock'>,
  numbers: WithdrawalScoreNumbers,
): boolean =>
  lane === 'depot' &&
  !SHOWS_DEPENDENCE.some((slice) => evidence.incomplete.has(slice)) &&
  !hasHighScore(evidence.withdrawalScores, clock.now, numbers);

/**
 * The slips among the exposures, which are a warning and no reason to let the dose lapse (`clinical-opioid` 8.1): use known from
 * a self-report, a poisoning or a test, or doses given on one local day only, as far back as a depot lasts.
 */
export function slipsOnTreatment(input: RuleInput, numbers: SlipNumbers): ReadonlySet<Exposure> {
  if (!isLenientLane(input, numbers)) return new Set();
  const { exposures } = input.evidence;
  const given = exposures.filter(({ from }) => from === 'administration');
  const days = new Set(
    given
      .map(({ ongoing, listedOn }) => (ongoing ? undefined : listedOn?.day))
      .filter(
        (day) =>
          day === undefined || input.clock.planned.day - day <= numbers['continuation.depot'],
      ),
  );
  const oneDay = days.size === 1 && !days.has(undefined);
  return new Set(
    exposures.filter(({ from }) => SINGLE_SLIP.has(from) || (from === 'administration' && oneDay)),
  );
}
