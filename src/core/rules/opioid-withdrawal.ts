import type { Diagnosis } from '../evidence/diagnosis.js';
import {
  activeWithdrawal,
  WITHDRAWAL_SCORE_NUMBERS,
} from '../evidence/exposures-from-withdrawal-scores.js';
import { dayAfter } from '../time/distance.js';
import { dayPlus, type Day } from '../time/instant.js';
import { day, defineRule, number, type RuleInput, text, type Verdict } from './rule.js';

const OUTCOMES = {
  score: ['score', 'taken', 'earliestDate'],
  diagnosis: ['diagnosis', 'recorded', 'earliestDate'],
  'diagnosis-undated': ['diagnosis'],
} as const;
type WithdrawalVerdict = Verdict<typeof OUTCOMES>;

const PARAMETERS = [...WITHDRAWAL_SCORE_NUMBERS, 'diagnosis.recent'] as const;
/** Withdrawal does not say from which opioid: the waiting time is that of an unnamed one. */
const BORROWED = {
  'opioid-interval': ['unknown.minimum', 'unknown.clear', 'precise-interval'],
} as const;
type Numbers = Readonly<
  Record<(typeof PARAMETERS)[number] | (typeof BORROWED)['opioid-interval'][number], number>
>;

/**
 * Is the patient in opioid withdrawal now? (`clinical-opioid` 7, 11)
 *
 * When the newest score of the Clinical Opiate Withdrawal Scale of the last hours shows at least mild withdrawal, or opioid
 * withdrawal stands on the problem list since a few days, then opioid-withdrawal-active. Both count to now, whatever the
 * planned day.
 */
export const opioidWithdrawal = defineRule({
  question: 'opioid-withdrawal',
  asks: 'naltrexone',
  needs: ['assessments', 'laboratory', 'conditions'],
  parameters: PARAMETERS,
  borrows: BORROWED,
  outcomes: OUTCOMES,
  judge: (input, numbers) => [...byScore(input, numbers), ...byDiagnosis(input, numbers)],
});

function byScore({ evidence, clock }: RuleInput, numbers: Numbers): readonly WithdrawalVerdict[] {
  const active = activeWithdrawal(evidence.withdrawalScores, clock.now, numbers);
  if (active === undefined) return [];
  const { score, at, provenance } = active;
  const dates = {
    notBefore: dayAfter(at.latest, numbers['unknown.minimum'], clock.zone),
    earliest: dayAfter(at.latest, numbers['unknown.clear'], clock.zone),
  };
  return [
    {
      outcome: 'score',
      subject: 'withdrawal score',
      values: {
        score: number(score),
        taken: day(at.latest.day),
        earliestDate: day(dates.earliest),
      },
      evidence: [provenance],
      dates,
    },
  ];
}

/** The newest of them; one without a date, or with a date too vague for a critical answer, is a warning. */
function byDiagnosis(
  { evidence, clock }: RuleInput,
  numbers: Numbers,
): readonly WithdrawalVerdict[] {
  const today = clock.now.day;
  const active = evidence.diagnoses.filter(
    (one) => one.group === 'opioid-withdrawal' && one.active,
  );
  const oldest = today - numbers['diagnosis.recent'];
  const recent = active.filter((one) => latestDay(one, today) >= oldest);
  const certain = recent.filter(
    ({ at }) =>
      at !== undefined &&
      (at.earliest.day >= oldest || at.latest.day - at.earliest.day <= numbers['precise-interval']),
  );
  const [newest] = (certain.length > 0 ? certain : recent).toSorted(
    (a, b) => latestDay(b, today) - latestDay(a, today),
  );
  if (newest === undefined) return [];
  const diagnosis = text(newest.display);
  const evidenceOf = { subject: 'withdrawal diagnosis', evidence: [newest.provenance] };
  if (certain.length === 0) {
    return [{ ...evidenceOf, outcome: 'diagnosis-undated', values: { diagnosis } }];
  }
  const recorded = latestDay(newest, today);
  const over = dayPlus(recorded, numbers['diagnosis.recent'] + 1);
  return [
    {
      ...evidenceOf,
      outcome: 'diagnosis',
      values: { diagnosis, recorded: day(recorded), earliestDate: day(over) },
      dates: { notBefore: over, earliest: over },
    },
  ];
}

/** A partial or future date counts up to today, no date as today. */
const latestDay = ({ at }: Diagnosis, today: Day): Day =>
  at === undefined || at.latest.day > today ? today : at.latest.day;
