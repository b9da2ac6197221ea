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
  [{ value: 0, code: 'd' }, undefined],
  [{ value: 3, unit: 'fortnights' }, undefined],
  [undefined, undefined],
])('%j lasts %s days', (duration, days) => {
  expect(daysOfDuration(duration)).toBe(days);
});
