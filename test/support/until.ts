import { expect } from '@jest/globals';

/** Waits for what the other end of a socket is about to notice. */
export async function until(isSo: () => boolean): Promise<void> {
  const deadline = performance.now() + 3000;
  while (!isSo() && performance.now() < deadline) await new Promise(setImmediate);
  expect(isSo()).toBe(true);
}
