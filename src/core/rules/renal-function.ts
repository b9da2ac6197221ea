import { type Diagnosis, isOneOf } from '../evidence/diagnosis.js';
import { isUnder } from '../evidence/liver/bounded-comparison.js';
import type { LiverAnalyte, ReadableLiverResult } from '../evidence/liver-result.js';
import type { BodyWeight } from '../evidence/read-body-weights.js';
import type { ConditionGroup } from '../pack/terminology.js';
import { canClear, CURRENT_PARAMETERS, currentResults } from './liver/current-results.js';
import { conditionValue } from './liver/describe-condition.js';
import { measuredValue } from './liver/describe-result.js';
import { creatinineClearance } from './renal/creatinine-clearance.js';
import { defineRule, list, number, type RuleInput, span, type Verdict } from './rule.js';

const MEASURED = ['measured', 'date', 'limit'] as const;
const ESTIMATED = ['clearance', 'measured', 'date', 'kilograms', 'weighed', 'limit'] as const;
const OUTCOMES = {
  severe: MEASURED,
  moderate: MEASURED,
  'severe-clearance': ESTIMATED,
  'moderate-clearance': ESTIMATED,
  'end-stage': ['conditions'],
  'severe-stage': ['conditions'],
  'moderate-stage': ['conditions'],
} as const;
type RenalVerdict = Verdict<typeof OUTCOMES>;

const PARAMETERS = [
  'severe.below',
  'moderate.below',
  'filtration.age',
  'weight.age',
  'cockcroft-gault.age-from',
  'cockcroft-gault.divisor',
  'cockcroft-gault.female',
] as const;
type Numbers = Readonly<
  Record<(typeof PARAMETERS)[number] | (typeof CURRENT_PARAMETERS)[number], number>
>;

const groups = (...names: readonly ConditionGroup[]): ReadonlySet<ConditionGroup> => new Set(names);
const END_STAGE = groups('end-stage-kidney-disease', 'dialysis');
const SEVERE = groups('severe-kidney-disease');
const MODERATE = groups('moderate-kidney-disease');

/**
 * Do the kidneys work well enough for naltrexone and its metabolite? (`clinical-liver-other` C7)
 *
 * When the newest eGFR is severely reduced, or the patient is on dialysis or has end-stage disease, then renal-impairment; when it
 * is moderately reduced, the same rides along on another card.
 * Without a recent eGFR the listed stage of kidney disease, and a creatinine clearance by Cockcroft-Gault, stand in for it.
 */
export const renalFunction = defineRule({
  question: 'renal-function',
  asks: 'naltrexone',
  needs: ['patient', 'laboratory', 'diagnosticReports', 'conditions', 'bodyWeight'],
  parameters: PARAMETERS,
  borrows: { 'liver-enzymes': CURRENT_PARAMETERS },
  outcomes: OUTCOMES,
  judge: (input, numbers) => {
    const { identity } = input.order;
    if (identity.is !== 'naltrexone') return [];
    if (identity.product !== 'depot' && identity.product !== 'oral') return [];
    const rates = recent('egfr', input, numbers);
    const isMeasured = rates.some(
      (rate) => canClear(rate) && ageOf(rate.at.earliest.day, input) <= numbers['filtration.age'],
    );
    const listed = (which: ReadonlySet<ConditionGroup>): readonly Diagnosis[] =>
      input.evidence.diagnoses.filter((one) => one.active && isOneOf(one, which));
    const endStage = listed(END_STAGE);
    const severe = isMeasured || endStage.length > 0 ? [] : listed(SEVERE);
    return [
      ...measured(rates, numbers),
      ...(rates.length === 0 ? estimated(input, numbers) : []),
      ...staged('end-stage', endStage),
      ...staged('severe-stage', severe),
      ...staged(
        'moderate-stage',
        isMeasured || endStage.length + severe.length > 0 ? [] : listed(MODERATE),
      ),
    ];
  },
});

const ageOf = (day: number, { clock }: RuleInput): number => clock.planned.day - day;

