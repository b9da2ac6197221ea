import type { Allergy } from '../evidence/allergy.js';
import type { NaltrexoneProduct } from '../pack/terminology.js';
import { defineRule, span, term, type Verdict } from './rule.js';

const VALUES = ['allergen', 'recorded'] as const;
const OUTCOMES = {
  allergy: VALUES,
  'severe-intolerance': VALUES,
  intolerance: VALUES,
  naloxone: VALUES,
} as const;

/**
 * Is the patient allergic to what the product holds? (`clinical-liver-other` C1)
 *
 * When an allergy to naltrexone, or to an excipient of the ordered depot, is on record, then ntx-hypersensitivity: critical;
 * an intolerance is a warning, unless it had anaphylaxis or is of high criticality.
 * When the allergy is to naloxone, then info: cross-sensitivity is unknown.
 */
export const hypersensitivity = defineRule({
  question: 'hypersensitivity',
  asks: 'naltrexone',
  needs: ['allergies'],
  parameters: [],
  outcomes: OUTCOMES,
  judge: ({ order, evidence }) => {
    const { identity } = order;
    if (identity.is !== 'naltrexone') return [];
    return evidence.allergies
      .filter(({ allergen }) => concerns(allergen, identity.product))
      .map(({ allergen, degree, recorded, provenance }): Verdict<typeof OUTCOMES> => ({
        outcome: allergen === 'naloxone' ? 'naloxone' : degree,
        subject: allergen,
        values: {
          allergen: term(`allergen.${allergen}`),
          recorded: recorded === undefined ? term('dated.without') : span(recorded),
        },
        evidence: [provenance],
      }));
  },
});

/** The excipients are in the depot alone. */
const concerns = (allergen: Allergy['allergen'], product: NaltrexoneProduct): boolean =>
  product === 'depot' || allergen === 'naltrexone' || allergen === 'naloxone';
