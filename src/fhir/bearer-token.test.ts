import { expect, test } from '@jest/globals';
import { format, inspect } from 'node:util';
import { BearerToken } from './bearer-token.js';

test('a token goes on a request and nowhere else', () => {
  const token = new BearerToken('canary-4711');
  expect(token.authorization()).toBe('Bearer canary-4711');
  const leaks = [
    String(token),
    JSON.stringify({ token }),
    inspect(token),
    inspect({ deep: { token } }, { showHidden: true, depth: 9 }),
    format('%s %o %O %j', token, token, token, token),
    JSON.stringify(Object.entries(token)),
  ];
  for (const leak of leaks) expect(leak).not.toContain('canary-4711');
});
