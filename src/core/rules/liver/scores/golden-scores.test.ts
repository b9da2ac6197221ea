import { describe, expect, test } from '@jest/globals';
import { theKnowledge } from '../../../../../test/support/hook-parts.js';
import type { LiverSignDegree } from '../../../pack/terminology.js';
import { childPugh, type ChildPughLimits } from './child-pugh.js';
import { fib4 } from './fib4.js';
import { meldNa } from './meld-na.js';
import { meld3 } from './meld3.js';

const { liverScores: formulas, questions } = theKnowledge();
const limits = Object.fromEntries(
  Object.entries(questions.get('liver-child-pugh')?.parameters ?? {}).map(([name, { value }]) => [
    name,
    value,
  ]),
) as ChildPughLimits;

describe('Child-Pugh', () => {
  const mild: LiverSignDegree = 'mild';
  const moderate: LiverSignDegree = 'moderate-or-more';
  // Bilirubin, albumin, INR, ascites, encephalopathy → points.
  test.each<[number, 'mg/dL' | 'µmol/L', number, number, LiverSignDegree, LiverSignDegree, number]>(
    [
      [1.0, 'mg/dL', 4.0, 1.0, 'none', 'none', 5],
      [1.99, 'mg/dL', 3.6, 1.69, 'none', 'none', 5],
      [2.0, 'mg/dL', 3.5, 1.7, 'none', 'none', 8],
      [3.0, 'mg/dL', 2.8, 2.3, mild, mild, 10],
      [3.1, 'mg/dL', 2.7, 2.31, moderate, moderate, 15],
      [1.0, 'mg/dL', 3.0, 1.2, mild, 'none', 7],
      [34, 'µmol/L', 3.6, 1.0, 'none', 'none', 6],
      [33.9, 'µmol/L', 3.6, 1.0, 'none', 'none', 5],
      [51, 'µmol/L', 3.2, 1.5, 'none', mild, 8],
      [52, 'µmol/L', 3.2, 1.5, moderate, 'none', 10],
      [2.5, 'mg/dL', 2.9, 1.8, mild, mild, 10],
      [1.2, 'mg/dL', 3.5, 1.1, 'none', 'none', 6],
    ],
  )(
    '%d %s, %d, %d, %s, %s: %d',
    (bilirubin, unit, albumin, inr, ascites, encephalopathy, points) => {
      const inputs = {
        bilirubin: { value: bilirubin, molar: unit === 'µmol/L' },
        albumin: { value: albumin },
        inr: { value: inr },
        ascites,
        encephalopathy,
      };
      expect(childPugh(inputs, limits)).toEqual({ least: points, most: points });
    },
  );

  const known = {
    bilirubin: { value: 1, molar: false },
    albumin: { value: 4 },
    inr: { value: 1 },
    ascites: 'none',
    encephalopathy: 'none',
  } as const;
  test.each<[string, object, number, number]>([
    ['ascites present', { ascites: 'present' }, 6, 7],
    ['ascites not documented', { ascites: undefined }, 5, 7],
    ['bilirubin unknown', { bilirubin: undefined }, 5, 7],
    [
      'nothing but a normal INR',
      { bilirubin: undefined, albumin: undefined, ascites: undefined, encephalopathy: undefined },
      5,
      13,
    ],
    ['bilirubin above 2.5', { bilirubin: { value: 2.5, bound: 'above', molar: false } }, 6, 7],
    ['albumin above 3', { albumin: { value: 3, bound: 'above' } }, 5, 6],
    ['albumin below 3', { albumin: { value: 3, bound: 'below' } }, 6, 7],
    ['INR below 2', { inr: { value: 2, bound: 'below' } }, 5, 6],
  ])('%s: %d to %d', (_, differing, least, most) => {
    expect(childPugh({ ...known, ...differing }, limits)).toEqual({ least, most });
  });
});

