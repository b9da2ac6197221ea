import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';

/** Time zones with and without daylight saving, east and west, with half-hour offsets and with changes at midnight. */
const ZONES = [
  'America/New_York',
  'America/Los_Angeles',
  'America/Santiago',
  'America/St_Johns',
  'Asia/Beirut',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Europe/London',
  'Pacific/Auckland',
  'UTC',
] as const;

const EPOCH = Temporal.PlainDate.from('1970-01-01');

/** Days since 1970-01-01, by Temporal. */
export const epochDay = (date: Temporal.PlainDate): number =>
  EPOCH.until(date, { largestUnit: 'day' }).days;

export const localDay = (epochMilliseconds: number, zone: string): number =>
  epochDay(
    Temporal.Instant.fromEpochMilliseconds(epochMilliseconds)
      .toZonedDateTimeISO(zone)
      .toPlainDate(),
  );

const from = Date.UTC(2001, 0, 1);
const until = Date.UTC(2059, 0, 1);

export const anyZone = fc.constantFrom(...ZONES);
const anyInstant = fc.integer({ min: from, max: until });
export const anyDate = fc
  .integer({ min: from / 86_400_000, max: until / 86_400_000 })
  .map((days) => EPOCH.add({ days }));

/** Instants near a change of the zone's offset, where mistakes live, and any others. */
const anyInstantOf = (zone: string): fc.Arbitrary<number> => {
  const changes: number[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(from)
    .toZonedDateTimeISO(zone)
    .getTimeZoneTransition('next');
  while (at !== null && at.epochMilliseconds < until) {
    changes.push(at.epochMilliseconds);
    at = at.getTimeZoneTransition('next');
  }
  if (changes.length === 0) return anyInstant;
  const near = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -90_000_000, max: 90_000_000 }))
    .map(([change, distance]) => change + distance);
  return fc.oneof(anyInstant, near);
};

/** A zone together with some of its instants. */
export const zoneAndInstants = (
  count: number,
): fc.Arbitrary<{ zone: string; instants: number[] }> =>
  anyZone.chain((zone) =>
    fc
      .array(anyInstantOf(zone), { minLength: count, maxLength: count })
      .map((instants) => ({ zone, instants })),
  );