const recent = (
  analyte: LiverAnalyte,
  input: RuleInput,
  numbers: Numbers,
): readonly ReadableLiverResult[] =>
  currentResults(input.evidence.liver.results, analyte, numbers)
    .standing.map(({ result }) => result)
    .filter(({ at }) => ageOf(at.latest.day, input) <= numbers['filtration.age']);

/** "Above 60" is no less than 60, and "below 30" is less than 30. */
function measured(
  rates: readonly ReadableLiverResult[],
  numbers: Numbers,
): readonly RenalVerdict[] {
  const [lowest] = [...rates]
    .filter(({ value }) => value.canonical !== undefined)
    .sort((a, b) => (a.value.canonical ?? 0) - (b.value.canonical ?? 0));
  const band = lowest && bandOf(lowest.value.canonical, lowest.value.bound, numbers);
  return lowest === undefined || band === undefined
    ? []
    : [
        {
          outcome: band.outcome,
          subject: lowest.analyte,
          evidence: [lowest.provenance],
          values: {
            measured: measuredValue(lowest),
            date: span(lowest.at),
            limit: number(band.limit),
          },
        },
      ];
}

function estimated(input: RuleInput, numbers: Numbers): readonly RenalVerdict[] {
  const { sex, bodyWeights, liver } = input.evidence;
  const [creatinine] = recent('creatinine', input, numbers)
    .filter(({ value }) => (value.canonical ?? 0) > 0)
    .toSorted((a, b) => (b.value.canonical ?? 0) - (a.value.canonical ?? 0));
  const weight = newestWeight(bodyWeights, input, numbers['weight.age']);
  if (creatinine === undefined || weight === undefined || liver.ageYears === undefined) return [];
  const clearance = creatinineClearance(
    liver.ageYears,
    weight.kilograms,
    creatinine.value.canonical ?? 0,
    sex,
    {
      ageFrom: numbers['cockcroft-gault.age-from'],
      divisor: numbers['cockcroft-gault.divisor'],
      female: numbers['cockcroft-gault.female'],
    },
  );
  const band = bandOf(clearance, undefined, numbers);
  return band === undefined
    ? []
    : [
        {
          outcome: `${band.outcome}-clearance`,
          subject: creatinine.analyte,
          evidence: [creatinine.provenance, weight.provenance],
          values: {
            // Rounded down, so that it never reads as the limit that it is below.
            clearance: number(Math.floor(clearance * 10) / 10),
            measured: measuredValue(creatinine),
            date: span(creatinine.at),
            kilograms: number(Math.round(weight.kilograms * 10) / 10),
            weighed: span(weight.at),
            limit: number(band.limit),
          },
        },
      ];
}

const newestWeight = (
  weights: readonly BodyWeight[],
  input: RuleInput,
  maxAgeDays: number,
): BodyWeight | undefined =>
  weights
    .filter(({ at }) => ageOf(at.latest.day, input) <= maxAgeDays)
    .reduce<BodyWeight | undefined>(
      (newest, one) =>
        newest === undefined || one.at.latest.day > newest.at.latest.day ? one : newest,
      undefined,
    );

function bandOf(
  millilitres: number | undefined,
  bound: 'above' | 'below' | undefined,
  numbers: Numbers,
): { readonly outcome: 'severe' | 'moderate'; readonly limit: number } | undefined {
  const severe = numbers['severe.below'];
  const moderate = numbers['moderate.below'];
  const rate = { canonical: millilitres, bound: bound === 'below' ? bound : undefined };
  if (isUnder(rate, severe)) return { outcome: 'severe', limit: severe };
  return isUnder(rate, moderate) ? { outcome: 'moderate', limit: moderate } : undefined;
}

const staged = (
  outcome: 'end-stage' | 'severe-stage' | 'moderate-stage',
  conditions: readonly Diagnosis[],
): readonly RenalVerdict[] =>
  conditions.length === 0
    ? []
    : [
        {
          outcome,
          evidence: conditions.map(({ provenance }) => provenance),
          values: { conditions: list(conditions.map(conditionValue)) },
        },
      ];
