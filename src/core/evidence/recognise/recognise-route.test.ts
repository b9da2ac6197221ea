import { describe, expect, test } from '@jest/globals';
import { terminology } from '../../../../test/support/terminology.js';
import { recogniseRoute } from './recognise-route.js';

const SNOMED = 'http://snomed.info/sct';
const V3 = 'http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration';

describe('recogniseRoute', () => {
  test.each([
    ['78421000', 'intramuscular'],
    ['47625008', 'intravenous'],
    ['34206005', 'subcutaneous'],
    ['26643006', 'oral'],
    ['372464004', 'intradermal'],
    ['404820008', 'epidural'],
    ['72607000', 'intrathecal'],
    ['45890007', 'transdermal'],
  ])('SNOMED CT %s', (code, route) => {
    expect(recogniseRoute(terminology, { coding: [{ system: SNOMED, code }] })).toBe(route);
  });

  test.each([
    ['IM', 'intramuscular'],
    ['SQ', 'subcutaneous'],
    ['IV', 'intravenous'],
    ['PO', 'oral'],
    ['SL', 'sublingual'],
  ])('HL7 v3 %s', (code, route) => {
    expect(recogniseRoute(terminology, { coding: [{ system: V3, code }] })).toBe(route);
  });

  test.each([
    ['Intramuscular route', 'intramuscular'],
    ['IM', 'intramuscular'],
    ['deep gluteal IM injection', 'intramuscular'],
    ['by mouth', 'oral'],
    ['subcut', 'subcutaneous'],
  ])('words "%s"', (text, route) => {
    expect(recogniseRoute(terminology, { text })).toBe(route);
  });

  test('words count when the code is foreign', () => {
    const coding = [{ system: 'http://example.org', code: '7', display: 'Intravenous' }];
    expect(recogniseRoute(terminology, { coding })).toBe('intravenous');
  });

  test.each([undefined, null, {}, { text: 'as directed' }])('%p says nothing', (concept) => {
    expect(recogniseRoute(terminology, concept)).toBeUndefined();
  });
});
