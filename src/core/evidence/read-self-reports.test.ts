import { describe, expect, test } from '@jest/globals';
import type { Observation } from 'fhir/r4.js';
import { daysOf, evidenceReader, observed } from '../../../test/support/evidence-reader.js';
import type { Diagnosis } from './diagnosis.js';
import { readSelfReports } from './read-self-reports.js';

const reader = evidenceReader();
const USE_DISORDER = [
  { group: 'opioid-use-disorder active', active: true },
] as unknown as readonly Diagnosis[];

const answer = (text: string, more: Partial<Observation>): Observation => ({
  resourceType: 'Observation',
  id: 'a1',
  status: 'final',
  code: { text },
  effectiveDateTime: '2026-11-23',
  ...more,
});

const read = (one: Observation, diagnoses: readonly Diagnosis[] = USE_DISORDER) =>
  readSelfReports([observed(one)], reader, diagnoses).map((exposure) => [
    exposure.ingredient,
    exposure.certainty,
    daysOf(exposure.last),
    exposure.doubt,
  ]);

describe('the day', () => {
  test.each([
    ['a date', { valueDateTime: '2026-11-18' }, ['opioid', 'confirmed', '2026-11-18', undefined]],
    [
      'a time counts as its day',
      { valueDateTime: '2026-11-18T23:30:00-05:00' },
      ['opioid', 'confirmed', '2026-11-18', undefined],
    ],
    [
      'a month',
      { valueDateTime: '2026-10' },
      ['opioid', 'confirmed', '2026-10-01..2026-10-31', undefined],
    ],
    [
      'dates in words: the latest',
      { valueString: '2026-11-01, again 2026-11-12' },
      ['opioid', 'confirmed', '2026-11-12', undefined],
    ],
    [
      'a number of days before the question',
      { valueQuantity: { value: 5, unit: 'd' } },
      ['opioid', 'confirmed', '2026-11-18', undefined],
    ],
    [
      'no date',
      { valueString: 'about two weeks ago' },
      ['opioid', 'possible', '2026-11-23', undefined],
    ],
    [
      'preliminary',
      { status: 'preliminary', valueDateTime: '2026-11-18' },
      ['opioid', 'possible', '2026-11-18', undefined],
    ],
    [
      'neither answer nor question dated',
      { effectiveDateTime: '' },
      ['opioid', 'possible', undefined, 'undated'],
    ],
    [
      'dated ahead',
      { valueDateTime: '2026-12-24' },
      ['opioid', 'possible', undefined, 'future-dated'],
    ],
  ] as const)('%s', (_, more, expected) => {
    expect(read(answer('Last opioid use', more))).toEqual([expected]);
  });

  test.each(['never', 'Denies', 'None.'])('%s: no use', (words) => {
    expect(read(answer('Last opioid use', { valueString: words }))).toEqual([]);
  });
  test('another question', () => {
    expect(read(answer('Last drink', { valueDateTime: '2026-11-18' }))).toEqual([]);
  });
  test('cancelled', () => {
    expect(
      read(answer('Last opioid use', { status: 'cancelled', valueDateTime: '2026-11-18' })),
    ).toEqual([]);
  });
  test('a component, by the time of its Observation', () => {
    const component = [{ code: { text: 'Last heroin use' }, valueDateTime: '2026-11-10' }];
    expect(read(answer('Intake interview', { component }))).toEqual([
      ['heroin', 'confirmed', '2026-11-10', undefined],
    ]);
  });
});

describe('the substance', () => {
  const kind = (text: string, more: Partial<Observation> = {}, diagnoses = USE_DISORDER) =>
    readSelfReports(
      [observed(answer(text, { valueDateTime: '2026-11-18', ...more }))],
      reader,
      diagnoses,
    ).map(({ exposureClass, illicit }) => [exposureClass, illicit]);

  test.each([
    ['Last heroin use (self-report)', ['short-acting', true]],
    ['Last fentanyl use', ['short-acting', true]],
    ['Last methadone dose', ['methadone', false]],
    ['Last opioid use', ['unknown-opioid', false]],
    ['Last use of Sublocade', ['unknown-opioid', false]],
  ])('%s', (text, expected) => {
    expect(kind(text)).toEqual([expected]);
  });
  test('fentanyl without an opioid diagnosis is not taken as illicit', () => {
    expect(kind('Last fentanyl use', {}, [])).toEqual([['short-acting', false]]);
  });
});
