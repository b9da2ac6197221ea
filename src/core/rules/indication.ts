import { isOneOf } from '../evidence/diagnosis.js';
import { listOf } from '../evidence/fhir-json.js';
import type { ConditionGroup } from '../pack/terminology.js';
import { defineRule } from './rule.js';

const INDICATIONS: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>([
  'alcohol-use-disorder',
  'alcohol-withdrawal',
  'alcohol remission',
  'opioid-use-disorder active',
  'opioid-use-unspecified',
  'opioid-withdrawal',
  'opioid-use-disorder remission',
]);

/**
 * Is it known why naltrexone is given? (`clinical-liver-other` D5)
 *
 * When the order names no reason and the problem list holds no alcohol or opioid use disorder, active or in remission, then
 * ntx-indication-missing. Silent while Conditions could not be read wholly.
 */
export const indication = defineRule({
  question: 'indication',
  asks: 'naltrexone',
  needs: ['conditions'],
  parameters: [],
  outcomes: { missing: [] },
  judge: ({ order, evidence }) => {
    const { identity, resource } = order;
    if (identity.is !== 'naltrexone') return [];
    if (identity.product !== 'depot' && identity.product !== 'oral') return [];
    if (evidence.incomplete.has('conditions')) return [];
    const hasReason =
      listOf(resource.reasonCode).length > 0 || listOf(resource.reasonReference).length > 0;
    const isDiagnosed = evidence.diagnoses.some(
      (diagnosis) => (diagnosis.active || diagnosis.remission) && isOneOf(diagnosis, INDICATIONS),
    );
    return hasReason || isDiagnosed ? [] : [{ outcome: 'missing', values: {}, evidence: [] }];
  },
});
