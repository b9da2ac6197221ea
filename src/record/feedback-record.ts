/**
 * What came of one card, as a client reported it. Nothing in it is text of a request but codes that we know; words of the user lie
 * sealed apart.
 */
export interface FeedbackRecord {
  readonly schema: 1;
  /** `unknown` = neither of the two words that the specification has. */
  readonly outcome: 'accepted' | 'overridden' | 'unknown';
  /** As the client says, epoch milliseconds; left out = not, or not readably, said. */
  readonly at?: number;
  /** `known` = a card of ours for this client; `unknown` = no such card (yet); `foreign` = another client's. */
  readonly card: 'known' | 'unknown' | 'foreign';
  /** Suggestions of that card that were taken, by our own name of each; others are counted in `acceptedElsewhere`. */
  readonly accepted: readonly string[];
  readonly acceptedElsewhere: number;
  /** The uuids among `acceptedElsewhere` while the card is not known: they are named once it is. */
  readonly unlinked?: readonly string[];
  /** A code of ours or of HL7's list as it is; any other as its keyed mark. */
  readonly reason?: { readonly known: boolean; readonly code: string };
  /** The user said something in own words. */
  readonly commented: boolean;
  /** More was said than is kept. */
  readonly commentCut?: true;
}
