import { expect, test } from '@jest/globals';
import { isOver, isUnder } from './bounded-comparison.js';

/** Platelets under 50, INR over 3 (`clinical-liver-other` C6); a bound says only what lies beyond it (B2.5). */
test.each([
  [49.9, undefined, true, false],
  [50, undefined, false, false],
  [50.1, undefined, false, true],
  [50, 'below', true, false],
  [50.1, 'below', false, false],
  [49, 'below', true, false],
  [50, 'above', false, true],
  [49.9, 'above', false, false],
  [51, 'above', false, true],
  [undefined, undefined, false, false],
] as const)('%s, bound %s: under 50 %s, over 50 %s', (canonical, bound, under, over) => {
  expect(isUnder({ canonical, bound }, 50)).toBe(under);
  expect(isOver({ canonical, bound }, 50)).toBe(over);
});
