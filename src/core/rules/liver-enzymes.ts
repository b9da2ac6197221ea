import { isAtLeast, isMoreThan } from '../evidence/liver/decimal-comparison.js';
import type { ReadableLiverResult, UpperLimit } from '../evidence/liver-result.js';
import { aloneRaised } from './liver/alone-raised.js';
import {
  CURRENT_PARAMETERS,
  type CurrentResults,
  currentResults,
} from './liver/current-results.js';
import type { StandingResult } from './liver/current-results.js';
import { measuredValue, RESULT_NAMES, resultValues } from './liver/describe-result.js';
import { fallingFrom, risingFrom, TREND_PARAMETERS } from './liver/trend.js';
import { defineRule, number, type RuleInput, span, type Verdict } from './rule.js';

const LIMITED = [...RESULT_NAMES, 'limit'] as const;
const PREVIOUS = ['previousMeasured', 'previousDate'] as const;
const CONFLICTING = [...LIMITED, 'otherMeasured', 'otherDate'] as const;
const OUTCOMES = {
  severe: LIMITED,
  'very-severe': LIMITED,
  'severe-conflicting': CONFLICTING,
  'ast-alone': [...LIMITED, 'altMeasured', 'bilirubinMeasured'],
  'severe-contrave': LIMITED,
  moderate: LIMITED,
  'moderate-falling': [...LIMITED, ...PREVIOUS],
  'moderate-conflicting': CONFLICTING,
  'stale-abnormal': [...RESULT_NAMES, 'ageDays'],
  'stale-abnormal-falling': [...RESULT_NAMES, 'ageDays', ...PREVIOUS],
  rising: [...RESULT_NAMES, ...PREVIOUS],
} as const;
type EnzymeVerdict = Verdict<typeof OUTCOMES>;

const PARAMETERS = [
  ...CURRENT_PARAMETERS,
  ...TREND_PARAMETERS,
  'severe.above',
  'very-severe.above',
  'severe.age-first-dose',
  'severe.age-continuation',
  'strict.first-dose',
  'strict.continuation',
  'ast-alone.companions-below',
  'ast-alone.apart',
] as const;
type Numbers = Readonly<Record<(typeof PARAMETERS)[number], number>>;

/**
 * Do ALT and AST speak against naltrexone? (`clinical-liver-other` B2.1, B2.8-B2.11, B3)
 *
 * When ALT or AST is above the severe limit and not too old, then liver-severe-elevation: critical; a warning for AST alone
 * with ALT and bilirubin surely low, and for bupropion/naltrexone.
 * When it is moderately raised and recent, then liver-moderate-elevation; when it has doubled, then liver-rising.
 * When the last known value is raised and too old for either, then liver-stale-abnormal: it is never silenced by its age.
 * That a value has fallen is said and changes nothing.
 * Contradictory results: the worse one speaks, and the card says that they disagree. No cut-off here is one of the label.
 */
export const liverEnzymes = defineRule({
  question: 'liver-enzymes',
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
  outcomes: OUTCOMES,
  judge: (input, numbers) => {
    const { identity } = input.order;
    if (identity.is !== 'naltrexone' || identity.product === 'ldn') return [];
    const { results } = input.evidence.liver;
    const alt = currentResults(results, 'alt', numbers);
    const ast = currentResults(results, 'ast', numbers);
    const verdicts = [alt, ast].flatMap((enzyme) => [
      ...worstElevation(enzyme, alt, input, numbers),
      ...rising(enzyme, input, numbers),
    ]);
    return identity.product === 'contrave' ? verdicts.flatMap(asForContrave) : verdicts;
  },
});

function worstElevation(
  enzyme: CurrentResults,
  alt: CurrentResults,
  input: RuleInput,
  numbers: Numbers,
): readonly EnzymeVerdict[] {
  const verdicts = enzyme.standing
    .flatMap((standing) => {
      const { upperLimit } = standing.result.value;
      const verdict = upperLimit && elevation(standing, upperLimit, alt, input, numbers);
      return verdict === undefined
        ? []
        : [{ verdict, result: standing.result, times: upperLimit?.timesLowest ?? 0 }];
    })
    .sort((a, b) => RANK[b.verdict.outcome] - RANK[a.verdict.outcome] || b.times - a.times);
  return verdicts
    .slice(0, 1)
    .map(({ verdict, result }) => withFall(verdict, result, enzyme.finals, numbers));
}

function withFall(
  verdict: EnzymeVerdict,
  result: ReadableLiverResult,
  finals: readonly ReadableLiverResult[],
  numbers: Numbers,
): EnzymeVerdict {
  if (verdict.outcome !== 'moderate' && verdict.outcome !== 'stale-abnormal') return verdict;
  const previous = fallingFrom(result, finals, numbers);
  if (previous === undefined) return verdict;
  const evidence = [...verdict.evidence, previous.provenance];
  const fall = previousValues(previous);
  return verdict.outcome === 'moderate'
    ? { ...verdict, outcome: 'moderate-falling', evidence, values: { ...verdict.values, ...fall } }
    : {
        ...verdict,
        outcome: 'stale-abnormal-falling',
        evidence,
        values: { ...verdict.values, ...fall },
      };
}

