import { expect, test } from '@jest/globals';
import { loadTimeZone } from '../../knowledge/load-time-zone.js';
import { readFhirTime } from '../time/read-fhir-time.js';
import { ageInYears } from './age-in-years.js';

const zone = loadTimeZone('America/New_York');

test.each([
  ['on the birthday', '2008-11-24', 18],
  ['the day before', '2008-11-25', 17],
  ['a year that settles it not', '2008', undefined],
  ['a month that settles it', '2008-10', 18],
  ['no birth date', undefined, undefined],
  ['no date', 'unknown', undefined],
])('%s', (_, birthDate, expected) => {
  const today = readFhirTime('2026-11-24', zone)?.earliest;
  expect(today && ageInYears(birthDate, today, zone)).toBe(expected);
});
