import { type Diagnosis, isOneOf } from '../evidence/diagnosis.js';
import { upToNow } from '../evidence/liver/up-to-now.js';
import type { ConditionGroup } from '../pack/terminology.js';
import { isAfter } from '../time/distance.js';
import type { Span } from '../time/instant.js';
import { defineRule, type RuleInput, span, text, type Verdict } from './rule.js';

const OUTCOMES = { condition: ['condition', 'date'], answer: ['date'] } as const;
type MoodVerdict = Verdict<typeof OUTCOMES>;

const PARAMETERS = ['condition.recent', 'answer.recent'] as const;
const BORROWED = { 'opioid-exposure': ['future.tolerance'] } as const;
type Numbers = Readonly<
  Record<(typeof PARAMETERS)[number] | (typeof BORROWED)['opioid-exposure'][number], number>
>;

const SUICIDALITY: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>(['suicidality']);
const EVENT: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>(['self-harm-event']);

/**
 * Has the patient been suicidal lately? (`clinical-liver-other` C10)
 *
 * When suicidal thoughts are active, or self-harm has happened, not long ago, then mood-suicidality.
 * When PHQ-9 item 9 was answered above "not at all" lately, then mood-suicidality too. Depression without these is silent.
 */
export const suicidality = defineRule({
  question: 'suicidality',
  asks: 'naltrexone',
  needs: ['conditions', 'assessments'],
  parameters: PARAMETERS,
  borrows: BORROWED,
  outcomes: OUTCOMES,
  judge: (input, numbers) => {
    const { identity } = input.order;
    if (identity.is !== 'naltrexone' || identity.product === 'ldn') return [];
    return [...conditionVerdict(input, numbers), ...answerVerdict(input, numbers)];
  },
});

function conditionVerdict(
  { evidence, clock }: RuleInput,
  numbers: Numbers,
): readonly MoodVerdict[] {
  const recent = evidence.diagnoses.flatMap((diagnosis) => {
    if (!isOneOf(diagnosis, SUICIDALITY) || isSequela(diagnosis)) return [];
    if (!diagnosis.active && !isOneOf(diagnosis, EVENT)) return [];
    const at = diagnosis.at && upToNow(diagnosis.at, clock.now, numbers['future.tolerance']);
    if (at === undefined || at === 'future') return [];
    return clock.planned.day - at.latest.day <= numbers['condition.recent']
      ? [{ ...diagnosis, at }]
      : [];
  });
  return newestOf(recent).map(({ display, at }) => ({
    outcome: 'condition',
    subject: 'condition',
    values: { condition: text(display), date: span(at) },
    evidence: recent.map(({ provenance }) => provenance),
  }));
}

function answerVerdict({ evidence, clock }: RuleInput, numbers: Numbers): readonly MoodVerdict[] {
  const recent = evidence.selfHarmAnswers.filter(
    ({ at }) => clock.planned.day - at.latest.day <= numbers['answer.recent'],
  );
  return newestOf(recent).map(({ at }) => ({
    outcome: 'answer',
    subject: 'answer',
    values: { date: span(at) },
    evidence: recent.map(({ provenance }) => provenance),
  }));
}

/** A late effect of self-harm is no sign of it today; ICD-10-CM says so in the seventh character. */
const isSequela = ({ system, code }: Diagnosis): boolean =>
  system === 'ICD-10-CM' && /^[A-Z0-9]{6}S$/i.test(code.replace('.', ''));

function newestOf<Dated extends { readonly at: Span }>(all: readonly Dated[]): readonly Dated[] {
  const [first, ...others] = all;
  if (first === undefined) return [];
  return [
    others.reduce(
      (newest, one) => (isAfter(one.at.latest, newest.at.latest) ? one : newest),
      first,
    ),
  ];
}
