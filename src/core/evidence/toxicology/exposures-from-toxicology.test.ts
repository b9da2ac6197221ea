import { describe, expect, test } from '@jest/globals';
import type { Observation } from 'fhir/r4.js';
import { daysOf, evidenceReader, observed } from '../../../../test/support/evidence-reader.js';
import { exposuresFromToxicology } from './exposures-from-toxicology.js';
import { readToxicology } from './read-toxicology.js';

const reader = evidenceReader();
const FENTANYL = '59673-4';
const EDDP = '58428-4';
const ACETYLMORPHINE = '19322-7';

const result = (
  code: string,
  value: string,
  day: string,
  more: Partial<Observation> = {},
): Observation => ({
  resourceType: 'Observation',
  id: `${code}-${day}`,
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code }] },
  effectiveDateTime: day,
  valueString: value,
  ...more,
});

const exposures = (observations: readonly Observation[], opioidDiagnosis = true) =>
  exposuresFromToxicology(
    readToxicology(
      { observations: observations.map((one) => observed(one)), reports: [], serviceRequests: [] },
      reader,
    ),
    opioidDiagnosis,
  ).map(({ ingredient, exposureClass, illicit, certainty, doubt, last }) => ({
    ingredient,
    exposureClass,
    illicit,
    certainty,
    doubt,
    last: daysOf(last),
  }));

const followed = (code: string) => [
  result(code, 'Positive', '2026-11-14'),
  result(code, 'Negative', '2026-11-20'),
];

test('a positive with a later negative: use in the days of its detection window up to the collection', () => {
  expect(exposures(followed(EDDP))).toEqual([
    {
      ingredient: 'methadone',
      exposureClass: 'methadone',
      illicit: false,
      certainty: 'confirmed',
      doubt: undefined,
      last: '2026-11-07..2026-11-14',
    },
  ]);
});

test('an open positive is the finding of its own rule, no exposure', () => {
  expect(exposures([result(FENTANYL, 'Positive', '2026-11-14')])).toEqual([]);
});

describe('illicit fentanyl and heroin (8.4)', () => {
  test.each([
    ['fentanyl with an opioid diagnosis', FENTANYL, true, true],
    ['fentanyl without one', FENTANYL, false, false],
    ['6-acetylmorphine, always', ACETYLMORPHINE, false, true],
  ])('%s', (_, code, diagnosis, illicit) => {
    expect(exposures(followed(code), diagnosis).map((one) => one.illicit)).toEqual([illicit]);
  });
});

describe('possible use', () => {
  test.each([
    ['a screen as a bare number', result(FENTANYL, '180', '2026-11-20'), 'unreadable-test'],
    ['a positive without a day', result(FENTANYL, 'Positive', ''), 'undated'],
    ['a positive dated ahead', result(FENTANYL, 'Positive', '2026-12-20'), 'future-dated'],
    [
      'a preliminary one without a day',
      result(FENTANYL, 'Positive', '', { status: 'preliminary' }),
      'undated',
    ],
  ])('%s', (_, one, doubt) => {
    expect(exposures([one]).map((found) => [found.certainty, found.doubt])).toEqual([
      ['possible', doubt],
    ]);
  });
});
