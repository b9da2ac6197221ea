import type { DraftOrder } from '../call.js';
import { defineRule, list, text } from './rule.js';

/**
 * Is an opioid signed together with naltrexone? (`clinical-opioid` 9)
 *
 * When another draft of the same signing is an opioid, or one concept names naltrexone and an opioid, then opioid-same-signing.
 * When a draft cannot be resolved to a drug, it could be an opioid: unknown, and said.
 */
export const opioidSameSigning = defineRule({
  question: 'opioid-same-signing',
  asks: 'naltrexone',
  needs: [],
  parameters: [],
  outcomes: { 'opioid-drafted': ['opioids', 'drafts'], 'unresolvable-draft': ['drafts'] },
  judge: ({ call }) => {
    const opioids = call.otherDrafts.filter(isOpioidDraft);
    const unresolvable = call.otherDrafts.filter(({ identity }) => identity.is === 'unresolvable');
    if (opioids.length > 0) {
      const names = new Set(
        opioids.flatMap(({ identity }) => (identity.is === 'opioid' ? identity.opioids : [])),
      );
      return [
        {
          outcome: 'opioid-drafted',
          values: { opioids: list([...names].map(text)), drafts: refsOf(opioids) },
          evidence: provenanceOf(opioids),
        },
      ];
    }
    return unresolvable.length === 0
      ? []
      : [
          {
            outcome: 'unresolvable-draft',
            values: { drafts: refsOf(unresolvable) },
            evidence: provenanceOf(unresolvable),
          },
        ];
  },
});

export const isOpioidDraft = ({ identity }: DraftOrder): boolean =>
  identity.is === 'opioid' && identity.exposureClass !== 'antidiarrhoeal';

const refsOf = (drafts: readonly DraftOrder[]) =>
  list(drafts.map(({ ref }) => ({ kind: 'chart-text', text: ref })));

const provenanceOf = (drafts: readonly DraftOrder[]) =>
  drafts.map(({ ref }) => ({ source: ref, slice: 'order', complete: true }) as const);
