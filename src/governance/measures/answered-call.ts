import type { DecisionRecord } from '../../record/decision-record.js';
import type { FeedbackRecord } from '../../record/feedback-record.js';
import type { Day } from '../../core/time/instant.js';

/** One recorded answer with what came of its cards: what every measure is made of. */
export interface AnsweredCall {
  readonly record: DecisionRecord;
  /** Keyed mark. */
  readonly patient: string;
  /** On which it was recorded, in the report's time zone. */
  readonly day: Day;
  /** What its own client said, by uuid of the card, in the order of receipt. */
  readonly feedback: ReadonlyMap<string, readonly FeedbackRecord[]>;
}
