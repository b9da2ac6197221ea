import type { LiverAnalyte } from '../evidence/liver-result.js';
import {
  CURRENT_PARAMETERS,
  type CurrentResults,
  currentResults,
  type StandingResult,
} from './liver/current-results.js';
import { leastDaysApart } from './liver/days-apart.js';
import { measuredValue, RESULT_NAMES, resultValues } from './liver/describe-result.js';
import { gilbertPattern } from './liver/gilbert-pattern.js';
import { hysPattern } from './liver/hys-pattern.js';
import { injuryPattern } from './liver/injury-pattern.js';
import { raisedTo } from './liver/raised.js';
import { defineRule, type RuleInput, span, type Verdict, type WordValue } from './rule.js';

const BILIRUBIN = ['bilirubinTimes', 'bilirubinMeasured', 'bilirubinDate'] as const;
const TOGETHER = [...RESULT_NAMES, ...BILIRUBIN] as const;
const OUTCOMES = {
  'hys-law': [...TOGETHER, 'alpMeasured'],
  'hys-law-alp-unknown': TOGETHER,
  'hys-law-contrave': TOGETHER,
  'bilirubin-high': RESULT_NAMES,
  'bilirubin-high-conflicting': [...RESULT_NAMES, 'otherMeasured', 'otherDate'],
  gilbert: RESULT_NAMES,
  cholestatic: [...TOGETHER, 'pattern'],
  'alp-raised': [...RESULT_NAMES, 'pattern'],
} as const;
type BilirubinVerdict = Verdict<typeof OUTCOMES>;

const PARAMETERS = [
  'bilirubin.from',
  'alp.from',
  'apart',
  'warning.age-first-dose',
  'warning.age-continuation',
  'gilbert.total-to',
  'gilbert.direct-below',
  'hepatocellular.from',
  'cholestatic.to',
] as const;
const BORROWED = {
  'liver-enzymes': [...CURRENT_PARAMETERS, 'severe.age-first-dose', 'severe.age-continuation'],
} as const;
type Numbers = Readonly<
  Record<(typeof PARAMETERS)[number] | (typeof BORROWED)['liver-enzymes'][number], number>
>;

/**
 * Do bilirubin and ALP, beside the enzymes, speak against naltrexone? (`clinical-liver-other` B2.1, B2.10, B2.12)
 *
 * When ALT or AST and total bilirubin are raised together and ALP surely is not the cause, then liver-hys-law: critical, a
 * warning for bupropion/naltrexone. An unknown ALP leaves it critical, and is said.
 * When total bilirubin is raised, then liver-bilirubin-high; in the pattern of Gilbert's syndrome an info.
 * When ALP is raised, then liver-cholestatic with its R value: a warning with a raised bilirubin, else an info.
 */
export const liverBilirubin = defineRule({
  question: 'liver-bilirubin',
  asks: 'naltrexone',
  needs: [
    'patient',
    'laboratory',
    'liverTests',
    'diagnosticReports',
    'medicationAdministrations',
    'procedures',
  ],
  parameters: PARAMETERS,
  borrows: BORROWED,
  outcomes: OUTCOMES,
  judge: (input, numbers) => {
    const { identity } = input.order;
    if (identity.is !== 'naltrexone' || identity.product === 'ldn') return [];
    const bilirubin = currentOf('bilirubin-total', input, numbers);
    const alp = currentOf('alp', input, numbers);
    const isRaised =
      raisedTo(bilirubin, numbers['bilirubin.from']) ?? raisedTo(alp, numbers['alp.from']);
    if (isRaised === undefined) return [];
    const alt = currentOf('alt', input, numbers);
    const ast = currentOf('ast', input, numbers);
    const isContrave = identity.product === 'contrave';
    return [
      ...hysLaw([alt, ast], bilirubin, alp, isContrave, input, numbers),
      ...(isContrave ? [] : highBilirubin(alt, ast, bilirubin, input, numbers)),
      ...(isContrave ? [] : raisedAlp(alp, alt, bilirubin, input, numbers)),
    ];
  },
});

const currentOf = (
  analyte: LiverAnalyte,
  { evidence }: RuleInput,
  numbers: Numbers,
): CurrentResults => currentResults(evidence.liver.results, analyte, numbers);

