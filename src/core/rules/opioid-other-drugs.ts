import type { DraftOrder } from '../call.js';
import type { OtherMedication } from '../evidence/exposure.js';
import { defineRule, list, type RuleInput, text } from './rule.js';

/**
 * Does naltrexone meet an opioid that acts on the gut, or another antagonist? (`clinical-opioid` 4, 9)
 *
 * When an antidiarrhoeal opioid is active or drafted, then opioid-antidiarrhoeal: it will work less.
 * When methylnaltrexone or samidorphan is active or drafted, then opioid-antagonist-duplicate.
 */
export const opioidOtherDrugs = defineRule({
  question: 'opioid-other-drugs',
  asks: 'naltrexone',
  needs: ['medicationRequests', 'medicationStatements'],
  parameters: [],
  outcomes: { antidiarrhoeal: ['drugs'], 'second-antagonist': ['drugs'] },
  judge: (input) => [
    ...verdictFor('antidiarrhoeal', 'antidiarrhoeal', input),
    ...verdictFor('second-antagonist', 'peripheral-antagonist', input),
  ],
});

function verdictFor<O extends 'antidiarrhoeal' | 'second-antagonist'>(
  outcome: O,
  kind: OtherMedication['kind'],
  { evidence, call }: RuleInput,
) {
  const listed = evidence.otherMedications.filter((one) => one.kind === kind);
  const drafted = call.otherDrafts.filter((draft) => kindOf(draft) === kind);
  const names = new Set([
    ...listed.map(({ name }) => name),
    ...drafted.map(({ identity }) => ('name' in identity ? identity.name : '')),
  ]);
  if (names.size === 0) return [];
  return [
    {
      outcome,
      values: { drugs: list([...names].sort().map(text)) },
      evidence: [
        ...listed.map(({ provenance }) => provenance),
        ...drafted.map(({ ref }) => ({ source: ref, slice: 'order', complete: true }) as const),
      ],
    },
  ];
}

function kindOf({ identity }: DraftOrder): OtherMedication['kind'] | undefined {
  if (identity.is === 'opioid' && identity.exposureClass === 'antidiarrhoeal')
    return 'antidiarrhoeal';
  return identity.is === 'antagonist' && identity.duplicatesNaltrexone
    ? 'peripheral-antagonist'
    : undefined;
}
