import { describe, expect, test } from '@jest/globals';
import { terminology } from '../../../../test/support/terminology.js';
import { recogniseContextDrugs } from './recognise-context-drugs.js';

const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const roles = (concept: Parameters<typeof recogniseContextDrugs>[1]): readonly string[] =>
  recogniseContextDrugs(terminology, concept).map(({ role }) => role);

describe('recogniseContextDrugs', () => {
  test.each([
    ['warfarin 5 mg', ['vitamin-K-antagonist']],
    ['Coumadin', ['vitamin-K-antagonist']],
    ['Eliquis 5 mg', ['direct-oral-anticoagulant']],
    ['enoxaparin 40 mg injection', ['heparin']],
    ['disulfiram 250 mg', ['disulfiram']],
    ['lofexidine 0.18 mg', ['lofexidine']],
    ['heparinoid cream', []],
    ['amoxicillin', []],
  ])('words "%s"', (text, expected) => {
    expect(roles({ text })).toEqual(expected);
  });

  test('an ingredient code', () => {
    expect(roles({ coding: [{ system: RXNORM, code: '11289' }] })).toEqual([
      'vitamin-K-antagonist',
    ]);
  });

  test('acetaminophen inside an opioid product', () => {
    expect(roles({ coding: [{ system: RXNORM, code: '1049221' }] })).toEqual(['acetaminophen']);
  });

  test('nothing', () => {
    expect(roles(undefined)).toEqual([]);
  });
});