describe('MELD-Na', () => {
  // Creatinine, bilirubin, INR, sodium, dialysis → MELD(i), MELD-Na.
  test.each([
    [1, 1, 1, 140, false, 6, 6],
    [0.6, 0.5, 0.9, 137, false, 6, 6],
    [1.2, 2.5, 1.0, 131, false, 12, 18],
    [1.5, 6, 1.5, 131, false, 22, 26],
    [1.8, 12, 2.2, 128, false, 30, 33],
    [2.8, 12, 2.2, 128, false, 35, 36],
    [4.5, 12, 0.9, 120, false, 29, 33],
    [1, 2, 1.3, 130, false, 12, 18],
    [1, 3, 1.2, 125, false, 13, 24],
    [1, 25, 3.5, 124, false, 33, 36],
    [1.2, 2, 1.5, 138, false, 15, 15],
    [0.9, 1.1, 1.1, 133, true, 21, 24],
  ])(
    '%d, %d, %d, %d, dialysis %s: %d, %d',
    (creatinine, bilirubin, inr, sodium, dialysis, initial, score) => {
      expect(meldNa({ creatinine, bilirubin, inr, sodium, dialysis }, formulas.meldNa)).toEqual({
        initial,
        score,
      });
    },
  );
});

describe('MELD 3.0', () => {
  // Female, bilirubin, sodium, INR, creatinine, albumin, dialysis → raw, score.
  test.each([
    [false, 2.5, 131, 1.0, 1.2, 3.8, false, 15.8099, 16],
    [true, 2.5, 131, 1.0, 1.2, 3.8, false, 17.1399, 17],
    [false, 6, 131, 1.5, 1.5, 3.5, false, 24.7128, 25],
    [false, 6, 131, 1.5, 1.5, 2.2, false, 26.1532, 26],
    [true, 6, 131, 1.5, 1.5, 2.2, false, 27.4832, 27],
    [false, 12, 128, 2.2, 1.8, 2.0, false, 34.2203, 34],
    [false, 12, 128, 2.2, 2.8, 2.0, false, 37.9295, 38],
    [true, 12, 128, 2.2, 2.8, 2.0, false, 39.2595, 39],
    [true, 12, 120, 0.9, 4.5, 3.5, false, 33.5832, 34],
    [false, 1, 140, 1, 0.7, 4.4, false, 6, 6],
    [true, 1, 137, 1, 1, 3.5, false, 7.33, 7],
    [false, 25, 124, 3.5, 1.0, 1.2, true, 44.5529, 40],
  ])(
    'female %s, %d, %d, %d, %d, %d, dialysis %s: %d, %d',
    (female, bilirubin, sodium, inr, creatinine, albumin, dialysis, raw, score) => {
      const inputs = { female, bilirubin, sodium, inr, creatinine, albumin, dialysis };
      const answer = meld3(inputs, formulas.meld3);
      expect(answer.raw).toBeCloseTo(raw, 4);
      expect(answer.score).toBe(score);
    },
  );
});

describe('FIB-4', () => {
  // Age, AST, ALT, platelets → score, fibrosis, reliable.
  test.each([
    [45, 30, 25, 250, 1.08, 'low', true],
    [60, 80, 40, 120, 6.3246, 'high', true],
    [35, 20, 20, 300, 0.5217, 'low', true],
    [66, 40, 30, 180, 2.6778, 'high', true],
    [65, 40, 30, 180, 2.6372, 'indeterminate', true],
    [52, 150, 60, 90, 11.1886, 'high', true],
    [28, 25, 30, 220, 0.5809, 'low', false],
    [50, 35, 49, 160, 1.5625, 'indeterminate', true],
    [70, 55, 36, 200, 3.2083, 'high', true],
    [40, 200, 400, 150, 2.6667, 'indeterminate', true],
    [58, 41, 64, 100, 2.9725, 'high', true],
    [33, 50.01, 50, 210, 1.1114, 'low', false],
    // The low cut-off is higher from 65 years on.
    [64, 40, 30, 256, 1.8257, 'indeterminate', true],
    [65, 40, 30, 256, 1.8543, 'low', true],
  ] as const)(
    '%d, %d, %d, %d: %d %s, reliable %s',
    (age, ast, alt, platelets, score, fibrosis, reliable) => {
      const answer = fib4({ age, ast, alt, platelets }, formulas.fib4);
      expect(answer.score).toBeCloseTo(score, 4);
      expect(answer).toMatchObject({ fibrosis, reliable });
    },
  );
});
