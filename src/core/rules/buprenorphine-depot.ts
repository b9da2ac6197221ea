import type { RaisedResult } from '../evidence/toxicology.js';
import { dayAfter, elapsedDays } from '../time/distance.js';
import {
  DEPOT_NUMBERS,
  openBuprenorphineDepots,
  type OpenDepot,
} from './buprenorphine-depot-window.js';
import { onePerSubject } from './one-per-subject.js';
import { day, defineRule, number, type RuleInput, span, term, type Verdict } from './rule.js';

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
    const positive = input.evidence.toxicology.raised.find(
      (test) =>
        isStandingBuprenorphine(test) && isRecent(test, input, numbers['positive-test.critical']),
    );
    return onePerSubject(
      open.map((one) => judgeDepot(one, positive, input)),
      worstFirst,
    );
  },
});

type DepotVerdict = Verdict<typeof OUTCOMES>;

function judgeDepot(
  { depot, kind, daysSince, window }: OpenDepot,
  positive: RaisedResult | undefined,
  { clock }: RuleInput,
): DepotVerdict {
  const at = depot.at ?? { earliest: clock.planned, latest: clock.planned };
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
  if (positive?.collected !== undefined) {
    return {
      ...dated,
      outcome: 'test-positive',
      evidence: [depot.provenance, positive.provenance],
      values: { ...withDate, collected: span(positive.collected) },
    };
  }
  return { ...dated, outcome: 'borderline', values: { ...withDate, clear: number(window.clear) } };
}

const isStandingBuprenorphine = (test: RaisedResult): boolean =>
  test.result === 'positive' &&
  test.status === 'final' &&
  test.standing === 'stands' &&
  test.drug === 'buprenorphine';

const isRecent = ({ collected }: RaisedResult, { clock }: RuleInput, days: number): boolean =>
  collected === undefined || elapsedDays(collected.latest, clock.planned) < days;

const RANK: Readonly<Record<DepotVerdict['outcome'], number>> = {
  'implant-in-situ': 5,
  'too-short': 4,
  'test-positive': 3,
  'implant-not-removed': 2,
  borderline: 1,
};

const worstFirst = (a: DepotVerdict, b: DepotVerdict): number =>
  RANK[b.outcome] - RANK[a.outcome] || earliestOf(b) - earliestOf(a) || daysOf(a) - daysOf(b);

const earliestOf = ({ dates }: DepotVerdict): number =>
  dates === undefined || dates === 'never' ? 0 : dates.earliest;

const daysOf = ({ values: { days } }: DepotVerdict): number =>
  days.kind === 'number' ? days.value : 0;
