import type { CreateSuggestion, SuggestionsFile } from '../../pack/suggestions.js';
import type { WordValue } from '../../rules/rule.js';
import type { ProposedResource } from './suggestion.js';

/**
 * The resource of a suggestion with its values put in.
 * @param say fills the names in a text
 */
export function fillResource(
  { resource, analytes: listed }: CreateSuggestion,
  analytes: SuggestionsFile['analytes'],
  values: Readonly<Record<string, WordValue>>,
  say: (words: string) => string,
): ProposedResource {
  const filled = fill(resource, say) as ProposedResource;
  if (listed === undefined) return filled;
  return {
    ...filled,
    orderDetail: namesOf(values[listed]).map((name) => {
      const coding = analytes[name];
      return { ...(coding === undefined ? {} : { coding: [{ ...coding }] }), text: name };
    }),
  };
}

/** Copies, so that what leaves shares nothing with the knowledge. */
function fill(value: unknown, say: (words: string) => string): unknown {
  if (typeof value === 'string') return say(value);
  if (Array.isArray(value)) return value.map((item) => fill(item, say));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, say)]));
}

const namesOf = (value: WordValue | undefined): readonly string[] =>
  value?.kind === 'list'
    ? value.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []))
    : [];
