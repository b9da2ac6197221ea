import { describe, expect, test } from '@jest/globals';
import { liesUnder } from '../egress/allowed-base.js';
import { parseFhirBase } from './fhir-base.js';

const base = (text: string) => parseFhirBase(text)!;

describe('parseFhirBase', () => {
  test.each([
    'https://ehr.example/fhir',
    'https://EHR.example:443/fhir/',
    'https://ehr.example/fhir//',
  ])('%s is one base', (text) => {
    expect(parseFhirBase(text)).toEqual({ origin: 'https://ehr.example', path: '/fhir' });
  });

  test.each([
    'ehr.example/fhir',
    '//ehr.example/fhir',
    'ftp://ehr.example/fhir',
    'file:///etc/passwd',
    'https://user:secret@ehr.example/fhir',
    'https://ehr.example/fhir?x=1',
    'https://ehr.example/fhir#x',
    '',
  ])('%j is none', (text) => {
    expect(parseFhirBase(text)).toBeUndefined();
  });
});

describe('liesUnder', () => {
  const allowed = base('https://ehr.example/fhir');

  test.each(['https://ehr.example/fhir', 'https://ehr.example/fhir/tenant-a'])(
    '%s does',
    (text) => {
      expect(liesUnder(allowed, base(text))).toBe(true);
    },
  );

  test.each([
    'https://ehr.example/fhir2',
    'https://ehr.example/',
    'https://ehr.example/fhir/../admin',
    'https://ehr.example/fhir/%2e%2e/admin',
    'https://ehr.example/fhir/..%2fadmin',
    'https://ehr.example:8443/fhir',
    'http://ehr.example/fhir',
    'https://ehr.example.evil.example/fhir',
    'https://evil.example/https://ehr.example/fhir',
  ])('%s does not', (text) => {
    expect(liesUnder(allowed, base(text))).toBe(false);
  });

  test('a base at the root covers its whole origin', () => {
    expect(liesUnder(base('http://127.0.0.1:8080'), base('http://127.0.0.1:8080/fhir'))).toBe(true);
  });
});
