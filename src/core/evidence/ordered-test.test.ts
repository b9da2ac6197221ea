import { expect, test } from '@jest/globals';
import type { CodeableConcept } from 'fhir/r4.js';
import { terminology } from '../../../test/support/terminology.js';
import { orderedTest } from './ordered-test.js';

const LOINC = 'http://loinc.org';
const HCPCS = 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const coded = (system: string, code: string): CodeableConcept => ({ coding: [{ system, code }] });

test.each<[string, CodeableConcept | undefined, ReturnType<typeof orderedTest>]>([
  ['alanine aminotransferase by code', coded(LOINC, '1742-6'), 'liver-tests'],
  ['a hepatic panel by name', { text: 'Hepatic function panel' }, 'liver-tests'],
  ['bilirubin alone', { text: 'Total bilirubin' }, undefined],
  ['an opioid screen by name', { text: 'Urine fentanyl screen' }, 'toxicology'],
  ['alcohol by name', { text: 'Breath alcohol' }, undefined],
  ['a pregnancy test', coded(LOINC, '2106-3'), undefined],
  ['a billing code of drug testing', coded(HCPCS, 'G0480'), 'toxicology'],
  ['a billing code of a supply', coded(HCPCS, 'G2215'), undefined],
  ['the removal of an implant', { text: 'Removal of buprenorphine implant' }, undefined],
  ['something else', { text: 'Hemoglobin' }, undefined],
  ['no code', undefined, undefined],
])('%s', (_, code, expected) => {
  expect(orderedTest(code, terminology)).toBe(expected);
});
