import { type Diagnosis, isOneOf } from '../evidence/diagnosis.js';
import { isOver, isUnder } from '../evidence/liver/bounded-comparison.js';
import type { ReadableLiverResult } from '../evidence/liver-result.js';
import type { ConditionGroup } from '../pack/terminology.js';
import { canClear, CURRENT_PARAMETERS, currentResults } from './liver/current-results.js';
import { conditionValue } from './liver/describe-condition.js';
import { measuredValue } from './liver/describe-result.js';
import { defineRule, list, number, type RuleInput, span, text, type Verdict } from './rule.js';

const MEASURED = ['measured', 'date', 'limit'] as const;
const OUTCOMES = {
  'platelets-very-low': MEASURED,
  'platelets-low': MEASURED,
  'inr-high': MEASURED,
  'clotting-factors': ['conditions'],
  disorder: ['conditions'],
  thrombocytopenia: ['conditions', 'days'],
  anticoagulant: ['drugs'],
} as const;
type BleedingVerdict = Verdict<typeof OUTCOMES>;

const PARAMETERS = [
  'platelets.very-low-below',
  'platelets.low-below',
  'platelets.age',
  'inr.above',
  'inr.age',
] as const;
type Numbers = Readonly<
  Record<(typeof PARAMETERS)[number] | (typeof CURRENT_PARAMETERS)[number], number>
>;

const groups = (...names: readonly ConditionGroup[]): ReadonlySet<ConditionGroup> => new Set(names);
const DISORDERS = groups('thrombocytopenia/coagulation disorder');
const CLOTTING_FACTORS = groups('clotting-factor-deficiency');
const THROMBOCYTOPENIA = groups('thrombocytopenia');
const ANTICOAGULANT_THERAPY = groups('anticoagulant-therapy');
/** Roles of `rxnorm-context.csv`. */
const ANTICOAGULANTS: ReadonlySet<string> = new Set([
  'vitamin-K-antagonist',
  'direct-oral-anticoagulant',
  'heparin',
]);

/**
 * May an injection deep into the muscle bleed? (`clinical-liver-other` C6)
 *
 * When platelets are very low, the INR is high or a clotting factor is deficient, then bleeding-risk-im.
 * When platelets are low, another clotting disorder is listed or an anticoagulant is active, then the same as information; listed
 * thrombocytopenia only while no recent count says more.
 */
export const bleedingRisk = defineRule({
  question: 'bleeding-risk',
  asks: 'naltrexone',
  needs: [
    'patient',
    'laboratory',
    'diagnosticReports',
    'conditions',
    'medicationRequests',
    'medicationStatements',
  ],
  parameters: PARAMETERS,
  borrows: { 'liver-enzymes': CURRENT_PARAMETERS },
  outcomes: OUTCOMES,
  judge: (input, numbers) => {
    const { identity } = input.order;
    if (identity.is !== 'naltrexone' || identity.product !== 'depot') return [];
    const { results } = input.evidence.liver;
    const standing = currentResults(results, 'platelets', numbers).standing.map(
      ({ result }) => result,
    );
    const counts = standing.filter(isAtMost('latest', numbers['platelets.age'], input));
    const isCounted = counts.some(
      (count) => canClear(count) && isAtMost('earliest', numbers['platelets.age'], input)(count),
    );
    const inrs = currentResults(results, 'inr', numbers)
      .standing.map(({ result }) => result)
      .filter(isAtMost('latest', numbers['inr.age'], input));
    return [
      ...platelets(counts, numbers),
      ...inr(inrs, numbers),
      ...disorders(isCounted, input, numbers),
      ...anticoagulants(input),
    ];
  },
});

const isAtMost =
  (end: 'earliest' | 'latest', days: number, { clock }: RuleInput) =>
  ({ at }: ReadableLiverResult): boolean =>
    clock.planned.day - at[end].day <= days;

function platelets(
  counts: readonly ReadableLiverResult[],
  numbers: Numbers,
): readonly BleedingVerdict[] {
  const [lowest] = counts
    .filter(({ value }) => value.canonical !== undefined && value.bound !== 'above')
    .sort((a, b) => (a.value.canonical ?? 0) - (b.value.canonical ?? 0));
  if (lowest === undefined) return [];
  const veryLow = numbers['platelets.very-low-below'];
  if (isUnder(lowest.value, veryLow)) return [verdictOf('platelets-very-low', lowest, veryLow)];
  const low = numbers['platelets.low-below'];
  return isUnder(lowest.value, low) ? [verdictOf('platelets-low', lowest, low)] : [];
}

function inr(
  results: readonly ReadableLiverResult[],
  numbers: Numbers,
): readonly BleedingVerdict[] {
  const limit = numbers['inr.above'];
  const [highest] = results
    .filter(({ value }) => isOver(value, limit))
    .sort((a, b) => (b.value.canonical ?? 0) - (a.value.canonical ?? 0));
  return highest === undefined ? [] : [verdictOf('inr-high', highest, limit)];
}

const verdictOf = (
  outcome: 'platelets-very-low' | 'platelets-low' | 'inr-high',
  result: ReadableLiverResult,
  limit: number,
): BleedingVerdict => ({
  outcome,
  subject: result.analyte,
  evidence: [result.provenance],
  values: { measured: measuredValue(result), date: span(result.at), limit: number(limit) },
});

function disorders(
  isCounted: boolean,
  { evidence }: RuleInput,
  numbers: Numbers,
): readonly BleedingVerdict[] {
  const active = evidence.diagnoses.filter((one) => one.active && isOneOf(one, DISORDERS));
  const factors = active.filter((one) => isOneOf(one, CLOTTING_FACTORS));
  const low = active.filter((one) => isOneOf(one, THROMBOCYTOPENIA) && !factors.includes(one));
  const others = active.filter((one) => !factors.includes(one) && !low.includes(one));
  const days = number(numbers['platelets.age']);
  return [
    ...listed(factors).map((found) => ({ outcome: 'clotting-factors' as const, ...found })),
    ...listed(others).map((found) => ({ outcome: 'disorder' as const, ...found })),
    ...listed(isCounted ? [] : low).map(({ values, evidence: seen }) => ({
      outcome: 'thrombocytopenia' as const,
      values: { ...values, days },
      evidence: seen,
    })),
  ];
}

const listed = (conditions: readonly Diagnosis[]) =>
  conditions.length === 0
    ? []
    : [
        {
          values: { conditions: list(conditions.map(conditionValue)) },
          evidence: conditions.map(({ provenance }) => provenance),
        },
      ];

function anticoagulants({ evidence }: RuleInput): readonly BleedingVerdict[] {
  const drugs = evidence.contextMedications.filter(
    ({ active, role }) => active && ANTICOAGULANTS.has(role),
  );
  const therapy = evidence.diagnoses.filter(
    (one) => one.active && isOneOf(one, ANTICOAGULANT_THERAPY),
  );
  const names = new Set((drugs.length > 0 ? drugs : therapy).map(nameOf));
  return names.size === 0
    ? []
    : [
        {
          outcome: 'anticoagulant',
          evidence: [...drugs, ...therapy].map(({ provenance }) => provenance),
          values: { drugs: list([...names].sort().map(text)) },
        },
      ];
}

const nameOf = (one: { readonly name: string } | { readonly display: string }): string =>
  'name' in one ? one.name : one.display;
