import { type Day, dayPlus } from '../../time/instant.js';

/** Days on which no depot dose was at work, from the first to the last. */
export interface UncoveredDays {
  readonly first: Day;
  readonly last: Day;
  readonly days: number;
}

/** The proportion of days covered, and what it was computed from. */
export interface DaysCovered {
  /** The window: from the first dose to the day before the end. */
  readonly from: Day;
  readonly until: Day;
  readonly days: number;
  readonly covered: number;
  /** 0 to 1. */
  readonly proportion: number;
  readonly gaps: readonly UncoveredDays[];
}

/**
 * Proportion of days covered (PDC) by observed doses, each of which covers so many days from its own. A dose that is given early adds its
 * days to the end of the one before.
 * @param doses in any order; two on one day count once
 * @param end the day after the window, usually today
 * @returns undefined for fewer than two doses before the end: one dose shows no adherence
 */
export function daysCovered(
  doses: readonly Day[],
  end: Day,
  coversDays: number,
): DaysCovered | undefined {
  const given = [...new Set(doses)].filter((day) => day < end).sort((a, b) => a - b);
  const [from] = given;
  if (from === undefined || given.length < 2) return undefined;
  const gaps: UncoveredDays[] = [];
  let coveredUntil = from;
  const open = (next: Day): void => {
    if (next > coveredUntil) {
      gaps.push({ first: coveredUntil, last: dayPlus(next, -1), days: next - coveredUntil });
    }
  };
  for (const day of given) {
    open(day);
    coveredUntil = dayPlus(day > coveredUntil ? day : coveredUntil, coversDays);
  }
  open(end);
  const days = end - from;
  const covered = days - gaps.reduce((sum, gap) => sum + gap.days, 0);
  return { from, until: dayPlus(end, -1), days, covered, proportion: covered / days, gaps };
}
