import { WITHDRAWAL_SCORE_NUMBERS } from '../evidence/exposures-from-withdrawal-scores.js';
import { hasActiveOpioidDiagnosis } from '../evidence/indication.js';
import type { RaisedResult } from '../evidence/toxicology.js';
import { isIllicit } from '../evidence/toxicology/exposures-from-toxicology.js';
import { earliestDate } from '../plan/earliest-date.js';
import { dayAfter, elapsedDays } from '../time/distance.js';
import type { Span } from '../time/instant.js';
import { DEPOT_NUMBERS, openBuprenorphineDepots } from './buprenorphine-depot-window.js';
import { crossReactivePositives } from './cross-reactivity.js';
import { exposureWindow, WINDOW_PARAMETERS } from './exposure-window.js';
import { isPrecise } from './judge-exposure.js';
import { ON_BOARD_NUMBERS } from './naltrexone-on-board.js';
import { day, defineRule, number, type RuleInput, span, text, type Verdict } from './rule.js';
import { isLenientLane } from './slip-on-treatment.js';
import { worstFirst } from './worst-first.js';

const NAMES = ['test', 'opioid', 'collected', 'days'] as const;
const OUTCOMES = {
  recent: [...NAMES, 'minimum', 'earliestDate'],
  earlier: [...NAMES, 'clear', 'earliestDate'],
  'vague-date': [...NAMES, 'earliestDate'],
  old: NAMES,
  'on-treatment': NAMES,
  'cross-reactivity': NAMES,
  preliminary: NAMES,
} as const;
type PositiveVerdict = Verdict<typeof OUTCOMES>;

const PARAMETERS = ['positive.counted', ...ON_BOARD_NUMBERS] as const;
const BORROWED = {
  'opioid-interval': [...WINDOW_PARAMETERS, 'precise-interval'],
  'buprenorphine-depot': DEPOT_NUMBERS,
  'opioid-withdrawal': WITHDRAWAL_SCORE_NUMBERS,
} as const;
type Numbers = Readonly<
  Record<(typeof PARAMETERS)[number] | (typeof BORROWED)[keyof typeof BORROWED][number], number>
>;

/** A positive test with the time of its collection. */
type Positive = RaisedResult & { readonly collected: Span };

/**
 * Does a positive test show an opioid in the body? (`clinical-opioid` 6, 8.1, 8.3, 11)
 *
 * When a final positive is neither refuted nor followed by a negative of a later day, then opioid-tox-positive: critical inside
 * the minimum of its class, else a warning until a month has passed; a warning without dates during observed treatment with
 * the depot. Buprenorphine while a buprenorphine depot still releases is that rule's finding.
 * When naltrexone itself can explain it, then opioid-tox-cross-reactivity: confirm.
 * When it is preliminary and no final result answers it, then opioid-tox-preliminary.
 */
export const opioidToxicologyPositive = defineRule({
  question: 'opioid-toxicology-positive',
  asks: 'naltrexone',
  needs: [
    'laboratory',
    'diagnosticReports',
    'assessments',
    'conditions',
    'medicationAdministrations',
    'medicationStatements',
    'procedures',
  ],
  parameters: PARAMETERS,
  borrows: BORROWED,
  outcomes: OUTCOMES,
  judge: (input, numbers) => {
    const counted = input.evidence.toxicology.raised.filter((result): result is Positive =>
      isCounted(result, input, numbers),
    );
    const releasing = openBuprenorphineDepots(
      input.evidence.buprenorphineDepots,
      input.clock.planned,
      numbers,
    );
    const finals = counted.filter(
      ({ status, drug }) =>
        status === 'final' && !(drug === 'buprenorphine' && releasing.length > 0),
    );
    const crossReactive = new Set(crossReactivePositives(finals, input, numbers));
    const preliminaries = counted.filter(
      ({ status, drug }) =>
        status === 'preliminary' && !finals.some((final) => final.drug === drug),
    );
    return worstPerDrug([
      ...finals.map((result) =>
        crossReactive.has(result)
          ? undated('cross-reactivity', result, input)
          : judgePositive(result, input, numbers),
      ),
      ...preliminaries.map((result) => undated('preliminary', result, input)),
    ]);
  },
});

/** Standing, dated and not too old; undated positives are possible use (opioid-exposure-uncertain). */
const isCounted = (
  { result, standing, collected }: RaisedResult,
  { clock }: RuleInput,
  numbers: Numbers,
): boolean =>
  result === 'positive' &&
  standing === 'stands' &&
  collected !== undefined &&
  elapsedDays(collected.latest, clock.planned) < numbers['positive.counted'];

function judgePositive(result: Positive, input: RuleInput, numbers: Numbers): PositiveVerdict {
  const { evidence, clock } = input;
  if (isLenientLane(input, numbers)) return undated('on-treatment', result, input);
  const { latest } = result.collected;
  const illicit = isIllicit(result, hasActiveOpioidDiagnosis(evidence.diagnoses));
  const { minimum, clear } = exposureWindow({ ...result, illicit }, numbers);
  const days = elapsedDays(latest, clock.planned);
  if (days >= clear) return undated('old', result, input);

  const notBefore = dayAfter(latest, minimum, clock.zone);
  const earliestDay = dayAfter(latest, clear, clock.zone);
  const found = described(result, input);
  const dates = { notBefore, earliest: earliestDay };
  const values = { ...found.values, earliestDate: day(earliestDay) };
  if (days >= minimum) {
    return { ...found, outcome: 'earlier', values: { ...values, clear: number(clear) }, dates };
  }
  return isPrecise(result.collected, clock.planned, { minimum }, numbers['precise-interval'])
    ? { ...found, outcome: 'recent', values: { ...values, minimum: number(minimum) }, dates }
    : { ...found, outcome: 'vague-date', values, dates: { ...dates, notBefore: undefined } };
}

/** An outcome that gives no dates: a negative test or a confirmation clears it, not time. */
const undated = (
  outcome: 'old' | 'on-treatment' | 'cross-reactivity' | 'preliminary',
  result: Positive,
  input: RuleInput,
): PositiveVerdict => ({ ...described(result, input), outcome });

const described = (result: Positive, { clock }: RuleInput) => ({
  subject: result.drug,
  evidence: [result.provenance],
  values: {
    test: text(result.test),
    opioid: text(result.name),
    collected: span(result.collected),
    days: number(elapsedDays(result.collected.latest, clock.planned)),
  },
});

const RANK: Readonly<Record<PositiveVerdict['outcome'], number>> = {
  recent: 7,
  earlier: 6,
  'vague-date': 5,
  'on-treatment': 4,
  old: 3,
  'cross-reactivity': 2,
  preliminary: 1,
};

const byRank = worstFirst(RANK);

/** One bullet for each drug: its worst positive speaks, with all tests as evidence and the latest dates of all. */
function worstPerDrug(verdicts: readonly PositiveVerdict[]): readonly PositiveVerdict[] {
  const worst = new Map<string | undefined, PositiveVerdict>();
  for (const verdict of verdicts) {
    const other = worst.get(verdict.subject);
    if (other === undefined) {
      worst.set(verdict.subject, verdict);
      continue;
    }
    worst.set(verdict.subject, {
      ...(byRank(other, verdict) <= 0 ? other : verdict),
      evidence: [...other.evidence, ...verdict.evidence],
      dates: earliestDate([other, verdict]),
    });
  }
  return [...worst.values()];
}
