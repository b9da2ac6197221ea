import { expect, test } from '@jest/globals';
import { adminSettings } from './admin-sign-in.js';
import { ConfigError, readConfig } from './config.js';

const TOKEN = 'a'.repeat(43);
const STORE = { STORE: 'file:/tmp/x.db' };
const ALL = {
  ...STORE,
  ADMIN_PORT: '10.0.0.5:3010',
  ADMIN_URL: 'https://admin.example',
  OIDC_ISSUER: 'https://login.example/tenant',
  OIDC_CLIENT_ID: 'pages',
  OIDC_CLIENT_SECRET: 'secret',
};
const settingsOf = (settings: Record<string, string>) =>
  adminSettings(
    readConfig(
      Object.fromEntries(
        Object.entries(settings).map(([name, value]) => [`NALTREXONE_CDS_${name}`, value]),
      ),
    ),
  );

test('no port, no pages', () => {
  expect(settingsOf({ ...STORE, ADMIN_TOKEN: TOKEN })).toBeUndefined();
});

test('a token on this machine, or a provider anywhere', () => {
  expect(settingsOf({ ...STORE, ADMIN_PORT: '3010', ADMIN_TOKEN: TOKEN })).toEqual({
    address: { host: '127.0.0.1', port: 3010 },
    store: 'file:/tmp/x.db',
    signIn: { kind: 'token', token: TOKEN },
  });
  expect(settingsOf(ALL)).toMatchObject({
    address: { host: '10.0.0.5', port: 3010 },
    signIn: { kind: 'provider', clientId: 'pages', issuer: new URL(ALL.OIDC_ISSUER) },
  });
});

const incomplete = { ...ALL, OIDC_CLIENT_SECRET: '' };
test.each<[string, Record<string, string>, RegExp]>([
  ['no way to sign in', { ...STORE, ADMIN_PORT: '3010' }, /wants a way to sign in/],
  ['no store', { ADMIN_PORT: '3010', ADMIN_TOKEN: TOKEN }, /wants NALTREXONE_CDS_STORE/],
  [
    'a token that others could try',
    { ...STORE, ADMIN_PORT: '0.0.0.0:3010', ADMIN_TOKEN: TOKEN },
    /loopback/,
  ],
  ['half a provider', incomplete, /wants all of/],
  ['both', { ...ALL, ADMIN_TOKEN: TOKEN }, /keep one/],
  ['a short token', { ...STORE, ADMIN_TOKEN: 'short' }, /ADMIN_TOKEN is other text/],
  ['a provider without TLS', { ...ALL, OIDC_ISSUER: 'http://login.example' }, /OIDC_ISSUER/],
  ['an address with a path', { ...ALL, ADMIN_URL: 'https://admin.example/x' }, /ADMIN_URL/],
])('%s: it must not start', (_name, settings, words) => {
  const start = () => settingsOf(settings);
  expect(start).toThrow(ConfigError);
  expect(start).toThrow(words);
});
