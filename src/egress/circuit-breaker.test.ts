import { expect, test } from '@jest/globals';
import { createCircuitBreaker } from './circuit-breaker.js';

const ORIGIN = 'https://ehr.example';

function breakerAfter(failures: number) {
  const clock = { now: 0 };
  const breaker = createCircuitBreaker(() => clock.now);
  for (let count = 0; count < failures; count += 1) breaker.failed(ORIGIN);
  return { clock, breaker };
}

test('four failures in a row leave it closed, five open it', () => {
  expect(breakerAfter(4).breaker.admits(ORIGIN)).toBe(true);
  expect(breakerAfter(5).breaker.admits(ORIGIN)).toBe(false);
});

test('an answer in between starts the count anew', () => {
  const { breaker } = breakerAfter(4);
  breaker.answered(ORIGIN);
  breaker.failed(ORIGIN);
  expect(breaker.admits(ORIGIN)).toBe(true);
});

test('other servers are not concerned', () => {
  expect(breakerAfter(5).breaker.admits('https://other.example')).toBe(true);
});

test('after ten seconds one probe goes through, and the next ten seconds later', () => {
  const { breaker, clock } = breakerAfter(5);
  clock.now = 9_999;
  expect(breaker.admits(ORIGIN)).toBe(false);
  clock.now = 10_000;
  expect([breaker.admits(ORIGIN), breaker.admits(ORIGIN)]).toEqual([true, false]);
  clock.now = 20_000;
  expect(breaker.admits(ORIGIN)).toBe(true);
});

test('a probe that is answered closes it, one that fails keeps it open', () => {
  const { breaker, clock } = breakerAfter(5);
  clock.now = 10_000;
  breaker.admits(ORIGIN);
  breaker.failed(ORIGIN);
  clock.now = 19_999;
  expect(breaker.admits(ORIGIN)).toBe(false);
  clock.now = 20_000;
  breaker.admits(ORIGIN);
  breaker.answered(ORIGIN);
  expect([breaker.admits(ORIGIN), breaker.admits(ORIGIN)]).toEqual([true, true]);
});
