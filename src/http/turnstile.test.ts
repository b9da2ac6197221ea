import { expect, test } from '@jest/globals';
import { createTurnstile } from './turnstile.js';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test('calls go on at once while the turn is young, then one a turn, in their order', async () => {
  let now = 0;
  const turnstile = createTurnstile(() => now, 50);
  const order: string[] = [];
  const pass = (name: string) => {
    const turn = turnstile.pass();
    if (turn === undefined) order.push(name);
    else void turn.then(() => order.push(name));
  };
  pass('a');
  now += 49;
  pass('b');
  now += 1;
  pass('c');
  pass('d');
  expect(order).toEqual(['a', 'b']);
  await nextTurn();
  pass('e'); // behind those that wait, though the turn is young
  expect(order).toEqual(['a', 'b', 'c']);
  await nextTurn();
  expect(order).toEqual(['a', 'b', 'c', 'd']);
  await nextTurn();
  await nextTurn();
  pass('f');
  expect(order).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});
