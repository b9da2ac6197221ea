import { type Diagnosis, isOneOf } from '../evidence/diagnosis.js';
import { upToNow } from '../evidence/liver/up-to-now.js';
import type { PregnancyResult } from '../evidence/pregnancy.js';
import type { ConditionGroup } from '../pack/terminology.js';
import { isAfter } from '../time/distance.js';
import type { Span } from '../time/instant.js';
import { defineRule, type RuleInput, span, text, type Verdict } from './rule.js';

const OUTCOMES = {
  status: ['date'],
  test: ['date'],
  condition: ['condition', 'date'],
  'condition-undated': ['condition'],
  breastfeeding: ['condition'],
} as const;
type PregnancyVerdict = Verdict<typeof OUTCOMES>;

const PARAMETERS = ['status.recent', 'test.recent', 'condition.recent'] as const;
const BORROWED = { 'opioid-exposure': ['future.tolerance'] } as const;
type Numbers = Readonly<
  Record<(typeof PARAMETERS)[number] | (typeof BORROWED)['opioid-exposure'][number], number>
>;

const PREGNANT: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>(['pregnancy']);
const BREASTFEEDING: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>(['breastfeeding']);

/**
 * Is the patient pregnant or breastfeeding? (`clinical-liver-other` C8)
 *
 * When the answer to the question was "pregnant", a test was positive or a pregnancy is on the problem list, each not too long
 * ago, then pregnancy-lactation. A later answer "not pregnant" clears earlier answers and earlier Conditions.
 * When breastfeeding is on the problem list, then info.
 */
export const pregnancy = defineRule({
  question: 'pregnancy',
  asks: 'naltrexone',
  needs: ['laboratory', 'assessments', 'socialHistory', 'conditions'],
  parameters: PARAMETERS,
  borrows: BORROWED,
  outcomes: OUTCOMES,
  judge: (input, numbers) =>
    input.order.identity.is === 'naltrexone'
      ? [...results(input, numbers), ...conditions(input, numbers)]
      : [],
});

function results({ evidence, clock }: RuleInput, numbers: Numbers): readonly PregnancyVerdict[] {
  const { pregnancy: all } = evidence;
  return all.flatMap(({ from, pregnant, at, provenance }): readonly PregnancyVerdict[] => {
    const isRecent = clock.planned.day - at.latest.day <= numbers[`${from}.recent`];
    if (!pregnant || !isRecent || (from === 'status' && isCleared(at, all))) return [];
    const found = { subject: 'pregnancy', values: { date: span(at) }, evidence: [provenance] };
    return [{ ...found, outcome: from }];
  });
}

/** Only a final answer of a wholly read source clears, and only what surely came before it. */
const isCleared = (at: Span, all: readonly PregnancyResult[]): boolean =>
  all.some(
    (later) =>
      !later.pregnant &&
      later.final &&
      later.provenance.complete &&
      isAfter(later.at.earliest, at.latest),
  );

function conditions(input: RuleInput, numbers: Numbers): readonly PregnancyVerdict[] {
  const { evidence, clock } = input;
  return evidence.diagnoses.flatMap((diagnosis) => {
    if (!diagnosis.active) return [];
    const at = diagnosis.at && upToNow(diagnosis.at, clock.now, numbers['future.tolerance']);
    return at === 'future'
      ? []
      : [...pregnantBy(diagnosis, at, input, numbers), ...breastfeedingBy(diagnosis)];
  });
}

function pregnantBy(
  diagnosis: Diagnosis,
  at: Span | undefined,
  { evidence, clock }: RuleInput,
  numbers: Numbers,
): readonly PregnancyVerdict[] {
  if (!isOneOf(diagnosis, PREGNANT)) return [];
  const found = { subject: 'pregnancy', evidence: [diagnosis.provenance] };
  const condition = text(diagnosis.display);
  if (at === undefined) return [{ ...found, outcome: 'condition-undated', values: { condition } }];
  const isRecent = clock.planned.day - at.latest.day <= numbers['condition.recent'];
  return isRecent && !isCleared(at, evidence.pregnancy)
    ? [{ ...found, outcome: 'condition', values: { condition, date: span(at) } }]
    : [];
}

const breastfeedingBy = (diagnosis: Diagnosis): readonly PregnancyVerdict[] =>
  isOneOf(diagnosis, BREASTFEEDING)
    ? [
        {
          outcome: 'breastfeeding',
          subject: 'breastfeeding',
          values: { condition: text(diagnosis.display) },
          evidence: [diagnosis.provenance],
        },
      ]
    : [];
