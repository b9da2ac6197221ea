import { expect, test } from '@jest/globals';
import { createClientShare } from './client-share.js';

test('a client gets no more than its share, whatever the others hold', () => {
  const share = createClientShare(2);
  const first = share.enter('a');
  const second = share.enter('a');
  expect([typeof first, typeof second, share.enter('a')]).toEqual([
    'function',
    'function',
    undefined,
  ]);
  expect(share.enter('b')).toBeDefined();
  first!();
  expect(share.enter('a')).toBeDefined();
  expect(share.enter('a')).toBeUndefined();
});

test('places that were given back are there again', () => {
  const share = createClientShare(1);
  for (let call = 0; call < 1000; call += 1) share.enter('a')!();
  expect(share.enter('a')).toBeDefined();
  expect(share.enter('a')).toBeUndefined();
});
