import type { DraftOrder } from '../../call.js';
import type { JudgedOrder } from '../../rules/judge-order.js';

/** An update names what it replaces by its id alone: two drafts with one id cannot be told apart. */
export const isOnlyDraft = (
  { ref, resource }: DraftOrder,
  judged: readonly Pick<JudgedOrder, 'order' | 'call'>[],
): boolean =>
  judged
    .flatMap(({ order, call }) => [order, ...call.otherDrafts])
    .every((draft) => draft.ref !== ref || draft.resource === resource);
