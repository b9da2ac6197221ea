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

const read = (observations: readonly Observation[]) =>
  readToxicology(
    { observations: observations.map((one) => observed(one)), reports: [], serviceRequests: [] },
    reader,
  );

const exposures = (observations: readonly Observation[], opioidDiagnosis = true) =>
  exposuresFromToxicology(read(observations), opioidDiagnosis).map(
    ({ ingredient, exposureClass, illicit, certainty, doubt, last }) => ({
      ingredient,
      exposureClass,
      illicit,
      certainty,
      doubt,
      last: daysOf(last),
    }),
  );

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

test('the whole of such a use: who said so, from when to when', () => {
  const positive = result(EDDP, 'Positive', '2026-11-14T09:00:00-05:00');
  const { raised, ...rest } = read([positive, result(EDDP, 'Negative', '2026-11-20')]);
  const collected = raised[0]?.collected?.latest;
  expect(exposuresFromToxicology({ raised, ...rest }, true)).toEqual([
    {
      ingredient: 'methadone',
      name: 'EDDP (methadone)',
      exposureClass: 'methadone',
      illicit: false,
      certainty: 'confirmed',
      doubt: undefined,
      from: 'toxicology',
      last: {
        earliest: {
          day: Date.UTC(2026, 10, 7) / 86_400_000,
          moment: Date.parse('2026-11-07T09:00:00-05:00'),
        },
        latest: collected,
      },
      ongoing: false,
      asNeeded: false,
      listedOn: undefined,
      provenance: {
        source: `Observation/${positive.id ?? ''}`,
        slice: 'laboratory',
        complete: true,
      },
    },
  ]);
  expect(collected?.moment).toBe(Date.parse('2026-11-14T09:00:00-05:00'));
});

test('a day without a time has no moment at either end', () => {
  const [use] = exposuresFromToxicology(read(followed(EDDP)), true);
  expect(use?.last?.earliest.moment).toBeUndefined();
});

test('a preliminary positive with a later negative is no confirmed use', () => {
  expect(
    exposures([
      result(EDDP, 'Positive', '2026-11-14', { status: 'preliminary' }),
      result(EDDP, 'Negative', '2026-11-20'),
    ]),
  ).toEqual([]);
});

describe('what is settled by the same specimen raises no doubt (6.4)', () => {
  const ofSpecimen = { specimen: { reference: 'Specimen/s1' } };
  const confirmed = ['40839-3', '43200-5'].map((code) =>
    result(code, 'Not detected', '2026-11-20', ofSpecimen),
  );
  test.each([
    ['a bare number, refuted', result(FENTANYL, '180', '2026-11-20', ofSpecimen), confirmed],
    ['an undated positive, refuted', result(FENTANYL, 'Positive', '', ofSpecimen), confirmed],
    [
      'a preliminary number, replaced by the final negative',
      result(FENTANYL, '180', '2026-11-20', { ...ofSpecimen, status: 'preliminary' }),
      [result(FENTANYL, 'Negative', '2026-11-20', ofSpecimen)],
    ],
  ])('%s', (_, doubtful, settling) => {
    expect(exposures([doubtful])).toHaveLength(1);
    expect(exposures([doubtful, ...settling])).toEqual([]);
  });
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
