import type { CdsCard, CdsSuggestion } from './cds-response.js';

/** Which suggestions a client can carry out. What is left out, it can. */
export interface SuggestionDialect {
  readonly create?: boolean | undefined;
  /** It can replace a draft by the whole new one. */
  readonly update?: boolean | undefined;
  /** CDS Hooks 1.0 knows no other: any other value is an error to it. */
  readonly selectionBehavior?: 'at-most-one' | undefined;
}

/** A card with the suggestions that its client can carry out, in the form that it knows. */
export function fitSuggestions(card: CdsCard, dialect: SuggestionDialect): CdsCard {
  const { suggestions = [], selectionBehavior, ...rest } = card;
  const fitting = suggestions.filter((suggestion) =>
    suggestion.actions.every(({ type }) => dialect[type] !== false),
  );
  if (fitting.length === 0) return rest;
  const one = (dialect.selectionBehavior ?? selectionBehavior) === 'at-most-one';
  return {
    ...rest,
    suggestions: one ? recommendOne(fitting) : fitting,
    selectionBehavior: one ? 'at-most-one' : 'any',
  };
}

/** Of those of which only one can be taken, one is recommended at most. */
function recommendOne(suggestions: readonly CdsSuggestion[]): CdsSuggestion[] {
  const first = suggestions.findIndex(({ isRecommended }) => isRecommended === true);
  return suggestions.map(({ isRecommended, ...suggestion }, index) =>
    index === first && isRecommended !== undefined ? { ...suggestion, isRecommended } : suggestion,
  );
}
