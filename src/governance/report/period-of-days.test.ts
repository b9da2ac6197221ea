import { expect, test } from '@jest/globals';
import { loadTimeZone } from '../../knowledge/load-time-zone.js';
import { periodOfDays } from './period-of-days.js';

const zone = loadTimeZone('America/New_York');

test('both days lie within, in the zone, over a change of the clock', () => {
  expect(periodOfDays('2026-11-01', '2026-11-01', zone)).toEqual({
    from: Date.parse('2026-11-01T00:00:00-04:00'),
    until: Date.parse('2026-11-02T00:00:00-05:00'),
  });
});

test.each([
  ['2026-11-02', '2026-11-01'],
  ['2026-02-30', '2026-03-01'],
  ['2026-11-01', '2026-11'],
  ['', '2026-11-01'],
])('%p to %p is no period', (from, until) => {
  expect(periodOfDays(from, until, zone)).toBeUndefined();
});
