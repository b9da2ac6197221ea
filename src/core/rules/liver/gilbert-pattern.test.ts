import { expect, test } from '@jest/globals';
import { between, daysAgo, seen } from '../../../../test/support/clinical-facts.js';
import {
  liverResult,
  standingTogether,
  timesLimit,
} from '../../../../test/support/liver-result.js';
import type { ReadableLiverResult, ReadableLiverValue } from '../../evidence/liver-result.js';
import { exactly } from '../../time/instant.js';
import { gilbertPattern } from './gilbert-pattern.js';

const LIMITS = { totalTo: 4, directBelow: 20, daysApart: 7 };
const mg = (canonical: number | undefined, differing: Partial<ReadableLiverValue> = {}) =>
  timesLimit(2.5, { canonical, ...differing });
const direct = (value: ReadableLiverValue, differing: Partial<ReadableLiverResult> = {}) =>
  liverResult({
    analyte: 'bilirubin-direct',
    value: { ...value, upperLimit: undefined },
    ...differing,
  });
const total = (value: ReadableLiverValue, differing: Partial<ReadableLiverResult> = {}) =>
  liverResult({ analyte: 'bilirubin-total', value, ...differing });

type Chart = Readonly<Record<'alt' | 'ast' | 'total' | 'direct', readonly ReadableLiverResult[]>>;
const whole: Chart = {
  alt: [liverResult()],
  ast: [liverResult({ analyte: 'ast' })],
  total: [total(mg(3))],
  direct: [direct(mg(0.5))],
};
const patternOf = (differing: Partial<Chart>) => {
  const chart = { ...whole, ...differing };
  return gilbertPattern(
    standingTogether(...chart.alt),
    standingTogether(...chart.ast),
    standingTogether(...chart.total),
    standingTogether(...chart.direct),
    LIMITS,
  )?.map(({ analyte }) => analyte);
};

const weekAgo = { at: exactly(daysAgo(7)) };
test.each<[string, Partial<Chart>]>([
  ['all there', {}],
  ['a total of 4 mg/dL', { total: [total(mg(4))], direct: [direct(mg(0.79))] }],
  ['a direct fraction just below 20 %', { direct: [direct(mg(0.599))] }],
  ['a direct bilirubin below 0.3', { direct: [direct(mg(0.3, { bound: 'below' }))] }],
  ['ALT at its limit', { alt: [liverResult({ value: timesLimit(1) })] }],
  ['ALT below its limit', { alt: [liverResult({ value: timesLimit(1, { bound: 'below' }) })] }],
  ['samples of a week', { alt: [liverResult(weekAgo)] }],
])('looks like it: %s', (_, differing) => {
  expect(patternOf(differing)).toEqual(['bilirubin-total', 'alt', 'ast', 'bilirubin-direct']);
});

test.each<[string, Partial<Chart>]>([
  ['no total', { total: [] }],
  ['a total above 4 mg/dL', { total: [total(mg(4.1))] }],
  ['a total without a known unit', { total: [total(mg(undefined))] }],
  ['a total of more than 3', { total: [total(mg(3, { bound: 'above' }))] }],
  [
    'another total that stands beside it',
    { total: [total(mg(3)), total(mg(9), { status: 'preliminary' })] },
  ],
  ['a preliminary total', { total: [total(mg(3), { status: 'preliminary' })] }],
  ['a total of a list read in part', { total: [total(mg(3), { provenance: seen('O/1', false) })] }],
  ['a direct fraction of 20 %', { direct: [direct(mg(0.6))] }],
  ['a direct bilirubin of more than 0.3', { direct: [direct(mg(0.3, { bound: 'above' }))] }],
  ['a direct bilirubin without a known unit', { direct: [direct(mg(undefined))] }],
  ['no direct bilirubin', { direct: [] }],
  ['no AST', { ast: [] }],
  ['ALT above its limit', { alt: [liverResult({ value: timesLimit(1.1) })] }],
  [
    'ALT of more than a value below its limit',
    { alt: [liverResult({ value: timesLimit(0.9, { bound: 'above' }) })] },
  ],
  [
    'ALT without a limit',
    { alt: [liverResult({ value: timesLimit(0.5, { upperLimit: undefined }) })] },
  ],
  ['ALT eight days apart', { alt: [liverResult({ at: exactly(daysAgo(8)) })] }],
  ['ALT of days that may lie apart', { alt: [liverResult({ at: between(8, 0) })] }],
])('does not: %s', (_, differing) => {
  expect(patternOf(differing)).toBeUndefined();
});