function hysLaw(
  enzymes: readonly CurrentResults[],
  bilirubin: CurrentResults,
  alp: CurrentResults,
  isContrave: boolean,
  { lane, clock }: RuleInput,
  numbers: Numbers,
): readonly BilirubinVerdict[] {
  const maxAgeDays =
    numbers[lane === 'first-dose' ? 'severe.age-first-dose' : 'severe.age-continuation'];
  const pattern = hysPattern(enzymes, bilirubin, alp, {
    enzymeFrom: numbers['moderate.from'],
    bilirubinFrom: numbers['bilirubin.from'],
    alpFrom: numbers['alp.from'],
    daysApart: numbers.apart,
    notBefore: clock.planned.day - maxAgeDays,
  });
  if (pattern === undefined) return [];
  const { enzyme, bilirubin: beside, alp: known } = pattern;
  const about = {
    evidence: evidenceOf([enzyme, beside, known]),
    state: conflicting([enzyme, beside]),
  };
  const values = { ...valuesOf(enzyme), ...bilirubinValues(beside) };
  if (isContrave) return [{ ...about, outcome: 'hys-law-contrave', values }];
  return known === undefined
    ? [{ ...about, outcome: 'hys-law-alp-unknown', values }]
    : [
        {
          ...about,
          outcome: 'hys-law',
          values: { ...values, alpMeasured: measuredValue(known.result) },
        },
      ];
}

function highBilirubin(
  alt: CurrentResults,
  ast: CurrentResults,
  bilirubin: CurrentResults,
  input: RuleInput,
  numbers: Numbers,
): readonly BilirubinVerdict[] {
  const worst = raisedTo(bilirubin, numbers['bilirubin.from'])?.find((each) =>
    isInWarningAge(each, input, numbers),
  );
  if (worst === undefined) return [];
  const about = { subject: worst.result.analyte, evidence: evidenceOf([worst]) };
  const values = valuesOf(worst);
  const { contradictedBy } = worst;
  if (contradictedBy !== undefined) {
    return [
      {
        ...about,
        outcome: 'bilirubin-high-conflicting',
        evidence: [...about.evidence, contradictedBy.provenance],
        values: {
          ...values,
          otherMeasured: measuredValue(contradictedBy),
          otherDate: span(contradictedBy.at),
        },
      },
    ];
  }
  const direct = currentOf('bilirubin-direct', input, numbers);
  const gilbert = gilbertPattern(alt, ast, bilirubin, direct, {
    totalTo: numbers['gilbert.total-to'],
    directBelow: numbers['gilbert.direct-below'],
    daysApart: numbers.apart,
  });
  return gilbert === undefined
    ? [{ ...about, outcome: 'bilirubin-high', values }]
    : [
        {
          ...about,
          outcome: 'gilbert',
          evidence: gilbert.map(({ provenance }) => provenance),
          values,
        },
      ];
}

function raisedAlp(
  alp: CurrentResults,
  alt: CurrentResults,
  bilirubin: CurrentResults,
  input: RuleInput,
  numbers: Numbers,
): readonly BilirubinVerdict[] {
  const raised = raisedTo(alp, numbers['alp.from'])?.find((each) =>
    isInWarningAge(each, input, numbers),
  );
  if (raised === undefined) return [];
  const pattern = injuryPattern(raised.result, alt, {
    hepatocellularFrom: numbers['hepatocellular.from'],
    cholestaticTo: numbers['cholestatic.to'],
    daysApart: numbers.apart,
  });
  const values = { ...valuesOf(raised), pattern };
  const beside = raisedTo(bilirubin, numbers['bilirubin.from'])?.find(
    ({ result }) => leastDaysApart(result.at, raised.result.at) <= numbers.apart,
  );
  const state = conflicting([raised]);
  return beside === undefined
    ? [{ outcome: 'alp-raised', subject: 'alp', evidence: evidenceOf([raised]), values, state }]
    : [
        {
          outcome: 'cholestatic',
          subject: beside.result.analyte,
          evidence: evidenceOf([raised, beside]),
          values: { ...values, ...bilirubinValues(beside) },
          state,
        },
      ];
}

function isInWarningAge({ result }: StandingResult, { lane, clock }: RuleInput, numbers: Numbers) {
  const maxAgeDays =
    numbers[lane === 'first-dose' ? 'warning.age-first-dose' : 'warning.age-continuation'];
  return clock.planned.day - result.at.latest.day <= maxAgeDays;
}

/** Values of a result that is raised, and so has a limit. */
function valuesOf({ result }: StandingResult) {
  const { upperLimit } = result.value;
  if (upperLimit === undefined) throw new Error(`${result.analyte} is raised without a limit`);
  return resultValues(result, upperLimit, 'lowest');
}

function bilirubinValues(
  standing: StandingResult,
): Readonly<Record<(typeof BILIRUBIN)[number], WordValue>> {
  const { times, measured, date } = valuesOf(standing);
  return { bilirubinTimes: times, bilirubinMeasured: measured, bilirubinDate: date };
}

const evidenceOf = (standing: readonly (StandingResult | undefined)[]) =>
  standing.flatMap((each) => (each === undefined ? [] : [each.result.provenance]));

const conflicting = (standing: readonly StandingResult[]): 'conflicting' | undefined =>
  standing.some(({ contradictedBy }) => contradictedBy !== undefined) ? 'conflicting' : undefined;
