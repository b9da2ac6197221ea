import { describe, expect, test } from '@jest/globals';
import { mayAsk, mayBePrivate } from './may-ask.js';

const base = (text: string, more: object = {}) => {
  const { origin, pathname } = new URL(text);
  return { origin, path: pathname.replace(/\/$/, ''), ...more };
};
const EHR = base('https://ehr.example/fhir');

describe('an address under a registered base', () => {
  test.each([
    ['https://ehr.example/fhir/Condition?patient=p1', EHR],
    ['https://EHR.example:443/fhir/x/../Condition', EHR],
    ['http://127.0.0.1:3002/fhir/Condition', base('http://127.0.0.1:3002/fhir')],
    ['http://localhost:3002/fhir/Condition', base('http://localhost:3002/fhir')],
    ['http://[::1]:3002/fhir/Condition', base('http://[::1]:3002/fhir')],
  ])('%s may be asked', (address, under) => {
    expect(mayAsk(new URL(address), under)).toBe(true);
  });

  test.each([
    ['another path', 'https://ehr.example/fhirs', EHR],
    ['up and out', 'https://ehr.example/fhir/../admin', EHR],
    ['up and out, encoded', 'https://ehr.example/fhir/%2e%2e/admin', EHR],
    ['an encoded slash', 'https://ehr.example/fhir/..%2fadmin', EHR],
    ['an encoded backslash', 'https://ehr.example/fhir/..%5cadmin', EHR],
    ['up and out, with a path parameter', 'https://ehr.example/fhir/..;/admin', EHR],
    ['the same, encoded and named', 'https://ehr.example/fhir/%2E%2e;x=1/admin', EHR],
    ['a user', 'https://user@ehr.example/fhir', EHR],
    ['the base as a user', 'https://ehr.example@evil.example/fhir', EHR],
    ['a fragment', 'https://ehr.example/fhir#x', EHR],
    ['another port', 'https://ehr.example:8443/fhir', EHR],
    ['another scheme', 'http://ehr.example/fhir', EHR],
    ['a longer host', 'https://ehr.example.evil.example/fhir', EHR],
    ['a trailing dot', 'https://ehr.example./fhir', EHR],
    ['loopback in one number', 'http://2130706433/fhir', EHR],
    ['loopback in hexadecimal', 'http://0x7f.1/fhir', EHR],
    ['loopback in octal', 'http://0177.0.0.1/fhir', EHR],
    ['loopback in IPv6', 'http://[::ffff:127.0.0.1]/fhir', EHR],
    ['metadata', 'http://169.254.169.254/fhir', EHR],
    ['http to a registered host', 'http://ehr.example/fhir', base('http://ehr.example/fhir')],
    ['http to a private host', 'http://10.0.0.7/fhir', base('http://10.0.0.7/fhir')],
    ['a file', 'file:///etc/passwd', base('file:///etc')],
  ])('%s may not: %s', (_name, address, under) => {
    expect(mayAsk(new URL(address), under)).toBe(false);
  });
});

test.each([
  ['https://ehr.example/fhir', {}, false],
  ['https://ehr.example/fhir', { allowPrivate: true }, true],
  ['https://10.0.0.7/fhir', {}, true],
  ['https://[fd12::7]/fhir', {}, true],
  ['http://localhost:3002/fhir', {}, true],
  ['https://localhost.evil.example/fhir', {}, false],
])('%s %j may be private: %s', (text, more, expected) => {
  expect(mayBePrivate(base(text, more))).toBe(expected);
});
