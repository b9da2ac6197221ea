import { describe, expect, test } from '@jest/globals';
import { daysAgo, exposure, TODAY } from '../../../../test/support/clinical-facts.js';
import { exactly } from '../../time/instant.js';
import type { Exposure } from '../exposure.js';
import { chainRefills } from './chain-refills.js';

const CARRIED_DAYS = 30;
const dispensed = (handover: number, supply: number, more: Partial<Exposure> = {}): Exposure =>
  exposure({ listedOn: daysAgo(handover), last: exactly(daysAgo(handover - supply)), ...more });
/** Days before today on which each supply has run out, in the order of handover. */
const runOuts = (...dispenses: readonly Exposure[]): readonly (number | undefined)[] =>
  chainRefills(dispenses, CARRIED_DAYS).map(({ last }) => last && TODAY - last.latest.day);

describe('an early refill is started when the supply before it has run out', () => {
  test.each([
    ['no overlap', [dispensed(40, 10), dispensed(20, 10)], [30, 10]],
    ['five days early', [dispensed(30, 20), dispensed(15, 5)], [10, 5]],
    ['three in a row', [dispensed(40, 20), dispensed(30, 10), dispensed(20, 10)], [20, 10, 0]],
    ['at most 30 days are carried', [dispensed(80, 60), dispensed(79, 20)], [20, 29]],
    ['both handed over on one day', [dispensed(20, 10), dispensed(20, 5)], [15, 5]],
  ])('%s', (_, dispenses, expected) => {
    expect(runOuts(...dispenses)).toEqual(expected);
  });
});

test('the order in which dispenses arrive does not matter', () => {
  const dispenses = [dispensed(50, 40), dispensed(50, 5), dispensed(30, 20)];
  expect(runOuts(...dispenses.toReversed())).toEqual(runOuts(...dispenses));
});

test.each([
  ['another ingredient', { ingredient: 'hydrocodone' }],
  ['another class', { exposureClass: 'extended-release' }],
  ['a possible dispense', { certainty: 'possible' }],
] as const)('%s neither extends nor is extended', (_, differing) => {
  expect(runOuts(dispensed(40, 30, differing), dispensed(20, 5))).toEqual([10, 15]);
  expect(runOuts(dispensed(40, 30), dispensed(20, 5, differing))).toEqual([10, 15]);
});

test('a dispense without a date stays as it is', () => {
  const undated = exposure({ certainty: 'possible', last: undefined });
  expect(chainRefills([undated], CARRIED_DAYS)).toEqual([undated]);
  expect(runOuts(dispensed(40, 30), undated, dispensed(20, 5), undated)).toEqual([
    undefined,
    undefined,
    10,
    5,
  ]);
});
