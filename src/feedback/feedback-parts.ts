import type { OverrideReasonsFile } from '../core/pack/override-reasons.js';
import type { FeedbackEvent } from '../observability/feedback-event.js';
import type { Mark } from '../record/marks.js';
import type { Sealing } from '../record/seal.js';
import type { DecisionRows, FeedbackRows } from '../store/store.js';

/** How feedback is kept. */
export interface FeedbackKeeping {
  readonly ofCards: DecisionRows['ofCards'];
  readonly append: FeedbackRows['append'];
  readonly count: FeedbackRows['count'];
  readonly mark: Mark;
  readonly seal: Sealing['seal'];
}

/** Everything that feedback needs and does not bring along. Made once at start. */
export interface FeedbackParts extends FeedbackKeeping {
  readonly services: readonly { readonly id: string }[];
  readonly reasons: OverrideReasonsFile;
  readonly report: (event: FeedbackEvent) => void;
}
