import type { ServiceFile } from '../core/pack/service.js';
import type { CdsClient } from './cds-client.js';
import type { CdsResponse } from './cds-response.js';

/** What of an answer its caller sees: nothing in silent mode; and on every card, that nobody asked who is calling. */
export function showToClient(
  { cards }: CdsResponse,
  { mode, anonymous }: CdsClient,
  { withoutAuthentication }: Pick<ServiceFile, 'withoutAuthentication'>,
): CdsResponse {
  if (mode === 'silent') return { cards: [] };
  if (anonymous !== true) return { cards };
  return {
    cards: cards.map((card) => ({
      ...card,
      detail: [card.detail, withoutAuthentication].filter(Boolean).join('\n\n'),
    })),
  };
}
