import type { Exposure } from '../evidence/exposure.js';
import { WITHDRAWAL_SCORE_NUMBERS } from '../evidence/exposures-from-withdrawal-scores.js';
import { dayAfter, elapsedDays, isWithinDays } from '../time/distance.js';
import type { Span } from '../time/instant.js';
import { isSlipOnTreatment } from './slip-on-treatment.js';
import { EXPOSURE_NAMES, exposureValues } from './exposure-values.js';
import { exposureWindow, type ExposureWindow, WINDOW_PARAMETERS } from './exposure-window.js';
import { judgeExposure } from './judge-exposure.js';
import { PERIOPERATIVE_LANE_NUMBERS, perioperativeDoses } from './perioperative-lane.js';
import { day, defineRule, number, type RuleInput, span, type Verdict } from './rule.js';

const LAST_USE = [...EXPOSURE_NAMES, 'last', 'days'] as const;
const OUTCOMES = {
  'open-ended': EXPOSURE_NAMES,
  'supply-running': [...EXPOSURE_NAMES, 'last', 'earliestDate'],
  'too-short': [...LAST_USE, 'minimum', 'earliestDate'],
  'too-short-on-treatment': LAST_USE,
  borderline: [...LAST_USE, 'clear', 'earliestDate'],
  'illicit-unproven': LAST_USE,
} as const;
type IntervalVerdict = Verdict<typeof OUTCOMES>;

const PARAMETERS = [
  ...WINDOW_PARAMETERS,
  'precise-interval',
  'illicit.unproven',
  'illicit.negative-test',
] as const;
const BORROWED = {
  'opioid-perioperative': PERIOPERATIVE_LANE_NUMBERS,
  'opioid-withdrawal': WITHDRAWAL_SCORE_NUMBERS,
} as const;
type Numbers = Readonly<
  Record<(typeof PARAMETERS)[number] | (typeof BORROWED)[keyof typeof BORROWED][number], number>
>;

/**
 * Has enough time passed since the last opioid? (`clinical-opioid` 3.4, 4, 8.1, 8.4, 11)
 *
 * When use has no known end, or a supply runs beyond the planned day, then opioid-ongoing.
 * When the last confirmed use lies inside the minimum, then opioid-interval-short: critical, but a warning for a slip during
 * observed treatment with the depot, since a withheld dose is dangerous too.
 * When it lies between the minimum and the day from which nothing is said, then opioid-interval-borderline; illicit fentanyl
 * or heroin stays there until a fresh negative fentanyl test.
 */
export const opioidInterval = defineRule({
  question: 'opioid-interval',
  asks: 'naltrexone',
  needs: [
    'medicationRequests',
    'medicationStatements',
    'medicationDispenses',
    'medicationAdministrations',
    'procedures',
    'conditions',
    'laboratory',
    'assessments',
  ],
  parameters: PARAMETERS,
  borrows: BORROWED,
  outcomes: OUTCOMES,
  judge: (input, numbers) => {
    const perioperative = new Set(perioperativeDoses(input, numbers));
    const judged = input.evidence.exposures
      .filter((exposure) => exposure.certainty === 'confirmed' && !perioperative.has(exposure))
      .flatMap((exposure) => judgeOne(exposure, input, numbers) ?? []);
    return worstPerIngredient(judged);
  },
});

function judgeOne(
  exposure: Exposure,
  input: RuleInput,
  numbers: Numbers,
): IntervalVerdict | undefined {
  const { planned } = input.clock;
  const window = exposureWindow(exposure, numbers);
  const verdict = judgeExposure(exposure, planned, window, numbers['precise-interval']);
  const described = {
    subject: exposure.ingredient,
    evidence: [exposure.provenance],
    values: exposureValues(exposure),
  };
  if (verdict === 'open-ended') return { ...described, outcome: 'open-ended', dates: 'never' };
  const { last } = exposure;
  if (last === undefined) return undefined;
  if (verdict === 'clear') return illicitUnproven(exposure, last, input, numbers);
  if (verdict === 'vague') return undefined;

  const dates = datesAfter(last, window, input);
  const earliestDate = day(dates.earliest);
  const dated = { ...described.values, last: span(last), earliestDate };
  const used = { ...dated, days: number(elapsedDays(last.latest, planned)) };
  const slip = isSlipOnTreatment(exposure, input, numbers);
  switch (verdict) {
    case 'running':
      return { ...described, outcome: 'supply-running', values: dated, dates };
    case 'short':
      return slip
        ? { ...described, outcome: 'too-short-on-treatment', values: used }
        : {
            ...described,
            outcome: 'too-short',
            values: { ...used, minimum: number(window.minimum) },
            dates,
          };
    case 'borderline':
      return slip
        ? undefined
        : {
            ...described,
            outcome: 'borderline',
            values: { ...used, clear: number(window.clear) },
            dates,
          };
  }
}

const datesAfter = ({ latest }: Span, window: ExposureWindow, { clock }: RuleInput) => ({
  notBefore: dayAfter(latest, window.minimum, clock.zone),
  earliest: dayAfter(latest, window.clear, clock.zone),
});

/** Illicit fentanyl may be stored for weeks: time alone does not clear it, a fresh negative test for fentanyl does (8.4). */
function illicitUnproven(
  exposure: Exposure,
  last: Span,
  input: RuleInput,
  numbers: Numbers,
): IntervalVerdict | undefined {
  const { planned } = input.clock;
  const days = elapsedDays(last.latest, planned);
  if (!exposure.illicit || days >= numbers['illicit.unproven']) return undefined;
  const cleared = input.evidence.toxicology.clearing.some(
    ({ covers, collected }) =>
      covers.includes('fentanyl') &&
      isWithinDays(collected.earliest, planned, numbers['illicit.negative-test']),
  );
  if (cleared || isSlipOnTreatment(exposure, input, numbers)) return undefined;
  return {
    outcome: 'illicit-unproven',
    subject: exposure.ingredient,
    evidence: [exposure.provenance],
    values: { ...exposureValues(exposure), last: span(last), days: number(days) },
  };
}

const RANK: Readonly<Record<IntervalVerdict['outcome'], number>> = {
  'open-ended': 6,
  'supply-running': 5,
  'too-short': 4,
  'too-short-on-treatment': 3,
  borderline: 2,
  'illicit-unproven': 1,
};

/** One bullet for each ingredient: its worst exposure; of equal ones that with the latest date. */
function worstPerIngredient(verdicts: readonly IntervalVerdict[]): readonly IntervalVerdict[] {
  const worst = new Map<string, IntervalVerdict>();
  for (const verdict of verdicts) {
    const other = worst.get(verdict.subject ?? '');
    if (other === undefined || isWorse(verdict, other)) worst.set(verdict.subject ?? '', verdict);
  }
  return [...worst.values()];
}

const isWorse = (a: IntervalVerdict, b: IntervalVerdict): boolean =>
  RANK[a.outcome] === RANK[b.outcome]
    ? earliestOf(a) > earliestOf(b)
    : RANK[a.outcome] > RANK[b.outcome];

const earliestOf = ({ dates }: IntervalVerdict): number =>
  dates === undefined || dates === 'never' ? -Infinity : dates.earliest;
