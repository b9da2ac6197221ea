import { RESOURCE_TYPE_OF, type SliceName } from '../chart.js';
import { defineRule, list, term } from './rule.js';

/** Inputs on which the safety of the order rests; a site may not switch their rule off. */
const SAFETY_SLICES: readonly SliceName[] = [
  'patient',
  'medicationRequests',
  'medicationStatements',
  'medicationDispenses',
  'medicationAdministrations',
  'laboratory',
  'liverTests',
  'assessments',
  'socialHistory',
  'conditions',
  'procedures',
  'allergies',
];

/**
 * Could everything be read on which the safety of naltrexone rests? (`clinical-opioid` 10)
 *
 * When a source failed, or was read only in part, then data-source-unreadable names it. What is empty is not unreadable.
 */
export const chartCompleteness = defineRule({
  question: 'chart-completeness',
  asks: 'naltrexone',
  needs: SAFETY_SLICES,
  parameters: [],
  outcomes: { unreadable: ['sources'] },
  judge: ({ evidence }) => {
    const types = new Set(
      SAFETY_SLICES.filter((slice) => evidence.incomplete.has(slice)).map(
        (slice) => RESOURCE_TYPE_OF[slice],
      ),
    );
    return types.size === 0
      ? []
      : [
          {
            outcome: 'unreadable',
            values: { sources: list([...types].sort().map((type) => term(`resource.${type}`))) },
            evidence: [],
          },
        ];
  },
});
