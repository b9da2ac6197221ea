import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Day } from '../../time/instant.js';
import { daysCovered } from './days-covered.js';

const of = (doses: readonly number[], end: number) =>
  daysCovered(doses as readonly Day[], end as Day, 28);

describe('worked by hand: each dose covers 28 days', () => {
  test.each([
    ['on time', [0, 28, 56], 84, 84, 84, []],
    ['a week late', [0, 35], 63, 63, 56, [[28, 34]]],
    ['a week early: the days carry over', [0, 21], 56, 56, 56, []],
    ['early, then late by what was carried over', [0, 21, 56], 84, 84, 84, []],
    ['early, then later than that', [0, 21, 60], 88, 88, 84, [[56, 59]]],
    ['the last dose has run out', [0, 28], 66, 66, 56, [[56, 65]]],
    [
      'two gaps',
      [0, 30, 62],
      90,
      90,
      84,
      [
        [28, 29],
        [58, 61],
      ],
    ],
    ['the window ends inside a dose', [0, 28], 40, 40, 40, []],
    ['two entries of one day are one dose', [0, 0, 28], 56, 56, 56, []],
    ['a dose of the end itself does not count', [0, 28, 63], 63, 63, 56, [[56, 62]]],
  ] as const)('%s', (_, doses, end, days, covered, gaps) => {
    const result = of(doses, end);
    expect(result).toMatchObject({ days, covered, from: 0, until: end - 1 });
    expect(result?.proportion).toBeCloseTo(covered / days, 10);
    expect(result?.gaps.map(({ first, last }) => [first, last])).toEqual(gaps);
  });

  test.each([[[]], [[0]], [[0, 0]], [[0, 90]]])('too few doses to tell: %j', (doses) => {
    expect(of(doses, 90)).toBeUndefined();
  });
});

test('the same as counting day by day', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 2, maxLength: 12 }),
      (doses) => {
        const result = of(doses, 301);
        const given = [...new Set(doses)].sort((a, b) => a - b);
        fc.pre(result !== undefined);
        let stock = 0;
        let covered = 0;
        for (let day = given[0]!; day < 301; day++) {
          if (given.includes(day)) stock += 28;
          if (stock > 0) {
            covered += 1;
            stock -= 1;
          }
        }
        expect(result.covered).toBe(covered);
      },
    ),
    { numRuns: 200 },
  );
});
