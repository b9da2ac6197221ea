import { DAY_MS, type Day, type Moment, type Point } from './instant.js';

/**
 * A time zone as plain data, made at the edge (`knowledge/load-time-zone.ts`), so that the core needs no zone database.
 * `offsets` is sorted by `from`; each offset (milliseconds east of UTC) holds from that instant on, the first one also before it.
 */
export interface TimeZone {
  readonly id: string;
  readonly offsets: readonly { readonly from: number; readonly offset: number }[];
}

function offsetAt(moment: Moment, zone: TimeZone): number {
  const { offsets } = zone;
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle]?.from ?? 0) <= moment) low = middle;
    else high = middle - 1;
  }
  return offsets[low]?.offset ?? 0;
}

/** The site's calendar day on which an instant falls. */
export function dayOf(moment: Moment, zone: TimeZone): Day {
  return Math.floor((moment + offsetAt(moment, zone)) / DAY_MS) as Day;
}

export const pointAt = (moment: Moment, zone: TimeZone): Point => ({
  day: dayOf(moment, zone),
  moment,
});

/**
 * The last instant of a calendar day, for hour windows over facts that carry only a date
 * (`clinical-liver-other.md` 0.3: the latest possible instant counts).
 */
export function endOfDay(day: Day, zone: TimeZone): Moment {
  const utcMidnight = (day + 1) * DAY_MS;
  // The offset may change at that very midnight; a day on either side of it shows both.
  const [before, after] = [utcMidnight - DAY_MS, utcMidnight + DAY_MS].map(
    (around) => (utcMidnight - offsetAt(around as Moment, zone) - 1) as Moment,
  ) as [Moment, Moment];
  const [earlier, later] = before < after ? [before, after] : [after, before];
  return dayOf(later, zone) === day ? later : earlier;
}
