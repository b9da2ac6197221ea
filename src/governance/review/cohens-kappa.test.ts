import { expect, test } from '@jest/globals';
import { cohensKappa } from './cohens-kappa.js';

/* Worked examples that others have published. */

test('Fleiss, Cohen and Everitt 1969: 200 subjects, three diagnoses', () => {
  const found = cohensKappa([
    [106, 10, 4],
    [22, 28, 10],
    [2, 12, 6],
  ])!;
  expect(found.agreement).toBeCloseTo(0.7, 12);
  expect(found.kappa).toBeCloseTo(0.429, 3);
  expect(found.standardError).toBeCloseTo(0.0537, 4);
});

test('the example of ci.kappa in the R package statpsych', () => {
  const found = cohensKappa([
    [31, 12],
    [4, 58],
  ])!;
  expect(found.kappa).toBeCloseTo(0.6756757, 7);
  expect(found.standardError).toBeCloseTo(0.07344761, 8);
  expect(found.interval[0]).toBeCloseTo(0.531721, 6);
  expect(found.interval[1]).toBeCloseTo(0.8196303, 7);
});

test('the manual of Stata: 85 xeromammograms, four categories', () => {
  const found = cohensKappa([
    [21, 12, 0, 0],
    [4, 17, 1, 0],
    [3, 9, 15, 2],
    [0, 0, 0, 1],
  ])!;
  expect(found.agreement).toBeCloseTo(0.6353, 4);
  expect(found.kappa).toBeCloseTo(0.4728, 4);
});

test('whole agreement is 1 without an error; no items, and one category alone, say nothing', () => {
  expect(
    cohensKappa([
      [5, 0],
      [0, 7],
    ]),
  ).toMatchObject({ kappa: 1, standardError: 0, interval: [1, 1] });
  expect(cohensKappa([[0]])).toBeUndefined();
  expect(
    cohensKappa([
      [5, 0],
      [0, 0],
    ]),
  ).toBeUndefined();
});
