import { expect, test } from '@jest/globals';
import { loadTimeZone } from '../../knowledge/load-time-zone.js';
import { hoursSince } from './hours-since.js';
import type { Moment } from './instant.js';
import { readFhirTime } from './read-fhir-time.js';

const zone = loadTimeZone('America/New_York');
const NOW = Date.parse('2026-11-24T15:00:00-05:00') as Moment;

test.each([
  ['an instant', '2026-11-23T15:00:00-05:00', 24],
  ['a date: the end of that day', '2026-11-23', 15],
  ['the day before', '2026-11-22', 39],
  ['today without a time', '2026-11-24', 0],
  ['a clock that runs ahead', '2026-11-24T16:00:00-05:00', 0],
])('%s', (_, text, hours) => {
  const at = readFhirTime(text, zone);
  expect(at && Math.round(hoursSince(at.latest, NOW, zone) * 1000) / 1000).toBeCloseTo(hours, 3);
});
