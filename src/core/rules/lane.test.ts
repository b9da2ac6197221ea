import { expect, test } from '@jest/globals';
import { between, daysAgo, dose, seen } from '../../../test/support/clinical-facts.js';
import type { NaltrexoneDose } from '../evidence/exposure.js';
import { exactly } from '../time/instant.js';
import { laneOf } from './lane.js';

const NUMBERS = { 'continuation.depot': 35, 'continuation.oral': 3 };
const given = (days: number, product: NaltrexoneDose['product'] = 'depot') =>
  dose({ product, at: exactly(daysAgo(days)) });

test.each([
  ['no dose', [], 'first-dose'],
  ['a depot 35 days ago', [given(35)], 'depot'],
  ['a depot 36 days ago', [given(36)], 'first-dose'],
  ['a depot today', [given(0)], 'depot'],
  ['an oral dose 3 days ago', [given(3, 'oral')], 'oral'],
  ['an oral dose 4 days ago', [given(4, 'oral')], 'first-dose'],
  ['Contrave yesterday', [given(1, 'contrave')], 'oral'],
  ['a low dose yesterday', [given(1, 'ldn')], 'first-dose'],
  ['depot and oral: the depot', [given(1, 'oral'), given(30)], 'depot'],
  ['a depot some time in 30 days', [dose({ at: between(30, 0) })], 'depot'],
  [
    'a depot some time in 40 days: perhaps too long ago',
    [dose({ at: between(40, 0) })],
    'first-dose',
  ],
  [
    'a depot on a list that was not wholly read',
    [dose({ provenance: seen('a', false) })],
    'first-dose',
  ],
] as const)('%s: %s', (_, naltrexoneDoses, lane) => {
  expect(laneOf({ naltrexoneDoses } as never, daysAgo(0), NUMBERS)).toBe(lane);
});

test('counted to the planned day', () => {
  expect(laneOf({ naltrexoneDoses: [given(30)] } as never, daysAgo(-6), NUMBERS)).toBe(
    'first-dose',
  );
});
