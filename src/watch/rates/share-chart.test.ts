import { expect, test } from '@jest/globals';
import { createShareChart, type ShareChange } from './share-chart.js';

const ALARM_AT = 6;

function follow(...parts: readonly (readonly [times: number, every: number])[]): ShareChange[] {
  const chart = createShareChart(ALARM_AT);
  return parts.flatMap(([times, every]) =>
    Array.from({ length: times }, (_, n) => chart.add(every > 0 && n % every === 0)).flat(),
  );
}

test('before thirty events nothing is known, and nothing said', () => {
  expect(follow([29 * 10, 10], [10_000, 0])).toEqual([]);
});

test('what ends is said once, with what was usual, and taken back when it is as before', () => {
  const [fell, back, ...more] = follow([400, 10], [300, 0], [400, 10]);
  expect(fell).toMatchObject({ direction: 'fell', state: 'changed', events: 0 });
  expect(fell?.usualPer1000).toBeGreaterThan(80);
  expect(fell?.usualPer1000).toBeLessThan(100);
  expect(fell?.trials).toBeLessThan(150);
  expect(back).toMatchObject({ direction: 'fell', state: 'as-usual' });
  expect(more).toEqual([]);
});

test('a flood is said too', () => {
  const [rose] = follow([400, 10], [100, 1]);
  expect(rose).toMatchObject({ direction: 'rose', state: 'changed' });
});

test('what happens every time can only fall', () => {
  expect(follow([100, 1], [20, 0])).toMatchObject([{ direction: 'fell', state: 'changed' }]);
});
