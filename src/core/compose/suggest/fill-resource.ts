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

const hasNames = new WeakMap<object, boolean>();

/** The knowledge never changes, so a part without names is taken as it is. */
function namesSomething(part: object): boolean {
  const known = hasNames.get(part) ?? JSON.stringify(part).includes('{{');
  hasNames.set(part, known);
  return known;
}

function fill(value: unknown, say: (words: string) => string): unknown {
  if (typeof value === 'string') return say(value);
  if (typeof value !== 'object' || value === null || !namesSomething(value)) return value;
  if (Array.isArray(value)) return value.map((item) => fill(item, say));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, say)]));
}

const namesOf = (value: WordValue | undefined): readonly string[] =>
  value?.kind === 'list'
    ? value.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []))
    : [];
