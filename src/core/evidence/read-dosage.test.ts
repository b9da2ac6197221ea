import { describe, expect, test } from '@jest/globals';
import type { Dosage, Quantity } from 'fhir/r4.js';
import { daysOfDuration, daysOfSupply, readDosage } from './read-dosage.js';

const every = (frequency: number, period: number, periodUnit: 'h' | 'd' | 'wk'): Dosage => ({
  timing: { repeat: { frequency, period, periodUnit } },
});
const dose = (value: number, unit: string): Dosage => ({
  doseAndRate: [{ doseQuantity: { value, unit } }],
});
const tablets = (value: number, unit = 'tablet'): Quantity => ({ value, unit });

describe('milligrams a day', () => {
  test.each([
    ['8 mg twice a day', { ...every(2, 1, 'd'), ...dose(8, 'mg') }, 16],
    ['8 mg every 6 hours', { ...every(1, 6, 'h'), ...dose(8, 'mg') }, 32],
    ['70 mg a week', { ...every(1, 1, 'wk'), ...dose(70, 'mg') }, 10],
    ['2000 micrograms four times a day', { ...every(4, 1, 'd'), ...dose(2000, 'ug') }, 8],
    [
      '8 mg QID by its code',
      { timing: { code: { coding: [{ code: 'QID' }] } }, ...dose(8, 'mg') },
      32,
    ],
    ['8 mg bid in words', { timing: { code: { text: 'bid' } }, ...dose(8, 'mg') }, 16],
    [
      '4 to 8 mg twice a day: the most',
      {
        ...every(2, 1, 'd'),
        doseAndRate: [
          { doseRange: { low: { value: 4, unit: 'mg' }, high: { value: 8, unit: 'mg' } } },
        ],
      },
      16,
    ],
    [
      'two tablets a day: milligrams unknown',
      { ...every(2, 1, 'd'), ...dose(1, 'tablet') },
      undefined,
    ],
    ['8 mg, how often is not said', dose(8, 'mg'), undefined],
    ['nothing', undefined, undefined],
  ] as const)('%s', (_, instruction, expected) => {
    expect(readDosage(instruction as Dosage | undefined).dailyDoseMg).toBe(expected);
  });
});

describe('days that a supply lasts', () => {
  const twoTwice = { ...every(2, 1, 'd'), ...dose(2, 'tablet') };
  const atMost = (value: number, days: Quantity = { value: 1, code: 'd' }): Dosage => ({
    maxDosePerPeriod: { numerator: tablets(value), denominator: days },
  });
  test.each([
    ['20 tablets, two twice a day', tablets(20), [twoTwice], 5],
    ['units as people write them', tablets(20, 'Tablets'), [twoTwice], 5],
    ['10 tablets at most 4 a day: the broken day counts', tablets(10), [atMost(4)], 3],
    ['4 in 24 hours', tablets(20), [atMost(4, { value: 24, unit: 'hours' })], 5],
    [
      'the stated maximum before dose and frequency',
      tablets(20),
      [{ ...twoTwice, ...atMost(10) }],
      2,
    ],
    [
      'a taper: its last, slowest step',
      tablets(20),
      [twoTwice, { ...every(2, 1, 'd'), ...dose(1, 'tablet') }],
      10,
    ],
    [
      'milligrams of a supply in tablets',
      tablets(20),
      [{ ...every(2, 1, 'd'), ...dose(10, 'mg') }],
      undefined,
    ],
    ['no instruction', tablets(20), [], undefined],
    ['no quantity', undefined, [twoTwice], undefined],
  ] as const)('%s', (_, quantity, instructions, expected) => {
    expect(daysOfSupply(quantity, instructions as readonly Dosage[])).toBe(expected);
  });
});

test.each([
  [{ value: 2, code: 'wk' }, 14],
  [{ value: 1, unit: 'month' }, 30],
  [{ value: 36, unit: 'hours' }, 1.5],
  [{ value: 10 }, 10],
  [{ value: 1, code: 'a' }, 365],
  [{ value: 12, code: 'h' }, 0.5],
  [{ value: 2, code: 'wk', unit: 'days' }, 14],
  [{ unit: 'd' }, undefined],
  [{ value: -1, code: 'd' }, undefined],
  [null, undefined],
  [{ value: 0, code: 'd' }, undefined],
  [{ value: 3, unit: 'fortnights' }, undefined],
  [undefined, undefined],
])('%j lasts %s days', (duration, days) => {
  expect(daysOfDuration(duration)).toBe(days);
});

