import type { DraftOrder } from '../call.js';
import { defineRule, list, text, type Verdict } from './rule.js';

const OUTCOMES = {
  'opioid-drafted': ['opioids', 'drafts'],
  'unresolvable-draft': ['drafts'],
} as const;
type SigningVerdict = Verdict<typeof OUTCOMES>;

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
  outcomes: OUTCOMES,
  judge: ({ call }) => {
    const opioids = call.otherDrafts.filter(isOpioidDraft);
    const unresolvable = call.otherDrafts.filter(({ identity }) => identity.is === 'unresolvable');
    return [...drafted(opioids), ...unresolved(unresolvable)];
  },
});

function drafted(opioids: readonly DraftOrder[]): readonly SigningVerdict[] {
  const names = new Set(
    opioids.flatMap(({ identity }) => (identity.is === 'opioid' ? identity.opioids : [])),
  );
  if (names.size === 0) return [];
  const values = { opioids: list([...names].map(text)), drafts: refsOf(opioids) };
  return [{ outcome: 'opioid-drafted', values, evidence: provenanceOf(opioids) }];
}

/** Said beside an opioid too: what is known never hides what is not. */
function unresolved(drafts: readonly DraftOrder[]): readonly SigningVerdict[] {
  if (drafts.length === 0) return [];
  const found = { subject: 'unresolvable draft', evidence: provenanceOf(drafts) };
  return [{ ...found, outcome: 'unresolvable-draft', values: { drafts: refsOf(drafts) } }];
}

export const isOpioidDraft = ({ identity }: DraftOrder): boolean =>
  identity.is === 'opioid' && identity.exposureClass !== 'antidiarrhoeal';

const refsOf = (drafts: readonly DraftOrder[]) =>
  list(drafts.map(({ ref }) => ({ kind: 'chart-text', text: ref })));

const provenanceOf = (drafts: readonly DraftOrder[]) =>
  drafts.map(({ ref }) => ({ source: ref, slice: 'order', complete: true }) as const);
