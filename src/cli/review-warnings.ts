import { overdueOn, type ReviewDate } from '../core/pack/review-dates.js';

const DAY_MS = 86_400_000;
/** Time enough to find somebody who reviews. */
const AHEAD_DAYS = 60;

/** One line for each review that is overdue, or due within 60 days, the oldest first. @param now epoch milliseconds */
export function reviewWarnings(dates: readonly ReviewDate[], now: number): readonly string[] {
  const today = isoDay(now);
  const horizon = isoDay(now + (AHEAD_DAYS + 1) * DAY_MS);
  return overdueOn(horizon, dates).map(({ id, reviewBy }) =>
    reviewBy < today
      ? `Review overdue: ${id} since ${reviewBy}.${id.startsWith('coverage') ? '' : ' Every card of it says so.'}`
      : `Review due: ${id} by ${reviewBy}.`,
  );
}

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);