describe('all that one instruction says', () => {
  const NOTHING = {
    dose: undefined,
    doseMg: undefined,
    dailyDoseMg: undefined,
    dosesPerDay: undefined,
    maximumPerDay: undefined,
    asNeeded: false,
    boundsStart: undefined,
    boundsEnd: undefined,
    words: undefined,
  };
  test.each<[string, object | null, object]>([
    ['null', null, {}],
    ['nothing', {}, {}],
    [
      'words and bounds',
      {
        text: '1 tablet',
        timing: { repeat: { boundsPeriod: { start: '2026-11-01', end: '2026-11-20' } } },
      },
      { words: '1 tablet', boundsStart: '2026-11-01', boundsEnd: '2026-11-20' },
    ],
    ['as needed', { asNeededBoolean: true }, { asNeeded: true }],
    ['not as needed', { asNeededBoolean: false }, {}],
    ['as needed for a reason', { asNeededCodeableConcept: { text: 'pain' } }, { asNeeded: true }],
    [
      'the dose of an administration',
      { dose: { value: 2, unit: 'g' } },
      { dose: { value: 2, unit: 'g' }, doseMg: 2000 },
    ],
    [
      'a unit by its code alone',
      { dose: { value: 500, code: 'mcg' } },
      { dose: { value: 500, unit: 'mcg' }, doseMg: 0.5 },
    ],
    ['a dose without a number', { dose: { unit: 'mg' } }, {}],
    [
      'a maximum in a week',
      {
        maxDosePerPeriod: {
          numerator: { value: 14, unit: 'tablet' },
          denominator: { value: 1, code: 'wk' },
        },
      },
      { maximumPerDay: { value: 2, unit: 'tablet' } },
    ],
    [
      'a maximum without an amount',
      { maxDosePerPeriod: { denominator: { value: 1, code: 'd' } } },
      {},
    ],
  ])('%s', (_, instruction, expected) => {
    expect(readDosage(instruction as Dosage | null)).toEqual({ ...NOTHING, ...expected });
  });
});

describe('doses a day', () => {
  const repeat = (more: object): Dosage => ({ timing: { repeat: more } });
  const code = (text: string): Dosage => ({ timing: { code: { text } } });
  test.each<[string, Dosage, number | undefined]>([
    [
      'once to three times a day: the most',
      repeat({ frequency: 1, frequencyMax: 3, period: 1, periodUnit: 'd' }),
      3,
    ],
    ['every 8 hours without a frequency', repeat({ period: 8, periodUnit: 'h' }), 3],
    ['in no time', repeat({ frequency: 2, period: 0, periodUnit: 'd' }), undefined],
    ['in a time without a unit', repeat({ frequency: 2, period: 1 }), undefined],
    ['every 30 days', repeat({ frequency: 1, period: 30, periodUnit: 'd' }), 1 / 30],
    ['a month', repeat({ frequency: 3, period: 1, periodUnit: 'mo' }), 0.1],
    [
      'what is stated before an abbreviation',
      { timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' }, code: { text: 'QID' } } },
      1,
    ],
    ['Q4H', code('Q4H'), 6],
    ['QOD', code('QOD'), 0.5],
    ['an abbreviation nobody knows', code('NOON'), undefined],
    [
      'words beside a code nobody knows',
      { timing: { code: { coding: [{ code: 'X' }], text: 'TID' } } },
      3,
    ],
  ])('%s', (_, instruction, expected) => {
    expect(readDosage(instruction).dosesPerDay).toBe(expected);
  });
});

describe('days of a supply by its units', () => {
  const daily = (unit: string): Dosage => ({ ...every(1, 1, 'd'), ...dose(2, unit) });
  test.each<[string, Quantity, readonly Dosage[], number | undefined]>([
    ['tab', tablets(10, 'TAB'), [daily('tablets')], 5],
    ['braces', tablets(10, '{tablet}'), [daily('tablet')], 5],
    ['capsules', tablets(10, 'caps'), [daily('capsule')], 5],
    ['blanks around it', tablets(10, ' tablet '), [daily('tablet')], 5],
    [
      'no unit on either side',
      { value: 10 },
      [{ ...every(1, 1, 'd'), doseAndRate: [{ doseQuantity: { value: 2 } }] }],
      undefined,
    ],
    ['a dose of zero', tablets(10), [{ ...every(1, 1, 'd'), ...dose(0, 'tablet') }], undefined],
    [
      'a maximum in another unit: by dose and frequency',
      tablets(10),
      [
        {
          ...daily('tablet'),
          maxDosePerPeriod: {
            numerator: { value: 1, unit: 'mg' },
            denominator: { value: 1, code: 'd' },
          },
        },
      ],
      5,
    ],
    [
      'one instruction that can be read beside one that cannot',
      tablets(10),
      [{ text: 'as told' }, daily('tablet')],
      5,
    ],
  ])('%s', (_, quantity, instructions, expected) => {
    expect(daysOfSupply(quantity, instructions)).toBe(expected);
  });
});
