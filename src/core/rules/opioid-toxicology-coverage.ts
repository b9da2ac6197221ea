import type { Evidence } from '../evidence/evidence.js';
import { SPECIMEN_NUMBERS } from '../evidence/toxicology/toxicology-reader.js';
import type { ClearingResult, RaisedResult } from '../evidence/toxicology.js';
import { isAfter, isWithinDays } from '../time/distance.js';
import { dayPlus, type Point, type Span } from '../time/instant.js';
import { day, defineRule, list, number, type RuleInput, span, text, type Verdict } from './rule.js';

const MISSING = ['since', 'planned', 'limit', 'panel'] as const;
const AGING = ['collected', 'planned', 'hours'] as const;
const GAP = ['collected', 'planned', 'untested'] as const;
const OUTCOMES = {
  missing: MISSING,
  'missing-ahead': MISSING,
  'missing-alcohol-only': MISSING,
  'missing-ahead-alcohol-only': MISSING,
  aging: AGING,
  'aging-ahead': AGING,
  gap: GAP,
  'gap-ahead': GAP,
  'unfit-specimen': ['collected', 'panel'],
  'unfit-specimen-alcohol-only': ['collected', 'panel'],
} as const;
type CoverageVerdict = Verdict<typeof OUTCOMES>;

const PARAMETERS = ['negative.fresh', 'result.usable', ...SPECIMEN_NUMBERS] as const;
type Numbers = Readonly<Record<(typeof PARAMETERS)[number], number>>;

/**
 * Before a first dose, are there fresh negative tests for every opioid of a full panel? (`clinical-opioid` 6.3, 6.6)
 *
 * When no usable result lies in the last days before the planned day, then opioid-tox-missing.
 * When the only ones come from a dilute or rejected specimen, or they leave a drug of the panel untested, then
 * opioid-tox-coverage-gap. When all were negative but too long ago, then opioid-tox-aging.
 * A recent positive speaks for itself. While the laboratory is not wholly read, data-source-unreadable says so alone.
 */
export const opioidToxicologyCoverage = defineRule({
  question: 'opioid-toxicology-coverage',
  asks: 'naltrexone',
  needs: [
    'laboratory',
    'diagnosticReports',
    'serviceRequests',
    'conditions',
    'medicationAdministrations',
    'procedures',
  ],
  parameters: PARAMETERS,
  outcomes: OUTCOMES,
  judge: (input, numbers) => {
    if (input.lane !== 'first-dose' || input.evidence.incomplete.has('laboratory')) return [];
    const verdict = judgeCoverage(input, numbers);
    return verdict === undefined ? [] : [verdict];
  },
});

function judgeCoverage(input: RuleInput, numbers: Numbers): CoverageVerdict | undefined {
  const { evidence, clock } = input;
  const { toxicology } = evidence;
  const usable = (at: Point): boolean => isWithinDays(at, clock.planned, numbers['result.usable']);
  const negatives = toxicology.clearing.filter(({ collected }) => usable(collected.earliest));
  if (toxicology.raised.some((result) => isPositive(result) && usable(result.collected.latest))) {
    return undefined;
  }
  if (negatives.length === 0) {
    const unfit = toxicology.invalidSpecimens.filter(({ collected }) => usable(collected.latest));
    return unfit.length > 0 ? unfitSpecimen(unfit, input) : missing(input, numbers);
  }
  const isFresh = ({ collected }: ClearingResult): boolean =>
    isWithinDays(collected.earliest, clock.planned, numbers['negative.fresh'] / 24);
  if (untestedBy(negatives.filter(isFresh), evidence).length === 0) return undefined;
  const untested = untestedBy(negatives, evidence);
  return untested.length === 0 ? aging(negatives, input, numbers) : gap(negatives, untested, input);
}

const isPositive = (result: RaisedResult): result is RaisedResult & { readonly collected: Span } =>
  result.result === 'positive' &&
  result.status === 'final' &&
  result.standing !== 'refuted' &&
  result.collected !== undefined;

/** The members of a full panel about which these negatives say nothing. */
const untestedBy = (
  negatives: readonly ClearingResult[],
  { toxicology }: Evidence,
): readonly string[] =>
  toxicology.panel.filter(
    (member) => !negatives.some(({ panelMembers }) => panelMembers.includes(member)),
  );

function missing(input: RuleInput, numbers: Numbers): CoverageVerdict {
  const { clock, indication } = input;
  const alcoholOnly = indication === 'alcohol-only';
  const outcome = isAhead(input)
    ? alcoholOnly
      ? 'missing-ahead-alcohol-only'
      : 'missing-ahead'
    : alcoholOnly
      ? 'missing-alcohol-only'
      : 'missing';
  return {
    outcome,
    values: {
      since: day(dayPlus(clock.planned.day, -numbers['result.usable'])),
      planned: day(clock.planned.day),
      limit: number(numbers['result.usable']),
      panel: panelOf(input.evidence),
    },
    evidence: [],
  };
}

function aging(
  negatives: readonly ClearingResult[],
  input: RuleInput,
  numbers: Numbers,
): CoverageVerdict {
  return {
    outcome: isAhead(input) ? 'aging-ahead' : 'aging',
    values: {
      collected: span(newestOf(negatives).collected),
      planned: day(input.clock.planned.day),
      hours: number(numbers['negative.fresh']),
    },
    evidence: provenancesOf(negatives),
  };
}

/** People whose only diagnosis is alcohol use need no full panel: for them a test that left drugs out is enough. */
function gap(
  negatives: readonly ClearingResult[],
  untested: readonly string[],
  input: RuleInput,
): CoverageVerdict | undefined {
  if (input.indication === 'alcohol-only') return undefined;
  return {
    outcome: isAhead(input) ? 'gap-ahead' : 'gap',
    values: {
      collected: span(newestOf(negatives).collected),
      planned: day(input.clock.planned.day),
      untested: list(untested.map(text)),
    },
    evidence: provenancesOf(negatives),
  };
}

function unfitSpecimen(results: readonly ClearingResult[], input: RuleInput): CoverageVerdict {
  return {
    outcome: input.indication === 'alcohol-only' ? 'unfit-specimen-alcohol-only' : 'unfit-specimen',
    values: { collected: span(newestOf(results).collected), panel: panelOf(input.evidence) },
    evidence: provenancesOf(results),
  };
}

const isAhead = ({ clock }: RuleInput): boolean => clock.planned.day > clock.now.day;

const panelOf = ({ toxicology }: Evidence) => list(toxicology.panel.map(text));

const newestOf = (results: readonly ClearingResult[]): ClearingResult =>
  results.reduce((newest, one) =>
    isAfter(one.collected.latest, newest.collected.latest) ? one : newest,
  );

const provenancesOf = (results: readonly ClearingResult[]) =>
  results.map(({ provenance }) => provenance);
