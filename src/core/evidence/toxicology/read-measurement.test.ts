import { expect, test } from '@jest/globals';
import { type Measurement, readMeasurement } from './read-measurement.js';
import type { Valued } from './valued.js';

const measured = (
  value: number,
  comparator?: Measurement['comparator'],
  unit?: string,
): Measurement => ({ value, comparator, unit });

test.each<readonly [string, Valued, Measurement | undefined]>([
  ['less than', { valueString: '<50 ng/mL' }, measured(50, '<', 'ng/mL')],
  ['at most', { valueString: ' <= 50' }, measured(50, '<=')],
  ['more than', { valueString: '>1000.5ng/mL' }, measured(1000.5, '>', 'ng/mL')],
  ['at least', { valueString: '>=1000' }, measured(1000, '>=')],
  ['a range is no number', { valueString: '50-100' }, undefined],
  ['words', { valueString: 'Negative' }, undefined],
  ['nothing', {}, undefined],
  [
    'a quantity',
    { valueQuantity: { value: 12, comparator: '>=', unit: 'ng/mL' } },
    measured(12, '>=', 'ng/mL'),
  ],
  [
    'a unit by its code',
    { valueQuantity: { value: 12, code: 'ug/L' } },
    measured(12, undefined, 'ug/L'),
  ],
  [
    'a comparator that compares nothing',
    { valueQuantity: { value: 12, comparator: 'ad' as '<' } },
    measured(12),
  ],
  ['an integer', { valueInteger: 0 }, measured(0)],
])('%s', (_, valued, expected) => {
  expect(readMeasurement(valued)).toEqual(expected);
});
