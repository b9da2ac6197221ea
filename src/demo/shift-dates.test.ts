import { expect, test } from '@jest/globals';
import { shiftDates } from './shift-dates.js';

test.each([
  ['a date', '2026-11-24', 7, '2026-12-01'],
  [
    'a dateTime keeps its time and offset',
    '2026-11-24T15:00:00-05:00',
    40,
    '2027-01-03T15:00:00-05:00',
  ],
  ['an instant', '2026-11-24T20:00:00.250Z', -24, '2026-10-31T20:00:00.250Z'],
  ['over a leap day', '2028-02-28', 1, '2028-02-29'],
  ['a code is no date', '1049621', 7, '1049621'],
  ['a partial date stays', '2026-11', 7, '2026-11'],
  ['words stay', 'seen 2026-11-24', 7, 'seen 2026-11-24'],
])('%s', (_what, text, days, shifted) => {
  expect(shiftDates({ list: [{ text }] }, days)).toEqual({ list: [{ text: shifted }] });
});

test('a birth date stays', () => {
  expect(shiftDates({ birthDate: '1987-03-14', date: '1987-03-14' }, 1)).toEqual({
    birthDate: '1987-03-14',
    date: '1987-03-15',
  });
});

test('numbers, booleans and null pass through, and the original is not touched', () => {
  const original = Object.freeze({ value: 380, active: true, end: null });
  expect(shiftDates(original, 3)).toEqual(original);
});
