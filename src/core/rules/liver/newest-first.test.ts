import { describe, expect, test } from '@jest/globals';
import { between, daysAgo, seen } from '../../../../test/support/clinical-facts.js';
import { liverResult, timesLimit } from '../../../../test/support/liver-result.js';
import type { LiverResult, ReadableLiverValue } from '../../evidence/liver-result.js';
import { exactly, type Moment, type Span } from '../../time/instant.js';
import { decisiveTime, isWorse, newestFirst, newestOf } from './newest-first.js';

const MIDNIGHT = Date.UTC(2026, 10, 19);
const at = (hour: number): Span =>
  exactly({ ...daysAgo(5), moment: (MIDNIGHT + hour * 3_600_000) as Moment });
const released = (hour: number) => (MIDNIGHT + hour * 3_600_000) as Moment;
const day = exactly(daysAgo(5));
const result = (differing: Partial<LiverResult> = {}): LiverResult => ({
  ...liverResult({ at: day, value: timesLimit(2) }),
  ...differing,
});
const unreadable = { readable: false, why: 'no-number' } as const;
const amount = (canonical: number): ReadableLiverValue =>
  timesLimit(1, { canonical, upperLimit: undefined });

describe('which result is the newer (B2.8)', () => {
  const platelets = (canonical: number, differing: Partial<LiverResult> = {}) =>
    result({ analyte: 'platelets', value: amount(canonical), ...differing });
  const albumin = (canonical: number) => result({ analyte: 'albumin', value: amount(canonical) });
  const inr = (canonical: number) => result({ analyte: 'inr', value: amount(canonical) });
  test.each<[string, ...LiverResult[]]>([
    ['of a later day', result({ at: exactly(daysAgo(4)) }), result()],
    [
      'of a later day, although its hour is earlier',
      result({ at: exactly({ ...daysAgo(4), moment: released(0) }) }),
      result({ at: at(14) }),
    ],
    ['of a later hour', result({ at: at(14) }), result({ at: at(8), status: 'corrected' })],
    [
      'corrected, where one of the day has no time',
      result({ at: at(8), status: 'corrected' }),
      result(),
      result({ at: at(14), status: 'preliminary' }),
    ],
    ['corrected before final', result({ status: 'corrected' }), result({ issued: released(9) })],
    ['final before preliminary', result(), result({ status: 'preliminary', issued: released(9) })],
    [
      'of the later release',
      result({ issued: released(9), value: unreadable }),
      result({ issued: released(8) }),
    ],
    [
      'of a known release',
      result({ issued: released(9), value: timesLimit(1) }),
      result({ value: timesLimit(2) }),
    ],
    [
      'readable before unreadable',
      result({ analyte: 'albumin', value: amount(3) }),
      result({ analyte: 'albumin', value: unreadable }),
    ],
    ['the worse ALT', result({ value: timesLimit(3) }), result({ value: timesLimit(2) })],
    [
      'the worse by its limit, not by its number',
      result({ value: timesLimit(3, { canonical: 60 }) }),
      result({ value: timesLimit(2, { canonical: 100 }) }),
    ],
    ['the worse INR, which has no limit', inr(1.8), inr(1.2)],
    ['the lower albumin', albumin(2.5), albumin(4)],
    ['the lower platelets', platelets(60), platelets(200)],
    [
      'the worse of a day without time, although earlier',
      platelets(60, { at: at(8) }),
      platelets(200, { at: at(14) }),
      platelets(250),
    ],
    [
      'the later hour of equals, beside one without time',
      result({ at: at(14), provenance: seen('Observation/9') }),
      result({ at: at(8), provenance: seen('Observation/1') }),
      result({ provenance: seen('Observation/1') }),
    ],
    [
      'of equals the order of the chart does not choose',
      result({ provenance: seen('Observation/1') }),
      result({ provenance: seen('Observation/2') }),
    ],
  ])('%s', (_, ...inOrder) => {
    expect(newestFirst(inOrder)).toEqual(inOrder);
    expect(newestFirst(inOrder.toReversed())).toEqual(inOrder);
    expect(newestOf(inOrder)).toBe(inOrder[0]);
    expect(newestOf(inOrder.toReversed())).toBe(inOrder[0]);
  });
  test('two that differ in nothing keep their order', () => {
    const [one, same] = [result(), result()];
    expect(newestOf([one, same])).toBe(one);
    expect(newestFirst([one, same])[0]).toBe(one);
  });
  test('none has no newest', () => {
    expect(newestOf<LiverResult>([])).toBeUndefined();
  });
});

test.each<[string, LiverResult['value'], 'earliest' | 'latest']>([
  ['normal: as early as it may be', timesLimit(0.9), 'earliest'],
  ['at the limit is normal', timesLimit(1), 'earliest'],
  ['raised: as late as it may be', timesLimit(1.1), 'latest'],
  ['unreadable: as late', unreadable, 'latest'],
  ['without a limit, so that normal is not known: as late', amount(30), 'latest'],
])('the day of a partial date that counts: %s', (_, value, counts) => {
  const partial = between(30, 1);
  expect(decisiveTime(result({ at: partial, value }))).toBe(partial[counts]);
});

test.each<[string, LiverResult, LiverResult, boolean]>([
  ['ALT 3 × and 2 ×', result({ value: timesLimit(3) }), result(), true],
  ['ALT 2 × and 3 ×', result(), result({ value: timesLimit(3) }), false],
  ['two alike', result(), result(), false],
  ['unreadable and raised', result({ value: unreadable }), result(), false],
  ['raised and unreadable', result(), result({ value: unreadable }), true],
  [
    'albumin 2.5 and 4',
    result({ analyte: 'albumin', value: amount(2.5) }),
    result({ analyte: 'albumin', value: amount(4) }),
    true,
  ],
  [
    'sodium 140 and 125',
    result({ analyte: 'sodium', value: amount(140) }),
    result({ analyte: 'sodium', value: amount(125) }),
    false,
  ],
])('which is worse: %s', (_, a, b, expected) => {
  expect(isWorse(a, b)).toBe(expected);
});
