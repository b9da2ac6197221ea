import { expect, test } from '@jest/globals';
import { withoutAccessToken } from './without-access-token.js';

const read = (body: unknown): unknown => JSON.parse(withoutAccessToken(body));

const TOKEN = 'a.$^*+?()[]{}|\\"/\n0123456789';

test('what an answer depends on stays', () => {
  const fhirServer = 'https://ehr.example/r4';
  const kept = { scope: 's', patient: 'p', expires_in: 300 };
  const body = {
    ...{ a: 1.5, fhirServer, b: [{ c: null }, `${fhirServer}/Medication/1`] },
    fhirAuthorization: { access_token: TOKEN, server: fhirServer, ...kept },
  };
  expect(read(body)).toEqual({ ...body, fhirAuthorization: kept });
});

test.each([
  ['in another member', { access_token: TOKEN }],
  ['in a list', [{ access_token: TOKEN }]],
  ['as a list', { access_token: [TOKEN] }],
  ['as a header', `Bearer ${TOKEN}`],
  ['under another name', { accessToken: TOKEN, nested: { id_token: TOKEN } }],
])('a token %s stands nowhere', (_, fhirAuthorization) => {
  const text = withoutAccessToken({
    fhirAuthorization,
    fhirServer: `https://ehr.example/${TOKEN}/r4`,
    extension: [{ [TOKEN]: `x${TOKEN}` }],
    // What JSON writes of it holds the end of the token too.
    lines: '\n0123456789',
  });
  expect(text).not.toContain(JSON.stringify(TOKEN).slice(1, -1));
  expect(JSON.parse(text)).toMatchObject({
    fhirServer: 'https://ehr.example/-/r4',
    extension: [{ '-': 'x-' }],
    lines: '\n0123456789',
  });
});

test('other secrets beside the token go too, the known names only as text or number', () => {
  const sent = { access_token: 'ab', refresh_token: 'cd', scope: ['s'], subject: 'app', weird: {} };
  expect(read({ fhirAuthorization: sent, b: 'ab' })).toEqual({
    fhirAuthorization: { subject: 'app' },
    b: 'ab',
  });
});

test.each([{}, { fhirAuthorization: null }, { fhirAuthorization: 7 }, { a: '\u{d800}' }])(
  '%j holds none',
  (body) => {
    expect(read(body)).toEqual('fhirAuthorization' in body ? { fhirAuthorization: null } : body);
  },
);
