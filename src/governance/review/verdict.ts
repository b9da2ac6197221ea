export const ANSWERS = ['yes', 'no', 'cannot-tell'] as const;
export type ReviewAnswer = (typeof ANSWERS)[number];

/** What a reviewer says about one decision with a card. */
export interface Verdict {
  readonly schema: 1;
  /** Should the card have been shown to this person at this moment? */
  readonly alert: ReviewAnswer;
  /** Was what the clinician did then right, as far as can be known? */
  readonly response: ReviewAnswer;
}
