import { expect, test } from '@jest/globals';
import { creatinineClearance } from './creatinine-clearance.js';

const FORMULA = { ageFrom: 140, divisor: 72, female: 0.85 };

// Worked by hand: (140 - age) x kg / (72 x creatinine), x 0.85 for women.
test.each([
  [60, 72, 1, 'male', 80],
  [60, 72, 1, 'female', 68],
  [60, 72, 1, 'unknown', 68],
  [80, 60, 2, 'male', 25],
  [40, 90, 1.25, 'male', 100],
] as const)(
  '%d years, %d kg, creatinine %d mg/dL, %s: %d mL/min',
  (age, kg, creatinine, sex, ml) => {
    expect(creatinineClearance(age, kg, creatinine, sex, FORMULA)).toBeCloseTo(ml, 10);
  },
);
