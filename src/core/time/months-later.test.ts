import { expect, test } from '@jest/globals';
import { isoOf } from '../../../test/support/clinical-facts.js';
import { DAY_MS, type Day } from './instant.js';
import { monthsLater } from './months-later.js';

test.each([
  ['2024-11-24', 24, '2026-11-24'],
  ['2024-02-29', 24, '2026-02-28'],
  ['2024-12-31', 2, '2025-02-28'],
  ['2023-12-31', 2, '2024-02-29'],
  ['2026-11-24', 0, '2026-11-24'],
  ['2026-03-31', -1, '2026-02-28'],
])('%s and %d months: %s', (from, months, to) => {
  expect(isoOf(monthsLater((Date.parse(from) / DAY_MS) as Day, months))).toBe(to);
});
