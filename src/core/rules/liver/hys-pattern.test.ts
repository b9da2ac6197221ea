import { describe, expect, test } from '@jest/globals';
import { daysAgo, TODAY } from '../../../../test/support/clinical-facts.js';
import {
  liverResult,
  standingTogether,
  timesLimit,
} from '../../../../test/support/liver-result.js';
import type { LiverAnalyte, ReadableLiverResult } from '../../evidence/liver-result.js';
import { exactly } from '../../time/instant.js';
import { hysPattern } from './hys-pattern.js';

const of = (
  analyte: LiverAnalyte,
  times: number,
  days = 0,
  differing: Partial<ReadableLiverResult> = {},
) => liverResult({ analyte, at: exactly(daysAgo(days)), value: timesLimit(times), ...differing });

describe("Hy's law (B2.12)", () => {
  const LIMITS = {
    enzymeFrom: 3,
    bilirubinFrom: 2,
    alpFrom: 2,
    daysApart: 7,
    notBefore: TODAY - 90,
  };
  const alt = of('alt', 3);
  const bilirubin = of('bilirubin-total', 2);
  const patternOf = (
    bilirubins: readonly ReadableLiverResult[],
    alps: readonly ReadableLiverResult[] = [],
    enzymes: readonly ReadableLiverResult[] = [alt],
  ) => {
    const pattern = hysPattern(
      enzymes.map((each) => standingTogether(each)),
      standingTogether(...bilirubins),
      standingTogether(...alps),
      LIMITS,
    );
    return pattern && [pattern.enzyme.result, pattern.bilirubin.result, pattern.alp?.result];
  };
  const low = of('alp', 1.99);
  const weekBefore = of('alp', 1, 7);
  const unknown = of('alp', 1, 0, { value: timesLimit(1, { upperLimit: undefined }) });
  const moreThan = (times: number) =>
    of('alp', times, 0, { value: timesLimit(times, { bound: 'above' }) });
  test.each<[string, ReadableLiverResult[], ReadableLiverResult | undefined]>([
    ['ALP absent', [], undefined],
    ['ALP just below twice its limit', [low], low],
    ['ALP of seven days before', [weekBefore], weekBefore],
    ['a low ALP of eight days before says nothing', [of('alp', 1, 8)], undefined],
    ['a raised ALP of eight days before does not end it', [of('alp', 3, 8)], undefined],
    ['an ALP without a limit says nothing', [unknown], undefined],
  ])('stands: %s', (_, alps, known) => {
    expect(patternOf([bilirubin], alps)).toEqual([alt, bilirubin, known]);
  });
  test.each<[string, ReadableLiverResult[]]>([
    ['ALP at twice its limit', [of('alp', 2)]],
    ['ALP raised seven days before', [of('alp', 2, 7)]],
    ['ALP of more than three times', [moreThan(3)]],
  ])('ends: %s', (_, alps) => {
    expect(patternOf([bilirubin], alps)).toBeUndefined();
  });
  test('a raised ALP that is preliminary does not end it', () => {
    const preliminary = of('alp', 3, 0, { status: 'preliminary' });
    expect(patternOf([bilirubin], [preliminary])).toEqual([alt, bilirubin, preliminary]);
  });
  test.each<[string, ReadableLiverResult[], ReadableLiverResult[], boolean]>([
    ['seven days apart', [of('bilirubin-total', 2, 7)], [alt], true],
    ['eight days apart', [of('bilirubin-total', 2, 8)], [alt], false],
    ['the newer of 90 days', [of('bilirubin-total', 2, 97)], [of('alt', 3, 90)], true],
    ['the newer of 91 days', [of('bilirubin-total', 2, 92)], [of('alt', 3, 91)], false],
    ['bilirubin just below twice', [of('bilirubin-total', 1.99)], [alt], false],
    ['the enzyme just below three times', [bilirubin], [of('alt', 2.99)], false],
  ])('%s', (_, bilirubins, enzymes, stands) => {
    expect(patternOf(bilirubins, [], enzymes) !== undefined).toBe(stands);
  });
  test('the worst enzyme speaks, a milder one where the worst is of other days', () => {
    const ast = of('ast', 9);
    expect(patternOf([bilirubin], [], [alt, ast])).toEqual([ast, bilirubin, undefined]);
    expect(patternOf([bilirubin], [], [alt, of('ast', 9, 30)])).toEqual([
      alt,
      bilirubin,
      undefined,
    ]);
  });
});
