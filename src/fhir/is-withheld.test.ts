import { expect, test } from '@jest/globals';
import { isWithheld, saysWithheld } from './is-withheld.js';

test.each<[object, boolean]>([
  [{ meta: { security: [{ code: 'REDACTED' }] } }, true],
  [{ meta: { security: { code: 'MASKED' } } }, true],
  [{ meta: { tag: [{ code: 'SUBSETTED' }] } }, true],
  [{ meta: { security: [{ code: 'R' }, { code: 'ETH' }] } }, false],
  [{ meta: { security: [null, 'REDACTED', {}] } }, false],
  [{ meta: null }, false],
  [{}, false],
])('%j withheld: %s', (resource, expected) => {
  expect(isWithheld(resource)).toBe(expected);
});

test.each<[object, boolean]>([
  [{ issue: [{ code: 'processing' }, { code: 'suppressed' }] }, true],
  [{ issue: { code: 'suppressed' } }, true],
  [{ issue: [{ code: 'exception' }] }, false],
  [{ issue: 'suppressed' }, false],
  [{}, false],
])('%j says so: %s', (outcome, expected) => {
  expect(saysWithheld(outcome)).toBe(expected);
});
