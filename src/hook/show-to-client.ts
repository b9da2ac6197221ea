import type { ServiceFile } from '../core/pack/service.js';
import type { CdsClient } from './cds-client.js';
import type { CdsResponse } from './cds-response.js';
import { fitSuggestions } from './fit-suggestions.js';

/**
 * What of an answer its caller sees: nothing in silent mode; only suggestions that it can carry out; and on every card, that nobody
 * asked who is calling.
 */
export function showToClient(
  response: CdsResponse,
  { mode, anonymous, suggestions }: CdsClient,
  { withoutAuthentication }: Pick<ServiceFile, 'withoutAuthentication'>,
): CdsResponse {
  if (mode === 'silent') return { cards: [] };
  const cards =
    suggestions === undefined
      ? response.cards
      : response.cards.map((card) => fitSuggestions(card, suggestions));
  if (anonymous !== true) return { cards };
  return {
    cards: cards.map((card) => ({
      ...card,
      detail: [card.detail, withoutAuthentication].filter(Boolean).join('\n\n'),
    })),
  };
}
