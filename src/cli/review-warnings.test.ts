import { expect, test } from '@jest/globals';
import { reviewWarnings } from './review-warnings.js';

const NOW = Date.parse('2027-03-25T12:00:00Z');

test.each([
  ['2027-03-24', ['Review overdue: age since 2027-03-24. Every card of it says so.']],
  ['2027-03-25', ['Review due: age by 2027-03-25.']],
  ['2027-05-24', ['Review due: age by 2027-05-24.']],
  ['2027-05-25', []],
])('a review by %s, seen on 25 March 2027', (reviewBy, expected) => {
  expect(reviewWarnings([{ id: 'age', reviewBy }], NOW)).toEqual(expected);
});

test('the oldest first', () => {
  const dates = [
    { id: 'age', reviewBy: '2027-03-20' },
    { id: 'drug', reviewBy: '2027-01-20' },
  ];
  expect(reviewWarnings(dates, NOW).map((line) => line.slice(0, 20))).toEqual([
    'Review overdue: drug',
    'Review overdue: age ',
  ]);
});
