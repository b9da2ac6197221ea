import { expect, test } from '@jest/globals';
import { TODAY } from '../../../test/support/clinical-facts.js';
import { type Day, dayPlus } from '../time/instant.js';
import { earliestDate } from './earliest-date.js';

const on = (days: number): Day => dayPlus(TODAY, days);
const dated = (notBefore: number | undefined, earliest: number) => ({
  dates: { notBefore: notBefore === undefined ? undefined : on(notBefore), earliest: on(earliest) },
});

test.each([
  ['no finding', [], undefined],
  ['findings without dates, such as a positive test on treatment', [{}], undefined],
  ['one finding', [dated(1, 4)], { notBefore: on(1), earliest: on(4) }],
  [
    'the latest of each, from different findings',
    [dated(5, 8), dated(2, 30), {}],
    { notBefore: on(5), earliest: on(30) },
  ],
  ['only possible use', [dated(undefined, 6)], { notBefore: undefined, earliest: on(6) }],
  [
    'use without a known end beside a dated one',
    [dated(1, 4), { dates: 'never' as const }],
    'never',
  ],
])('%s', (_, findings, expected) => {
  expect(earliestDate(findings)).toEqual(expected);
});
