import type { FeedbackRecord } from '../record/feedback-record.js';
import { linkToCard } from '../record/link-to-card.js';
import type { DecisionSummary, FeedbackRow } from '../store/store.js';
import { cutComment } from './cut-comment.js';
import type { FeedbackItem } from './feedback-item.js';
import type { FeedbackParts } from './feedback-parts.js';
import { nameReason } from './name-reason.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface ItemRow extends FeedbackRow {
  readonly said: FeedbackRecord;
}

/**
 * One item as it is stored. Sent again it has the same id; whatever is different in it, the user's words too, makes it another one.
 * @param decision the one behind the card, of whichever client
 */
export function rowOfItem(
  item: FeedbackItem,
  { client, now }: { readonly client: string; readonly now: number },
  decision: DecisionSummary | undefined,
  { mark, seal, reasons }: Pick<FeedbackParts, 'mark' | 'seal' | 'reasons'>,
): ItemRow {
  const { card, outcome, outcomeSent, suggestions, reason, comment, at, timestampSent } = item;
  const { decision: linked, ...link } = linkToCard({ client, card, suggestions }, decision);
  const kept = comment === undefined ? undefined : cutComment(comment);
  const unlinked = link.unlinked?.filter(isUuid) ?? [];
  const said: FeedbackRecord = {
    schema: 1,
    outcome,
    ...(at === undefined ? {} : { at }),
    card: link.card,
    accepted: link.accepted,
    acceptedElsewhere: link.acceptedElsewhere,
    ...(unlinked.length === 0 ? {} : { unlinked }),
    ...(reason === undefined ? {} : { reason: nameReason(reason, client, reasons, mark) }),
    commented: kept !== undefined,
    ...(kept?.cut === true ? { commentCut: true } : {}),
  };
  const same = [card, outcomeSent, at ?? timestampSent, suggestions, reason, comment];
  return {
    id: mark('feedback', client, JSON.stringify(same)),
    client,
    // A card of ours has a uuid; other text may hold anything.
    card: isUuid(card) ? card : mark('feedback-card', client, card),
    receivedAt: now,
    decision: linked,
    record: JSON.stringify(said),
    comment: kept && seal('comment', kept.bytes),
    said,
  };
}

const isUuid = (text: string): boolean => UUID.test(text);
