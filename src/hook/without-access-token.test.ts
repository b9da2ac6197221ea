import { expect, test } from '@jest/globals';
import { withoutAccessToken } from './without-access-token.js';

const read = (text: string): string =>
  Buffer.from(withoutAccessToken(Buffer.from(text), JSON.parse(text))).toString();

test('everything else stays as it was written', () => {
  const token = 'abcdefghijklmnop.qrs';
  const text = `{ "a" : 1.0, "fhirAuthorization":{"access_token":"${token}"}, "again": "x${token}" }`;
  expect(read(text)).toBe(text.replaceAll(token, '-'.repeat(token.length)));
});

test.each([
  ['short', '{"fhirAuthorization":{"access_token":"ab","scope":"s"},"b":"ab"}'],
  [
    'escaped',
    '{"fhirAuthorization":{"access_token":"abcdefgh\\u0069jklmnopqrst","scope":"s"},"b":"ab"}',
  ],
])('a token that is %s goes too', (_, text) => {
  expect(JSON.parse(read(text))).toEqual({
    fhirAuthorization: { access_token: '-', scope: 's' },
    b: 'ab',
  });
});

test.each(['{}', '{"fhirAuthorization":null}', '{"fhirAuthorization":{"access_token":7}}'])(
  '%s holds none',
  (text) => {
    expect(read(text)).toBe(text);
  },
);
