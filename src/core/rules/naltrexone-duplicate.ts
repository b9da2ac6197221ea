import type { DraftOrder } from '../call.js';
import type { ActiveNaltrexone } from '../evidence/exposure.js';
import type { NaltrexoneProduct } from '../pack/terminology.js';
import { defineRule, type RuleInput, span, term, type Verdict } from './rule.js';

const LISTED = ['other', 'source', 'listed'] as const;
const OUTCOMES = {
  'two-depots': [],
  'two-drafts': ['other'],
  'active-beside-depot': LISTED,
  'active-beside-oral': LISTED,
} as const;
type DuplicateVerdict = Verdict<typeof OUTCOMES>;

/**
 * Is naltrexone ordered twice? (`clinical-liver-other` C5)
 *
 * When two depots are in one signing, then ntx-duplicate: critical; any other pair of naltrexone drafts is a warning.
 * When oral naltrexone or bupropion/naltrexone is active beside the depot, or one of the two beside the other, then a warning.
 * Silent for an oral challenge or test dose, and for a renewal of the same product.
 */
export const naltrexoneDuplicate = defineRule({
  question: 'naltrexone-duplicate',
  asks: 'naltrexone',
  needs: ['medicationRequests', 'medicationStatements'],
  parameters: [],
  outcomes: OUTCOMES,
  judge: (input) => {
    const product = treatmentOf(input.order);
    if (product === undefined || product === 'ldn') return [];
    return [...draftedTwice(product, input), ...activeBeside(product, input)];
  },
});

/** The product of a naltrexone draft; an oral test dose is no treatment. */
const treatmentOf = ({ identity, dosing }: DraftOrder): NaltrexoneProduct | undefined =>
  identity.is === 'naltrexone' && !(identity.product === 'oral' && dosing.testDose)
    ? identity.product
    : undefined;

function draftedTwice(
  product: NaltrexoneProduct,
  { call, order }: RuleInput,
): readonly DuplicateVerdict[] {
  return [...call.orders, ...call.otherDrafts].flatMap((draft): readonly DuplicateVerdict[] => {
    const other = treatmentOf(draft);
    if (other === undefined || draft.ref === order.ref) return [];
    const found = {
      subject: 'drafts',
      evidence: [{ source: draft.ref, slice: 'order', complete: true } as const],
    };
    if (product !== 'depot' || other !== 'depot') {
      return [{ ...found, outcome: 'two-drafts', values: { other: term(`product.${other}`) } }];
    }
    return isSameInjection(draft, order) ? [] : [{ ...found, outcome: 'two-depots', values: {} }];
  });
}

/** The drug as a prescription and its administration as a service are one injection. */
const isSameInjection = (one: DraftOrder, other: DraftOrder): boolean =>
  (one.resource.resourceType === 'ServiceRequest') !==
  (other.resource.resourceType === 'ServiceRequest');

function activeBeside(
  product: NaltrexoneProduct,
  { call, evidence }: RuleInput,
): readonly DuplicateVerdict[] {
  // An order that is signed again stands in the chart as well.
  const signed = new Set([...call.orders, ...call.otherDrafts].map(({ ref }) => ref));
  return evidence.activeNaltrexone
    .filter((active) => !signed.has(active.provenance.source) && doubles(active, product))
    .map(({ product: other, from, listed, provenance }) => ({
      outcome: product === 'depot' ? 'active-beside-depot' : 'active-beside-oral',
      subject: other,
      values: {
        other: term(`product.${other}`),
        source: term(`source.${from}`),
        listed: listed === undefined ? term('dated.without') : span(listed),
      },
      evidence: [provenance],
    }));
}

function doubles({ product, testDose }: ActiveNaltrexone, ordered: NaltrexoneProduct): boolean {
  if (product === 'oral') return !testDose && ordered !== 'oral';
  return product === 'contrave' && ordered !== 'contrave';
}
