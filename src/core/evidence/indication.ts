import type {
  CodeableConcept,
  Condition,
  MedicationRequest,
  Reference,
  Resource,
  ServiceRequest,
} from 'fhir/r4.js';
import type { ConditionGroup, Terminology } from '../pack/terminology.js';
import { type Diagnosis, isOneOf } from './diagnosis.js';
import { listOf, textOf } from './fhir-json.js';
import { recogniseCondition } from './recognise/recognise-condition.js';

const ALCOHOL_USE: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>([
  'alcohol-use-disorder',
  'alcohol-withdrawal',
]);
const ALCOHOL: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>([
  ...ALCOHOL_USE,
  'alcohol remission',
]);
/** Active F11 groups: use disorder, unspecified use, withdrawal (`clinical-opioid` 5.3). */
const OPIOID_DIAGNOSES: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>([
  'opioid-use-disorder active',
  'opioid-use-unspecified',
  'opioid-withdrawal',
]);
const OPIOID_REMISSION: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>([
  'opioid-use-disorder remission',
]);
const OPIOID_THERAPY: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>(['opioid-therapy']);

export const hasActiveOpioidDiagnosis = (diagnoses: readonly Diagnosis[]): boolean =>
  diagnoses.some((diagnosis) => diagnosis.active && isOneOf(diagnosis, OPIOID_DIAGNOSES));

export const hasActiveAlcoholUse = (diagnoses: readonly Diagnosis[]): boolean =>
  diagnoses.some((diagnosis) => diagnosis.active && isOneOf(diagnosis, ALCOHOL_USE));

/** Long-term opioid therapy (Z79.891) on the problem list. */
export const isOpioidTherapy = (diagnosis: Diagnosis): boolean =>
  diagnosis.active && isOneOf(diagnosis, OPIOID_THERAPY);

/**
 * Do the rules for people with opioid use apply? They do unless the chart surely shows alcohol use disorder alone: an alcohol
 * diagnosis or reason, no opioid diagnosis or reason, no opioid remission standing without an active alcohol diagnosis.
 * @param known the conditions were wholly read; otherwise an opioid diagnosis may be on the part that is missing
 */
export function readIndication(
  reasons: readonly ConditionGroup[],
  diagnoses: readonly Diagnosis[],
  known: boolean,
): 'opioid-rules' | 'alcohol-only' {
  if (!known) return 'opioid-rules';
  const standing = diagnoses.filter(({ active, remission }) => active || remission);
  const activeAlcohol = standing.some((one) => one.active && isOneOf(one, ALCOHOL_USE));
  const alcohol =
    standing.some((one) => isOneOf(one, ALCOHOL)) || reasons.some((group) => ALCOHOL.has(group));
  const opioid =
    hasActiveOpioidDiagnosis(diagnoses) ||
    reasons.some((group) => OPIOID_DIAGNOSES.has(group) || OPIOID_REMISSION.has(group));
  const remission = standing.some(
    (one) => isOneOf(one, OPIOID_REMISSION) || (one.remission && isOneOf(one, OPIOID_DIAGNOSES)),
  );
  return alcohol && !opioid && !(remission && !activeAlcohol) ? 'alcohol-only' : 'opioid-rules';
}

/**
 * What naltrexone is meant to treat here, by the order's reasons and the problem list (`clinical-liver-other` 0.8); both may be
 * true, and neither. A remission is treated too, unless another use disorder is active.
 */
export function treatedFor(
  reasons: readonly ConditionGroup[],
  diagnoses: readonly Diagnosis[],
): { readonly opioidUse: boolean; readonly alcoholUse: boolean } {
  const shown = (groups: ReadonlySet<ConditionGroup>): boolean =>
    diagnoses.some((one) => one.active && isOneOf(one, groups));
  const opioidUse =
    shown(OPIOID_DIAGNOSES) ||
    reasons.some((group) => OPIOID_DIAGNOSES.has(group) || OPIOID_REMISSION.has(group));
  const alcoholUse = shown(ALCOHOL_USE) || reasons.some((group) => ALCOHOL.has(group));
  if (opioidUse || alcoholUse) return { opioidUse, alcoholUse };
  const inRemission = (
    groups: ReadonlySet<ConditionGroup>,
    whenInRemission: ReadonlySet<ConditionGroup>,
  ): boolean =>
    shown(groups) || diagnoses.some((one) => one.remission && isOneOf(one, whenInRemission));
  return {
    opioidUse: inRemission(OPIOID_REMISSION, new Set([...OPIOID_REMISSION, ...OPIOID_DIAGNOSES])),
    alcoholUse: inRemission(ALCOHOL, ALCOHOL),
  };
}

/** Condition groups of the order's own reasons: coded, or by reference to a Condition of the chart or in the order itself. */
export function reasonGroups(
  order: MedicationRequest | ServiceRequest,
  diagnoses: readonly Diagnosis[],
  terminology: Terminology,
): readonly ConditionGroup[] {
  const groupsOf = (concept: CodeableConcept | undefined): readonly ConditionGroup[] => {
    const recognised = recogniseCondition(terminology, concept);
    return recognised === undefined ? [] : [recognised.group, ...recognised.also];
  };
  const contained = listOf(order.contained).filter(isCondition);
  const referenced = listOf<Reference>(order.reasonReference).flatMap(({ reference }) => {
    const target = textOf(reference) ?? '';
    return target.startsWith('#')
      ? contained.flatMap(({ id, code }) => (id === target.slice(1) ? groupsOf(code) : []))
      : diagnoses
          .filter(({ provenance: { source } }) => `/${target}`.endsWith(`/${source}`))
          .flatMap(({ group, also }) => [group, ...also]);
  });
  return [...listOf<CodeableConcept>(order.reasonCode).flatMap(groupsOf), ...referenced];
}

const isCondition = (resource: Resource): resource is Condition =>
  resource.resourceType === 'Condition';
