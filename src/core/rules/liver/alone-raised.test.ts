import { describe, expect, test } from '@jest/globals';
import { between, daysAgo, seen } from '../../../../test/support/clinical-facts.js';
import {
  liverResult,
  standingTogether,
  timesLimit,
} from '../../../../test/support/liver-result.js';
import type { LiverAnalyte, ReadableLiverResult } from '../../evidence/liver-result.js';
import { exactly } from '../../time/instant.js';
import { aloneRaised } from './alone-raised.js';

const of = (
  analyte: LiverAnalyte,
  times: number,
  days = 0,
  differing: Partial<ReadableLiverResult> = {},
) => liverResult({ analyte, at: exactly(daysAgo(days)), value: timesLimit(times), ...differing });

describe('AST raised alone (B2.9)', () => {
  const NUMBERS = {
    'conflict.within': 24,
    'conflict.factor': 2,
    'moderate.from': 3,
    'ast-alone.companions-below': 2,
    'ast-alone.apart': 7,
  };
  const raised = of('ast', 6);
  const alone = (
    alts: readonly ReadableLiverResult[],
    bilirubins: readonly ReadableLiverResult[],
    by = raised,
  ) => aloneRaised(by, standingTogether(...alts), bilirubins, NUMBERS) !== undefined;
  const alt = of('alt', 1);
  const bilirubin = of('bilirubin-total', 1);
  const bounded = (analyte: LiverAnalyte, bound: 'above' | 'below') =>
    of(analyte, 1.5, 0, { value: timesLimit(1.5, { bound }) });
  const limitless = of('alt', 1, 0, { value: timesLimit(1, { upperLimit: undefined }) });
  test.each<[string, ReadableLiverResult[], ReadableLiverResult[], boolean]>([
    ['both low', [alt], [bilirubin], true],
    ['both just below twice', [of('alt', 1.99)], [of('bilirubin-total', 1.99)], true],
    ['ALT twice', [of('alt', 2)], [bilirubin], false],
    ['bilirubin twice', [alt], [of('bilirubin-total', 2)], false],
    ['no ALT', [], [bilirubin], false],
    ['no bilirubin', [alt], [], false],
    ['ALT below a bound', [bounded('alt', 'below')], [bilirubin], true],
    ['ALT above a bound', [bounded('alt', 'above')], [bilirubin], false],
    ['bilirubin above a bound', [alt], [bounded('bilirubin-total', 'above')], false],
    ['ALT without a limit', [limitless], [bilirubin], false],
    ['seven days apart', [of('alt', 1, 7)], [bilirubin], true],
    ['eight days apart', [of('alt', 1, 8)], [bilirubin], false],
    [
      'perhaps eight days apart',
      [alt],
      [of('bilirubin-total', 1, 0, { at: between(8, 0) })],
      false,
    ],
    [
      'ALT of a list read in part',
      [of('alt', 1, 0, { provenance: seen('Observation/1', false) })],
      [bilirubin],
      false,
    ],
    [
      'a raised preliminary ALT beside it',
      [alt, of('alt', 3, 0, { status: 'preliminary' })],
      [bilirubin],
      false,
    ],
  ])('%s', (_, alts, bilirubins, expected) => {
    expect(alone(alts, bilirubins)).toBe(expected);
  });
  test.each<[string, ReadableLiverResult]>([
    ['a preliminary AST', of('ast', 6, 0, { status: 'preliminary' })],
    ['ALT itself', of('alt', 6)],
  ])('never: %s', (_, by) => {
    expect(alone([alt], [bilirubin], by)).toBe(false);
  });
});
