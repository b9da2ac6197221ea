import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { readFhirTime } from '../../src/core/time/read-fhir-time.js';
import { loadTimeZone } from '../../src/knowledge/load-time-zone.js';
import { anyDate, anyZone, epochDay, localDay, zoneAndInstants } from '../support/oracle.js';
import { examples } from '../support/examples.js';

const newYork = loadTimeZone('America/New_York');
const offsets = fc.constantFrom('Z', '+00:00', '-05:00', '-04:00', '+05:30', '+13:00', '-03:30');

describe('a FHIR date or time is read as Temporal reads it', () => {
  test('a date is a day of the site, without a time of day', () => {
    fc.assert(
      fc.property(anyDate, anyZone, (date, zone) => {
        const day = { day: epochDay(date), moment: undefined };
        expect(readFhirTime(date.toString(), loadTimeZone(zone))).toEqual({
          earliest: day,
          latest: day,
        });
      }),
      examples(300),
    );
  });

  test('a dateTime with an offset is an instant on a day of the site', () => {
    fc.assert(
      fc.property(zoneAndInstants(1), offsets, ({ zone, instants: [at = 0] }, offset) => {
        const text = Temporal.Instant.fromEpochMilliseconds(at).toString({
          timeZone: offset === 'Z' ? 'UTC' : offset,
          smallestUnit: 'millisecond',
        });
        const point = { day: localDay(at, zone), moment: at };
        expect(readFhirTime(text, loadTimeZone(zone))).toEqual({ earliest: point, latest: point });
      }),
      examples(300),
    );
  });

  test('a year, or a year and month, is the interval of its days', () => {
    fc.assert(
      fc.property(anyDate, fc.boolean(), (date, wholeYear) => {
        const first = wholeYear ? date.with({ month: 1, day: 1 }) : date.with({ day: 1 });
        const last = first.add(wholeYear ? { years: 1 } : { months: 1 }).subtract({ days: 1 });
        expect(readFhirTime(date.toString().slice(0, wholeYear ? 4 : 7), newYork)).toEqual({
          earliest: { day: epochDay(first), moment: undefined },
          latest: { day: epochDay(last), moment: undefined },
        });
      }),
      examples(300),
    );
  });

  test('a day that does not exist is no date', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2100 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (year, month, day) => {
          const pad = (value: number) => String(value).padStart(2, '0');
          const text = `${year}-${pad(month)}-${pad(day)}`;
          expect(readFhirTime(text, newYork) === undefined).toBe(!exists(text));
        },
      ),
      examples(300),
    );
  });

  test.each([
    '',
    '2026-13',
    '2026-00',
    '2026-1-1',
    '24.11.2026',
    '11/24/2026',
    '2026-11-24 10:00',
    'yesterday',
    '2026-11-24T10:00:00-05:00[America/New_York]',
  ])('"%s" is no FHIR date', (text) => {
    expect(readFhirTime(text, newYork)).toBeUndefined();
  });

  test('whatever is no text is no date', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        if (typeof value === 'string') return;
        expect(readFhirTime(value, newYork)).toBeUndefined();
      }),
      examples(300),
    );
  });

  test.each(['2026-11-24T23:30:00', '2026-11-24T25:00:00Z', '2026-11-24T10:61:00-05:00'])(
    '"%s" cannot be placed in its day: only the day counts',
    (text) => {
      const day = { day: epochDay(Temporal.PlainDate.from('2026-11-24')), moment: undefined };
      expect(readFhirTime(text, newYork)).toEqual({ earliest: day, latest: day });
    },
  );
});

function exists(text: string): boolean {
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}
