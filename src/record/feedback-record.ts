/** What came of one card, as a client reported it. Nothing in it is text from the request but codes; words of the user lie sealed beside it. */
export interface FeedbackRecord {
  readonly schema: 1;
  readonly outcome: 'accepted' | 'overridden' | 'unknown';
  /** As the client says, epoch milliseconds; undefined = not or not readably said. */
  readonly at?: number;
  /** `known` = our card of this client, `unknown` = no such card (yet), `foreign` = another client's. */
  readonly card: 'known' | 'unknown' | 'foreign';
  readonly accepted: readonly string[];
  /** A code of ours or of a list that we know as it is, any other as its keyed mark. */
  readonly reason?: { readonly ours: boolean; readonly code: string };
  readonly commented: boolean;
}
