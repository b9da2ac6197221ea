import type { Exposure, ExposureDoubt } from '../evidence/exposure.js';
import { EXPOSURE_NUMBERS } from '../evidence/opioid-use/reader.js';
import { dayAfter, elapsedDays } from '../time/distance.js';
import type { Span } from '../time/instant.js';
import {
  DEPOT_NUMBERS,
  type DepotNumbers,
  depotWindow,
  vagueBuprenorphineDepots,
} from './buprenorphine-depot-window.js';
import { EXPOSURE_NAMES, exposureValues } from './exposure-values.js';
import { exposureWindow, WINDOW_PARAMETERS, type WindowNumbers } from './exposure-window.js';
import { judgeExposure } from './judge-exposure.js';
import { OPIOID_SOURCES } from './opioid-sources.js';
import { onePerSubject } from './one-per-subject.js';
import { defineRule, type RuleInput, span, term, text, type Verdict } from './rule.js';

const DATED = [...EXPOSURE_NAMES, 'last'] as const;
const OUTCOMES = {
  'vague-date': DATED,
  'possible-use': DATED,
  'active-but-ended': DATED,
  undated: EXPOSURE_NAMES,
  'open-entry': EXPOSURE_NAMES,
  'stale-entry': EXPOSURE_NAMES,
  'unclear-status': EXPOSURE_NAMES,
  'kratom-by-words': EXPOSURE_NAMES,
  'future-dated': EXPOSURE_NAMES,
  'unreadable-test': EXPOSURE_NAMES,
  'unclear-challenge': EXPOSURE_NAMES,
  'withdrawal-score': EXPOSURE_NAMES,
  'opioid-therapy': EXPOSURE_NAMES,
  leftovers: DATED,
  'leftovers-alcohol-only': DATED,
} as const;
type Uncertain = Verdict<typeof OUTCOMES> & { readonly latestDay: number };
type Numbers = Readonly<Record<'leftovers.listed' | 'precise-interval', number>> &
  WindowNumbers &
  DepotNumbers;

/**
 * Could an opioid have been used that the chart does not show for sure? (`clinical-opioid` 3.4, 5, 7, 8.3)
 *
 * When a possible use lies inside the waiting time of its class, or has no date, then opioid-exposure-uncertain; likewise
 * when a certain use is dated too vaguely for a critical answer, or tablets written "as needed" may be left over.
 */
export const opioidExposure = defineRule({
  question: 'opioid-exposure',
  asks: 'naltrexone',
  needs: OPIOID_SOURCES,
  parameters: [...EXPOSURE_NUMBERS, 'leftovers.listed'],
  borrows: {
    'opioid-interval': [...WINDOW_PARAMETERS, 'precise-interval'],
    'buprenorphine-depot': DEPOT_NUMBERS,
  },
  outcomes: OUTCOMES,
  judge: (input, numbers) =>
    onePerSubject(
      [
        ...input.evidence.exposures.flatMap((one) => judgeOne(one, input, numbers) ?? []),
        ...uncertainDepots(input, numbers),
      ],
      latestFirst,
    ),
});

function judgeOne(exposure: Exposure, input: RuleInput, numbers: Numbers): Uncertain | undefined {
  const window = exposureWindow(exposure, numbers);
  const { planned } = input.clock;
  const { last, doubt } = exposure;
  if (exposure.certainty === 'possible') {
    const counts =
      last === undefined ||
      elapsedDays(last.latest, planned) < window.clear ||
      doubt === 'active-but-ended';
    return counts ? uncertain(exposure, outcomeOf(doubt, last), window.clear, input) : undefined;
  }
  if (last === undefined) return undefined;
  if (judgeExposure(exposure, planned, window, numbers['precise-interval']) === 'vague') {
    return uncertain(exposure, 'vague-date', window.clear, input);
  }
  const days = elapsedDays(last.latest, planned);
  const leftOver =
    exposure.asNeeded &&
    exposure.from === 'dispense' &&
    input.lane === 'first-dose' &&
    days >= window.clear &&
    days <= numbers['leftovers.listed'];
  if (!leftOver) return undefined;
  const outcome = input.indication === 'alcohol-only' ? 'leftovers-alcohol-only' : 'leftovers';
  return uncertain(exposure, outcome, window.clear, input);
}

function outcomeOf(
  doubt: ExposureDoubt | undefined,
  last: Span | undefined,
): keyof typeof OUTCOMES {
  const undated = doubt === undefined || doubt === 'undated';
  return undated ? (last === undefined ? 'undated' : 'possible-use') : doubt;
}

function uncertain(
  exposure: Exposure,
  outcome: keyof typeof OUTCOMES,
  clearDays: number,
  { clock }: RuleInput,
): Uncertain {
  const { last } = exposure;
  const open = last !== undefined && elapsedDays(last.latest, clock.planned) < clearDays;
  return {
    outcome,
    subject: exposure.ingredient,
    evidence: [exposure.provenance],
    values: { ...exposureValues(exposure), ...(last === undefined ? {} : { last: span(last) }) },
    dates: open
      ? { notBefore: undefined, earliest: dayAfter(last.latest, clearDays, clock.zone) }
      : undefined,
    latestDay: last?.latest.day ?? Infinity,
  } as Uncertain;
}

/** Depots that are only possible, or certain at a time that is not known well enough. */
function uncertainDepots(
  { clock: { planned, zone }, evidence: { buprenorphineDepots: depots } }: RuleInput,
  numbers: Numbers,
): readonly Uncertain[] {
  const vague = vagueBuprenorphineDepots(depots, planned, numbers);
  const possible = depots.filter(
    ({ certainty, event }) => certainty === 'possible' && event === 'given',
  );
  return [...vague, ...possible].flatMap((depot): readonly Uncertain[] => {
    const { at, provenance } = depot;
    const { clear } = depotWindow(depot, numbers);
    const values = {
      opioid: text('buprenorphine'),
      product: term(`depot.${depot.product}`),
      source: term(`source.${depot.from}`),
      basis: term(`window.${depot.product}`),
    };
    const found = { subject: 'buprenorphine', evidence: [provenance] };
    if (at === undefined) return [{ ...found, outcome: 'undated', values, latestDay: Infinity }];
    if (elapsedDays(at.latest, planned) >= clear) return [];
    return [
      {
        ...found,
        outcome: vague.includes(depot) ? 'vague-date' : 'possible-use',
        values: { ...values, last: span(at) },
        dates: { notBefore: undefined, earliest: dayAfter(at.latest, clear, zone) },
        latestDay: at.latest.day,
      },
    ];
  });
}

/** The latest possible use speaks, an undated one before all. */
const latestFirst = (a: Uncertain, b: Uncertain): number => b.latestDay - a.latestDay;
