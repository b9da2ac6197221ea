import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  comparePoints,
  dayAfter,
  elapsedDays,
  elapsedHours,
  isWithinDays,
} from '../../src/core/time/distance.js';
import { type Day, type Moment, onDay } from '../../src/core/time/instant.js';
import { dayOf, endOfDay, pointAt } from '../../src/core/time/time-zone.js';
import { loadTimeZone } from '../../src/knowledge/load-time-zone.js';
import { anyDate, anyZone, epochDay, localDay, zoneAndInstants } from '../support/oracle.js';
import { examples } from '../support/examples.js';

const instant = (at: number) => Temporal.Instant.fromEpochMilliseconds(at);

describe('distances are those of Temporal', () => {
  test('with times on both sides: whole 24-hour periods', () => {
    fc.assert(
      fc.property(zoneAndInstants(2), ({ zone, instants: [a = 0, b = 0] }) => {
        const place = loadTimeZone(zone);
        const hours = instant(a).until(instant(b)).total({ unit: 'hour' });
        expect(elapsedDays(pointAt(a as Moment, place), pointAt(b as Moment, place))).toBe(
          Math.floor(hours / 24),
        );
        expect(elapsedHours(pointAt(a as Moment, place), pointAt(b as Moment, place))).toBeCloseTo(
          hours,
          6,
        );
      }),
      examples(150),
    );
  });

  test('with a date on one side: calendar days of the site', () => {
    fc.assert(
      fc.property(zoneAndInstants(1), anyDate, ({ zone, instants: [at = 0] }, date) => {
        const point = pointAt(at as Moment, loadTimeZone(zone));
        const local = instant(at).toZonedDateTimeISO(zone).toPlainDate();
        const { days } = date.until(local, { largestUnit: 'day' });
        expect(elapsedDays(onDay(epochDay(date) as Day), point)).toBe(days);
        expect(elapsedHours(onDay(epochDay(date) as Day), point)).toBe(days * 24);
      }),
      examples(150),
    );
  });

  test('168 h is inside seven days, one millisecond more is not', () => {
    fc.assert(
      fc.property(
        zoneAndInstants(1),
        fc.integer({ min: 0, max: 400 }),
        ({ zone, instants: [at = 0] }, days) => {
          const place = loadTimeZone(zone);
          const later = instant(at).add({ hours: days * 24 }).epochMilliseconds;
          const fact = pointAt(at as Moment, place);
          expect(isWithinDays(fact, pointAt(later as Moment, place), days)).toBe(true);
          expect(isWithinDays(fact, pointAt((later + 1) as Moment, place), days)).toBe(false);
        },
      ),
      examples(150),
    );
  });

  test('a day after an instant is the local day after so many times 24 hours', () => {
    fc.assert(
      fc.property(
        zoneAndInstants(1),
        fc.integer({ min: 0, max: 400 }),
        ({ zone, instants: [at = 0] }, days) => {
          const place = loadTimeZone(zone);
          const later = instant(at).add({ hours: days * 24 }).epochMilliseconds;
          expect(dayAfter(pointAt(at as Moment, place), days, place)).toBe(localDay(later, zone));
        },
      ),
      examples(150),
    );
  });

  test('a day after a date is so many calendar days later', () => {
    fc.assert(
      fc.property(anyDate, anyZone, fc.integer({ min: 0, max: 400 }), (date, zone, days) => {
        expect(dayAfter(onDay(epochDay(date) as Day), days, loadTimeZone(zone))).toBe(
          epochDay(date.add({ days })),
        );
      }),
      examples(150),
    );
  });
});

describe('days of a site are those of Temporal', () => {
  test('an instant falls on the local day', () => {
    fc.assert(
      fc.property(zoneAndInstants(1), ({ zone, instants: [at = 0] }) => {
        expect(dayOf(at as Moment, loadTimeZone(zone))).toBe(localDay(at, zone));
      }),
      examples(150),
    );
  });

  test('the end of a day is its last instant, also on days of 23 and 25 hours', () => {
    fc.assert(
      fc.property(zoneAndInstants(1), ({ zone, instants: [at = 0] }) => {
        const day = localDay(at, zone);
        const end = endOfDay(day as Day, loadTimeZone(zone));
        expect(localDay(end, zone)).toBe(day);
        // Clocks were set back across midnight in places: the day is over only when it does not come again.
        for (const hours of [0, 1, 2]) {
          expect(localDay(end + 1 + hours * 3_600_000, zone)).not.toBe(day);
        }
      }),
      examples(150),
    );
  });

  test('points are ordered as their instants, and by the day where one has no time', () => {
    fc.assert(
      fc.property(zoneAndInstants(2), ({ zone, instants: [a = 0, b = 0] }) => {
        const place = loadTimeZone(zone);
        const [first, second] = [pointAt(a as Moment, place), pointAt(b as Moment, place)];
        expect(Math.sign(comparePoints(first, second))).toBe(Math.sign(a - b));
        expect(Math.sign(comparePoints(onDay(first.day), second))).toBe(
          Math.sign(first.day - second.day),
        );
      }),
      examples(150),
    );
  });
});
