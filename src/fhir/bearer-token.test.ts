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

test.each([
  ['eyJhbGciOiJSUzI1NiJ9.e30.c2ln', true],
  ['a+b/c=~', true],
  ['', false],
  ['two words', false],
  ['line\nend', false],
  ['line end\r\n', false],
  ['t\u00f6ken', false],
  ['nul\0', false],
])('%j may stand in a header: %s', (value, sendable) => {
  expect(new BearerToken(value).isSendable()).toBe(sendable);
});
