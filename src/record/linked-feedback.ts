import type { DecisionRows, FeedbackSummary } from '../store/store.js';
import type { FeedbackRecord } from './feedback-record.js';
import { linkToCard } from './link-to-card.js';

/** Feedback as it is read: tied to its decision by what is known now, not by what was known when it came. */
export interface LinkedFeedback extends Omit<FeedbackSummary, 'record'> {
  readonly said: FeedbackRecord;
}

/** Feedback may be there before the record of its card: that may have waited for the store. */
export async function linkedFeedback(
  rows: readonly FeedbackSummary[],
  decisions: Pick<DecisionRows, 'ofCards'>,
): Promise<readonly LinkedFeedback[]> {
  const read = rows.map(({ record, ...row }) => ({
    ...row,
    said: JSON.parse(record) as FeedbackRecord,
  }));
  const open = read.filter(({ said }) => said.card === 'unknown').map(({ card }) => card);
  const found = await decisions.ofCards([...new Set(open)]);
  return read.map((row) => {
    const decision = found.get(row.card);
    if (row.said.card !== 'unknown' || decision === undefined) return row;
    const { unlinked = [], ...said } = row.said;
    const { decision: linked, ...link } = linkToCard({ ...row, suggestions: unlinked }, decision);
    // Suggestions that were no uuids are counted still.
    const elsewhere = said.acceptedElsewhere - unlinked.length + link.acceptedElsewhere;
    return { ...row, decision: linked, said: { ...said, ...link, acceptedElsewhere: elsewhere } };
  });
}
