import { describe, expect, test } from '@jest/globals';
import { between, daysAgo, exposure } from '../../../test/support/clinical-facts.js';
import { exactly, type Moment, type Point } from '../time/instant.js';
import { judgeExposure } from './judge-exposure.js';

const WINDOW = { minimum: 7, clear: 10 };
const PRECISE_DAYS = 31;
const judge = (differing: Parameters<typeof exposure>[0], planned: Point = daysAgo(0)) =>
  judgeExposure(exposure(differing), planned, WINDOW, PRECISE_DAYS);

describe('a last use on a known day', () => {
  test.each([
    ['6 days before', 6, 'short'],
    ['7 days before', 7, 'borderline'],
    ['9 days before', 9, 'borderline'],
    ['10 days before', 10, 'clear'],
    ['on the planned day', 0, 'short'],
    ['a supply that runs out the day after', -1, 'running'],
  ])('%s', (_, days, verdict) => {
    expect(judge({ last: exactly(daysAgo(days)) })).toBe(verdict);
  });
  test('counted in 24-hour periods when both sides have a time', () => {
    const at = (hours: number): Point => ({
      ...daysAgo(0),
      moment: (Date.UTC(2026, 10, 24, 20) - hours * 3_600_000) as Moment,
    });
    expect(judge({ last: exactly(at(167)) }, at(0))).toBe('short');
    expect(judge({ last: exactly(at(168)) }, at(0))).toBe('borderline');
  });
});

describe('a last use in an interval', () => {
  test.each([
    ['31 days that reach today', between(31, 0), 'short'],
    ['32 days that reach today', between(32, 0), 'vague'],
    ['wide, from end to end before the waiting time', between(300, 10), 'clear'],
    ['wide, its end inside the warning days', between(300, 8), 'vague'],
    ['a wide run-out ahead', between(300, -3), 'vague'],
  ])('%s', (_, last, verdict) => {
    expect(judge({ last })).toBe(verdict);
  });
});

test('use without a known end is open, whatever its last day', () => {
  expect(judge({ ongoing: true, last: exactly(daysAgo(400)) })).toBe('open-ended');
});
test('a certain use without any date is no interval: the uncertain rule speaks', () => {
  expect(judge({ last: undefined })).toBe('clear');
});
