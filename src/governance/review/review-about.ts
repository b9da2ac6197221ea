/** What a sample was drawn from, and who reviews it: the JSON in `ReviewSample.about`. */
export interface ReviewAbout {
  readonly schema: 1;
  /** ISO days of the time zone. */
  readonly from: string;
  readonly until: string;
  readonly timeZone: string;
  readonly client?: string;
  /** Cards with this rule alone. */
  readonly rule?: string;
  readonly seed: string;
  /** How many decisions it was drawn from. */
  readonly outOf: number;
  readonly reviewers: readonly [string, string];
}
