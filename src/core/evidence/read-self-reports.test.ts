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

describe('the whole report', () => {
  const whole = (one: Observation, complete: boolean) =>
    readSelfReports([observed(one, complete)], reader, USE_DISORDER).map(({ last, ...more }) => ({
      ...more,
      last: daysOf(last),
    }));
  const REPORT = {
    ingredient: 'opioid',
    name: 'opioid',
    exposureClass: 'unknown-opioid',
    illicit: false,
    from: 'self-report',
    certainty: 'confirmed',
    last: '2026-11-18',
    ongoing: false,
    asNeeded: false,
    listedOn: undefined,
    doubt: undefined,
    provenance: { source: 'Observation/a1', slice: 'laboratory', complete: true },
  };
  test.each([true, false])('of a list that was wholly read: %s', (complete) => {
    expect(whole(answer('Last opioid use', { valueDateTime: '2026-11-18' }), complete)).toEqual([
      { ...REPORT, provenance: { ...REPORT.provenance, complete } },
    ]);
  });

  test('an interview names each answer by its place, and leaves other questions out', () => {
    const component = [
      { code: { text: 'Last drink' }, valueDateTime: '2026-11-20' },
      { code: { text: 'Last opioid use' }, valueDateTime: '2026-11-10' },
      { code: { text: 'Last opioid use' }, valueString: 'never' },
      { code: { text: 'Last heroin use' }, valueDateTime: '2026-11-12' },
    ];
    const found = whole(
      answer('Last opioid use', { valueDateTime: '2026-11-18', component }),
      true,
    );
    expect(
      found.map(({ last, illicit, provenance: { source } }) => [last, illicit, source]),
    ).toEqual([
      ['2026-11-18', false, 'Observation/a1'],
      ['2026-11-10', false, 'Observation/a1#2'],
      ['2026-11-12', true, 'Observation/a1#4'],
    ]);
  });

  test.each([
    ['amended', 'confirmed'],
    ['corrected', 'confirmed'],
    ['preliminary', 'possible'],
  ] as const)('%s: %s', (status, certainty) => {
    const one = answer('Last opioid use', { status, valueDateTime: '2026-11-18' });
    expect(whole(one, true)).toEqual([{ ...REPORT, certainty }]);
  });
});

describe('the day that an answer states', () => {
  const dayOf = (more: Partial<Observation>) => {
    const [, certainty, day] = read(answer('Last opioid use', more))[0] ?? [];
    return `${String(certainty)} ${String(day)}`;
  };
  const ago = (value: number, unit: object) => dayOf({ valueQuantity: { value, ...unit } });
  test.each<[string, string, string]>([
    ['days by code', ago(5, { code: 'd' }), 'confirmed 2026-11-18'],
    ['days in words', ago(5, { unit: 'days' }), 'confirmed 2026-11-18'],
    ['a code before words', ago(5, { code: 'wk', unit: 'days' }), 'possible 2026-11-23'],
    ['part of a day: the later day', ago(5.5, { unit: 'd' }), 'confirmed 2026-11-18'],
    ['weeks are not read', ago(2, { unit: 'wk' }), 'possible 2026-11-23'],
    ['a number without a unit', ago(5, {}), 'possible 2026-11-23'],
    [
      'days before a question of an unknown day',
      dayOf({ valueQuantity: { value: 5, unit: 'd' }, effectiveDateTime: '2026-10' }),
      'confirmed 2026-09-26..2026-10-26',
    ],
    [
      'days before no question at all',
      dayOf({ valueQuantity: { value: 5, unit: 'd' }, effectiveDateTime: '' }),
      'possible undefined',
    ],
    [
      'dates in words, the latest first',
      dayOf({ valueString: '2026-11-12, before that 2026-11-01' }),
      'confirmed 2026-11-12',
    ],
    ['a month in words', dayOf({ valueString: 'in 2026-10' }), 'confirmed 2026-10-01..2026-10-31'],
    [
      'a date in a concept',
      dayOf({ valueCodeableConcept: { text: 'on 2026-11-12' } }),
      'confirmed 2026-11-12',
    ],
    [
      'a stated date before one in words',
      dayOf({ valueDateTime: '2026-11-02', valueString: '2026-11-12' }),
      'confirmed 2026-11-02',
    ],
    [
      'no date: when the answer was released',
      dayOf({ effectiveDateTime: '', issued: '2026-11-22T09:00:00-05:00' }),
      'possible 2026-11-22',
    ],
  ])('%s', (_, found, expected) => {
    expect(found).toBe(expected);
  });
});

test.each([
  ['words of the answer', { valueString: 'heroin, 2026-11-18' }, 'heroin'],
  ['a concept', { valueCodeableConcept: { text: 'methadone' } }, 'methadone'],
  ['a drug that is no opioid', { valueString: 'cannabis, 2026-11-18' }, 'opioid'],
])('the substance by %s', (_, more, ingredient) => {
  expect(read(answer('Last opioid use', more)).map(([first]) => first)).toEqual([ingredient]);
});
