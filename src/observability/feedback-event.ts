import type { FeedbackRecord } from '../record/feedback-record.js';

/** What may be known of one call with feedback: counts and our own words; nothing of what a user said. */
export interface FeedbackEvent {
  readonly requestId?: string;
  readonly service: string;
  readonly client: string;
  /** All that were stored now or before, by outcome and by what is known of their cards. */
  readonly items: readonly Pick<FeedbackRecord, 'outcome' | 'card'>[];
  /** How many of them were there already. */
  readonly repeated: number;
  /** How many are about a card that was answered more than a day before. */
  readonly late: number;
  /** How many comments were cut to what is kept of one. */
  readonly cut: number;
  /** How many items named no card, and were not stored. */
  readonly withoutCard: number;
}
