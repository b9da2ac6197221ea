import type { RaisedResult } from '../evidence/toxicology.js';
import { dayAfter, elapsedDays, isAfter } from '../time/distance.js';
import type { Span } from '../time/instant.js';
import {
  DEPOT_NUMBERS,
  openBuprenorphineDepots,
  type OpenDepot,
} from './buprenorphine-depot-window.js';
import { onePerSubject } from './one-per-subject.js';
import { day, defineRule, number, type RuleInput, span, term, type Verdict } from './rule.js';
import { worstFirst } from './worst-first.js';

const NAMES = ['product', 'given', 'days'] as const;
const DATED = [...NAMES, 'earliestDate'] as const;
const OUTCOMES = {
  'too-short': [...DATED, 'minimum'],
  'test-positive': [...DATED, 'collected'],
  borderline: [...DATED, 'clear'],
  'implant-in-situ': NAMES,
  'implant-not-removed': NAMES,
} as const;

/**
 * Is a buprenorphine depot or implant still releasing? (`clinical-opioid` 8.3)
 *
 * When the last injection lies inside the product's minimum, or buprenorphine was found within the last days, then critical.
 * When it lies between the minimum and the day from which nothing is said, then a warning that asks for urine buprenorphine and
 * norbuprenorphine and a naloxone challenge. An implant without a known removal stays in place.
 */
export const buprenorphineDepot = defineRule({
  question: 'buprenorphine-depot',
  asks: 'naltrexone',
  needs: [
    'medicationAdministrations',
    'medicationDispenses',
    'medicationRequests',
    'medicationStatements',
    'procedures',
    'laboratory',
  ],
  parameters: DEPOT_NUMBERS,
  borrows: { 'opioid-interval': ['precise-interval'] },
  outcomes: OUTCOMES,
  judge: (input, numbers) => {
    const { planned } = input.clock;
    const open = openBuprenorphineDepots(input.evidence.buprenorphineDepots, planned, numbers);
    const positive = newestPositive(input, numbers['positive-test.critical']);
    return onePerSubject(
      open.map((one) => judgeDepot(one, positive, input)),
      worstFirst(RANK),
    );
  },
});

type DepotVerdict = Verdict<typeof OUTCOMES>;
/** A positive test with the time of its collection; one without is possible use and no proof. */
type Positive = RaisedResult & { readonly collected: Span };

function judgeDepot(
  { depot, at, kind, daysSince, window }: OpenDepot,
  positive: Positive | undefined,
  { clock }: RuleInput,
): DepotVerdict {
  const found = { subject: 'buprenorphine', evidence: [depot.provenance] };
  const values = {
    product: term(`depot.${depot.product}`),
    given: span(at),
    days: number(daysSince),
  };
  if (kind === 'implant-in-situ') {
    const releasing = daysSince < window.minimum || positive !== undefined;
    const outcome = releasing ? 'implant-in-situ' : 'implant-not-removed';
    return { ...found, outcome, values, dates: 'never' };
  }
  const notBefore = dayAfter(at.latest, window.minimum, clock.zone);
  const earliest = dayAfter(at.latest, window.clear, clock.zone);
  const dated = { ...found, dates: { notBefore, earliest } };
  const withDate = { ...values, earliestDate: day(earliest) };
  if (daysSince < window.minimum) {
    return {
      ...dated,
      outcome: 'too-short',
      values: { ...withDate, minimum: number(window.minimum) },
    };
  }
  if (positive !== undefined) {
    return {
      ...dated,
      outcome: 'test-positive',
      evidence: [depot.provenance, positive.provenance],
      values: { ...withDate, collected: span(positive.collected) },
    };
  }
  return { ...dated, outcome: 'borderline', values: { ...withDate, clear: number(window.clear) } };
}

/** The newest final and standing positive for buprenorphine of the last `days` days. */
const newestPositive = ({ evidence, clock }: RuleInput, days: number): Positive | undefined =>
  evidence.toxicology.raised
    .filter(isStandingBuprenorphine)
    .filter(({ collected }) => elapsedDays(collected.latest, clock.planned) < days)
    .reduce<Positive | undefined>(
      (newest, one) =>
        newest === undefined || isAfter(one.collected.latest, newest.collected.latest)
          ? one
          : newest,
      undefined,
    );

const isStandingBuprenorphine = (test: RaisedResult): test is Positive =>
  test.result === 'positive' &&
  test.status === 'final' &&
  test.standing === 'stands' &&
  test.drug === 'buprenorphine' &&
  test.collected !== undefined;

const RANK: Readonly<Record<DepotVerdict['outcome'], number>> = {
  'implant-in-situ': 5,
  'too-short': 4,
  'test-positive': 3,
  'implant-not-removed': 2,
  borderline: 1,
};
