import type { Exposure } from '../evidence/exposure.js';
import { dayAfter, elapsedDays, isWithinDays } from '../time/distance.js';
import type { Span } from '../time/instant.js';
import { EXPOSURE_NAMES, exposureValues } from './exposure-values.js';
import { exposureWindow, type ExposureWindow, WINDOW_PARAMETERS } from './exposure-window.js';
import { judgeExposure } from './judge-exposure.js';
import { onePerSubject } from './one-per-subject.js';
import { OPIOID_SOURCES } from './opioid-sources.js';
import { PERIOPERATIVE_LANE_NUMBERS, perioperativeDoses } from './perioperative-lane.js';
import { day, defineRule, number, type RuleInput, span, type Verdict } from './rule.js';
import { SLIP_NUMBERS, slipsOnTreatment } from './slip-on-treatment.js';
import { worstFirst } from './worst-first.js';

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
  ...SLIP_NUMBERS,
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
  needs: OPIOID_SOURCES,
  parameters: PARAMETERS,
  borrows: BORROWED,
  outcomes: OUTCOMES,
  judge: (input, numbers) => {
    const perioperative = new Set<Exposure>(perioperativeDoses(input, numbers));
    const slips = slipsOnTreatment(input, numbers);
    const judged = input.evidence.exposures
      .filter((exposure) => exposure.certainty === 'confirmed' && !perioperative.has(exposure))
      .flatMap((exposure) => judgeOne(exposure, slips.has(exposure), input, numbers) ?? []);
    return onePerSubject(judged, worstFirst(RANK));
  },
});

function judgeOne(
  exposure: Exposure,
  slip: boolean,
  input: RuleInput,
  numbers: Numbers,
): IntervalVerdict | undefined {
  const { planned } = input.clock;
  const window = exposureWindow(exposure, numbers);
  const verdict = judgeExposure(exposure, planned, window, numbers['precise-interval']);
  const about = { subject: exposure.ingredient, evidence: [exposure.provenance] };
  const values = exposureValues(exposure);
  if (verdict === 'open-ended') return { outcome: 'open-ended', values, dates: 'never', ...about };
  const { last } = exposure;
  if (last === undefined) return undefined;
  if (verdict === 'clear')
    return slip ? undefined : illicitUnproven(exposure, last, input, numbers);
  if (verdict === 'vague') return undefined;

  const dates = datesAfter(last, window, input);
  const earliestDate = day(dates.earliest);
  const dated = { last: span(last), earliestDate, ...values };
  const used = { days: number(elapsedDays(last.latest, planned)), ...dated };
  switch (verdict) {
    case 'running':
      return { outcome: 'supply-running', values: dated, dates, ...about };
    case 'short':
      return slip
        ? { outcome: 'too-short-on-treatment', values: used, ...about }
        : {
            outcome: 'too-short',
            values: { minimum: number(window.minimum), ...used },
            dates,
            ...about,
          };
    case 'borderline':
      return slip
        ? undefined
        : {
            outcome: 'borderline',
            values: { clear: number(window.clear), ...used },
            dates,
            ...about,
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
  if (cleared) return undefined;
  return {
    outcome: 'illicit-unproven',
    subject: exposure.ingredient,
    evidence: [exposure.provenance],
    values: { last: span(last), days: number(days), ...exposureValues(exposure) },
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
