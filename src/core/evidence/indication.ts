import type { CodeableConcept, MedicationRequest, Reference, ServiceRequest } from 'fhir/r4.js';
import type { ConditionGroup, Terminology } from '../pack/terminology.js';
import type { Diagnosis } from './diagnosis.js';
import { listOf } from './fhir-json.js';
import { recogniseCondition } from './recognise-condition.js';

const ALCOHOL: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>([
  'alcohol-use-disorder',
  'alcohol-withdrawal',
  'alcohol remission',
]);
/** Active F11 groups: use disorder, unspecified use, withdrawal (`clinical-opioid` 5.3). */
export const OPIOID_DIAGNOSES: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>([
  'opioid-use-disorder active',
  'opioid-use-unspecified',
  'opioid-withdrawal',
]);
const OPIOID_REMISSION: ConditionGroup = 'opioid-use-disorder remission';

export const hasActiveOpioidDiagnosis = (diagnoses: readonly Diagnosis[]): boolean =>
  diagnoses.some((diagnosis) => diagnosis.active && OPIOID_DIAGNOSES.has(diagnosis.group));

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
  const active = diagnoses.filter((diagnosis) => diagnosis.active);
  const activeAlcohol = active.some(({ group }) => group !== 'alcohol remission' && ALCOHOL.has(group));
  const alcohol =
    diagnoses.some(
      ({ group, active: isActive, remission }) => ALCOHOL.has(group) && (isActive || remission),
    ) || reasons.some((group) => ALCOHOL.has(group));
  const opioid =
    active.some(({ group }) => OPIOID_DIAGNOSES.has(group)) ||
    reasons.some((group) => OPIOID_DIAGNOSES.has(group) || group === OPIOID_REMISSION);
  const remission = diagnoses.some(
    ({ group, active: isActive, remission: inRemission }) =>
      (group === OPIOID_REMISSION && (isActive || inRemission)) ||
      (OPIOID_DIAGNOSES.has(group) && inRemission),
  );
  return alcohol && !opioid && !(remission && !activeAlcohol) ? 'alcohol-only' : 'opioid-rules';
}

/** Condition groups of the order's own reasons, coded or by reference to a Condition of the chart. */
export function reasonGroups(
  order: MedicationRequest | ServiceRequest,
  diagnoses: readonly Diagnosis[],
  terminology: Terminology,
): readonly ConditionGroup[] {
  const coded = listOf<CodeableConcept>(order.reasonCode).flatMap(
    (concept) => recogniseCondition(terminology, concept)?.group ?? [],
  );
  const referenced = listOf<Reference>(order.reasonReference).flatMap(({ reference }) =>
    diagnoses.filter(({ provenance }) => provenance.source === reference).map(({ group }) => group),
  );
  return [...coded, ...referenced];
}
