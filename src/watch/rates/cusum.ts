/** Which way a share has gone. */
export type Direction = 'fell' | 'rose';

/** What to look for: a share that was `usual`, between 0 and 1, and has changed to another one. */
export interface Shift {
  readonly usual: number;
  /** Log likelihood ratio, changed against usual, of a trial with the event and of one without. */
  readonly withEvent: number;
  readonly without: number;
}

/** Before so many events were counted, a share is not known. */
const BASELINE_EVENTS = 30;

/**
 * One step of a CUSUM chart for single trials (Page 1954; Reynolds and Stoumbos 1999; for rare events it is the Poisson CUSUM): the
 * log likelihood ratios are summed up, never below 0.
 */
export const cusumStep = (sum: number, happened: boolean, { withEvent, without }: Shift): number =>
  Math.max(0, sum + (happened ? withEvent : without));

/**
 * The shift to look for after what was counted: half as many events as usual, or twice as many, of a share above one third half as
 * many trials without one. What is usual is taken one standard error from what was counted (Wilson's interval), on the side that
 * speaks against an alarm.
 * @returns undefined while too little was counted, or when there is no room in that direction
 */
export function shiftOf(
  { trials, events }: { readonly trials: number; readonly events: number },
  direction: Direction,
): Shift | undefined {
  if (events < BASELINE_EVENTS) return undefined;
  const middle = (events + 0.5) / (trials + 1);
  const halfWidth = Math.sqrt((events * (trials - events)) / trials + 0.25) / (trials + 1);
  if (direction === 'fell') {
    const usual = middle - halfWidth;
    return shiftTo(usual / 2, usual);
  }
  const usual = middle + halfWidth;
  return usual >= 1 ? undefined : shiftTo(Math.min(2 * usual, (1 + usual) / 2), usual);
}

const shiftTo = (changed: number, usual: number): Shift => ({
  usual,
  withEvent: Math.log(changed / usual),
  without: Math.log((1 - changed) / (1 - usual)),
});
