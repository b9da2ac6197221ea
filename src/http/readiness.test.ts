import { expect, test } from '@jest/globals';
import { createReadiness } from './readiness.js';

test('it waits at start for the keys of all clients, later for none, and ends when it stops', () => {
  let hasKeys = false;
  const readiness = createReadiness(() => hasKeys);
  expect(readiness.missing()).toBe('client-keys');
  hasKeys = true;
  expect(readiness.missing()).toBeUndefined();
  hasKeys = false; // a new client whose key server is away
  expect(readiness.missing()).toBeUndefined();
  readiness.stop();
  expect(readiness.missing()).toBe('shutting-down');
});