const previousValues = (previous: ReadableLiverResult) => ({
  previousMeasured: measuredValue(previous),
  previousDate: span(previous.at),
});

const RANK: Readonly<Record<EnzymeVerdict['outcome'], number>> = {
  'severe-conflicting': 4,
  'very-severe': 4,
  severe: 4,
  'severe-contrave': 4,
  'ast-alone': 3,
  'moderate-conflicting': 2,
  moderate: 2,
  'moderate-falling': 2,
  'stale-abnormal': 1,
  'stale-abnormal-falling': 1,
  rising: 0,
};

function elevation(
  standing: StandingResult,
  upperLimit: UpperLimit,
  alt: CurrentResults,
  input: RuleInput,
  numbers: Numbers,
): EnzymeVerdict | undefined {
  const { result, contradictedBy } = standing;
  const { timesLowest, timesHighest } = upperLimit;
  const isFirstDose = input.lane === 'first-dose';
  const ageDays = input.clock.planned.day - result.at.latest.day;
  const isSevere = isMoreThan(timesHighest, numbers['severe.above']);
  if (!isSevere && !isAtLeast(timesLowest, numbers['moderate.from'])) return undefined;
  const maxAgeDays = isSevere
    ? numbers[isFirstDose ? 'severe.age-first-dose' : 'severe.age-continuation']
    : numbers[isFirstDose ? 'strict.first-dose' : 'strict.continuation'];

  const about = { subject: result.analyte, evidence: evidenceOf(standing) };
  const values = resultValues(result, upperLimit, isSevere ? 'highest' : 'lowest');
  if (ageDays > maxAgeDays) {
    return {
      ...about,
      outcome: 'stale-abnormal',
      values: { ...values, ageDays: number(ageDays) },
      state: contradictedBy && 'conflicting',
    };
  }
  const limit = number(numbers[isSevere ? 'severe.above' : 'moderate.from']);
  if (contradictedBy !== undefined) {
    return {
      ...about,
      outcome: isSevere ? 'severe-conflicting' : 'moderate-conflicting',
      values: {
        ...values,
        limit,
        otherMeasured: measuredValue(contradictedBy),
        otherDate: span(contradictedBy.at),
      },
    };
  }
  const limited = { ...about, values: { ...values, limit } };
  if (!isSevere) return { ...limited, outcome: 'moderate' };
  const companions = aloneRaised(result, alt, input.evidence.liver.results, numbers);
  if (companions !== undefined) {
    return {
      ...about,
      outcome: 'ast-alone',
      evidence: [...about.evidence, companions.alt.provenance, companions.bilirubin.provenance],
      values: {
        ...limited.values,
        altMeasured: measuredValue(companions.alt),
        bilirubinMeasured: measuredValue(companions.bilirubin),
      },
    };
  }
  const isVerySevere = isMoreThan(timesHighest, numbers['very-severe.above']);
  return isVerySevere
    ? {
        ...about,
        outcome: 'very-severe',
        values: { ...values, limit: number(numbers['very-severe.above']) },
      }
    : { ...limited, outcome: 'severe' };
}

function rising(
  { standing, finals }: CurrentResults,
  { lane, clock }: RuleInput,
  numbers: Numbers,
): readonly EnzymeVerdict[] {
  const maxAgeDays =
    numbers[lane === 'first-dose' ? 'rising.age-first-dose' : 'rising.age-continuation'];
  const verdicts = standing.flatMap(({ result }) => {
    const { upperLimit } = result.value;
    if (upperLimit === undefined || clock.planned.day - result.at.latest.day > maxAgeDays)
      return [];
    const previous = risingFrom(result, finals, numbers);
    return previous === undefined ? [] : [{ result, upperLimit, previous }];
  });
  return verdicts.slice(0, 1).map(({ result, upperLimit, previous }) => ({
    outcome: 'rising',
    subject: result.analyte,
    evidence: [result.provenance, previous.provenance],
    values: {
      ...resultValues(result, upperLimit, 'lowest'),
      ...previousValues(previous),
    },
  }));
}

const evidenceOf = ({ result, contradictedBy }: StandingResult) =>
  [result, contradictedBy].flatMap((each: ReadableLiverResult | undefined) =>
    each === undefined ? [] : [each.provenance],
  );

/** Bupropion/naltrexone is asked about severe enzymes alone, and as a warning at most (B2.1). */
function asForContrave(verdict: EnzymeVerdict): readonly EnzymeVerdict[] {
  switch (verdict.outcome) {
    case 'severe':
    case 'very-severe':
    case 'ast-alone':
      return [{ ...verdict, outcome: 'severe-contrave' }];
    case 'severe-conflicting':
      return [{ ...verdict, outcome: 'severe-contrave', state: 'conflicting' }];
    default:
      return [];
  }
}
