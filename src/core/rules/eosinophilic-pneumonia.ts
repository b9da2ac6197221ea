import { isOneOf } from '../evidence/diagnosis.js';
import type { ConditionGroup } from '../pack/terminology.js';
import { conditionValue } from './liver/describe-condition.js';
import { defineRule, list } from './rule.js';

const EOSINOPHILIC_PNEUMONIA = new Set<ConditionGroup>(['eosinophilic pneumonia']);

/**
 * Was there an eosinophilic pneumonia before? (`clinical-liver-other` C13)
 *
 * When acute or chronic eosinophilic pneumonia is on the problem list, whether active or over, then
 * eosinophilic-pneumonia-history rides along on another card. Eosinophilic asthma is none.
 */
export const eosinophilicPneumonia = defineRule({
  question: 'eosinophilic-pneumonia',
  asks: 'naltrexone',
  needs: ['conditions'],
  parameters: [],
  outcomes: { history: ['conditions'] },
  judge: ({ order: { identity }, evidence }) => {
    if (identity.is !== 'naltrexone') return [];
    if (identity.product !== 'depot' && identity.product !== 'oral') return [];
    const found = evidence.diagnoses.filter((one) => isOneOf(one, EOSINOPHILIC_PNEUMONIA));
    return found.length === 0
      ? []
      : [
          {
            outcome: 'history',
            values: { conditions: list(found.map(conditionValue)) },
            evidence: found.map(({ provenance }) => provenance),
          },
        ];
  },
});
