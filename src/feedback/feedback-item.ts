import type { FeedbackRecord } from '../record/feedback-record.js';

/** A code of an override reason as a client names it. */
export interface SentReason {
  readonly system: string | undefined;
  readonly code: string;
}

/** What a client says about one card, read and not judged. */
export interface FeedbackItem {
  /** A uuid in lower case, or other text. */
  readonly card: string;
  readonly outcome: FeedbackRecord['outcome'];
  /** As the client has it: two outcomes that nobody knows may still differ. */
  readonly outcomeSent: string;
  /** Those that were taken, each once and in order: uuids in lower case, or other text. */
  readonly suggestions: readonly string[];
  readonly reason: SentReason | undefined;
  /** The user's own words. */
  readonly comment: string | undefined;
  /** Epoch milliseconds; undefined = not, or not readably, said. */
  readonly at: number | undefined;
  readonly timestampSent: string;
}
