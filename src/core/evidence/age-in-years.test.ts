import { expect, test } from '@jest/globals';
import { loadTimeZone } from '../../knowledge/load-time-zone.js';
import { readFhirTime } from '../time/read-fhir-time.js';
import { ageInYears, possibleAges } from './age-in-years.js';

const zone = loadTimeZone('America/New_York');

test.each([
  ['on the birthday', '2008-11-24', 18],
  ['the day before', '2008-11-25', 17],
  ['a year that settles it not', '2008', undefined],
  ['a month that settles it', '2008-10', 18],
  ['a later month', '2008-12-01', 17],
  ['an earlier month, later in it', '2008-10-30', 18],
  ['no birth date', undefined, undefined],
  ['no date', 'unknown', undefined],
])('%s', (_, birthDate, expected) => {
  const today = readFhirTime('2026-11-24', zone)?.earliest;
  expect(today && ageInYears(birthDate, today, zone)).toBe(expected);
});

test.each<[string, string, object | undefined]>([
  ['a year', '2008', { least: 17, most: 18 }],
  ['the month of today', '2008-11', { least: 17, most: 18 }],
  ['a day', '2008-11-24', { least: 18, most: 18 }],
  ['no date', 'unknown', undefined],
])('the ages that %s leaves open', (_, birthDate, expected) => {
  const today = readFhirTime('2026-11-24', zone)?.earliest;
  expect(today && possibleAges(birthDate, today, zone)).toEqual(expected);
});
