import { Temporal } from 'temporal-polyfill';
import type { TimeZone } from '../core/time/time-zone.js';

const FIRST = '2000-01-01T00:00:00Z';
const LAST_YEAR = 2060;
const loaded = new Map<string, TimeZone>();

/**
 * The offsets of an IANA time zone from 2000 to 2060 as plain data for the core; outside these years the nearest offset holds.
 * @throws RangeError when the zone does not exist
 */
export function loadTimeZone(id: string): TimeZone {
  const known = loaded.get(id);
  if (known !== undefined) return known;
  const offsets: { from: number; offset: number }[] = [];
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.from(FIRST).toZonedDateTimeISO(id);
  while (at !== null && at.year < LAST_YEAR) {
    offsets.push({ from: at.epochMilliseconds, offset: at.offsetNanoseconds / 1e6 });
    at = at.getTimeZoneTransition('next');
  }
  const zone: TimeZone = Object.freeze({ id, offsets: Object.freeze(offsets) });
  loaded.set(id, zone);
  return zone;
}
