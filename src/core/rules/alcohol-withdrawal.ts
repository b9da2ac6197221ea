import { type Diagnosis, isOneOf } from '../evidence/diagnosis.js';
import type { ConditionGroup } from '../pack/terminology.js';
import { hoursSince } from '../time/hours-since.js';
import { conditionValue } from './liver/describe-condition.js';
import { defineRule, number, type RuleInput, span, type Verdict } from './rule.js';

const SCORED = ['score', 'date', 'limit'] as const;
const OUTCOMES = {
  score: SCORED,
  diagnosis: ['condition'],
  'score-contrave': SCORED,
  'diagnosis-contrave': ['condition'],
} as const;
type WithdrawalVerdict = Verdict<typeof OUTCOMES>;

const PARAMETERS = ['ciwa.from', 'ciwa.recent', 'diagnosis.recent'] as const;
type Numbers = Readonly<Record<(typeof PARAMETERS)[number], number>>;

const ALCOHOL_WITHDRAWAL = new Set<ConditionGroup>(['alcohol-withdrawal']);

/**
 * Is somebody in alcohol withdrawal? (`clinical-liver-other` D3)
 *
 * When any CIWA-Ar of the last days reaches the limit, or alcohol withdrawal was diagnosed a few days ago, then alcohol-withdrawal:
 * a warning before a first dose, critical for bupropion/naltrexone at any signing, because bupropion provokes seizures then.
 */
export const alcoholWithdrawal = defineRule({
  question: 'alcohol-withdrawal',
  asks: 'naltrexone',
  needs: ['assessments', 'conditions'],
  parameters: PARAMETERS,
  outcomes: OUTCOMES,
  judge: (input, numbers) => {
    const { identity } = input.order;
    if (identity.is !== 'naltrexone') return [];
    const isContrave = identity.product === 'contrave';
    if (!isContrave && input.lane !== 'first-dose') return [];
    return [...scored(isContrave, input, numbers), ...diagnosed(isContrave, input, numbers)];
  },
});

function scored(
  isContrave: boolean,
  { evidence, clock }: RuleInput,
  numbers: Numbers,
): readonly WithdrawalVerdict[] {
  const [highest] = evidence.alcohol.withdrawalScores
    .filter(
      ({ score, at }) =>
        score >= numbers['ciwa.from'] &&
        hoursSince(at.latest, clock.now.moment, clock.zone) <= numbers['ciwa.recent'],
    )
    .toSorted((a, b) => b.score - a.score || b.at.latest.day - a.at.latest.day);
  return highest === undefined
    ? []
    : [
        {
          outcome: isContrave ? 'score-contrave' : 'score',
          evidence: [highest.provenance],
          values: {
            score: number(highest.score),
            date: span(highest.at),
            limit: number(numbers['ciwa.from']),
          },
        },
      ];
}

function diagnosed(
  isContrave: boolean,
  { evidence, clock }: RuleInput,
  numbers: Numbers,
): readonly WithdrawalVerdict[] {
  const isRecent = ({ at }: Diagnosis): boolean =>
    at !== undefined &&
    at.earliest.day <= clock.now.day + 1 &&
    clock.planned.day - Math.min(at.latest.day, clock.now.day) <= numbers['diagnosis.recent'];
  return evidence.diagnoses
    .filter((one) => one.active && isOneOf(one, ALCOHOL_WITHDRAWAL) && isRecent(one))
    .slice(0, 1)
    .map((one) => ({
      outcome: isContrave ? 'diagnosis-contrave' : 'diagnosis',
      evidence: [one.provenance],
      values: { condition: conditionValue(one) },
    }));
}
