import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { terminology } from '../../../../test/support/terminology.js';
import { recogniseCondition } from './recognise-condition.js';

const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';
const SNOMED = 'http://snomed.info/sct';
const byCode = (code: string, system = ICD): string | undefined =>
  recogniseCondition(terminology, { coding: [{ system, code }] })?.group;

describe('recogniseCondition', () => {
  test.each([
    ['F11.20', 'opioid-use-disorder active'],
    ['F1120', 'opioid-use-disorder active'],
    ['f11.20', 'opioid-use-disorder active'],
    ['F11.21', 'opioid-use-disorder remission'],
    ['F11.23', 'opioid-withdrawal'],
    ['F11.90', 'opioid-use-unspecified'],
    ['Z79.891', 'opioid-therapy'],
    ['T40.411A', 'opioid-overdose/poisoning'],
    ['K70.11', 'decompensation'],
    ['K70.10', 'alcoholic-hepatitis'],
    ['K70.31', 'decompensation'],
    ['K70.30', 'cirrhosis'],
    ['K70.0', 'alcohol-related-liver-disease'],
    ['K72.10', 'decompensation'],
    ['K72.00', 'hepatic-failure'],
    ['B19.0', 'hepatic-failure'],
    ['B19.9', 'chronic-viral-hepatitis'],
    ['B16.9', 'acute-hepatitis'],
    ['R18.8', 'ascites'],
    ['J82.81', 'eosinophilic pneumonia'],
    ['D69.6', 'thrombocytopenia/coagulation disorder'],
    ['X78.9XXA', 'suicidality'],
  ])('%s → %s', (code, group) => {
    expect(byCode(code)).toBe(group);
  });

  test.each([
    'T40.7X1A',
    'T40.5X1A',
    'R18.0',
    'J82',
    'J82.83',
    'J82.89',
    'D65',
    'D68.51',
    'D69.0',
    'I50.9',
    'F12.20',
    'K7',
    '',
  ])('"%s" belongs to no group', (code) => {
    expect(byCode(code)).toBeUndefined();
  });

  test.each([
    ['K70.31', ['cirrhosis', 'alcohol-related-liver-disease', 'ascites']],
    ['K70.11', ['alcoholic-hepatitis', 'alcohol-related-liver-disease', 'ascites']],
    ['B19.0', ['acute-hepatitis']],
    ['F10.239', ['alcohol-withdrawal']],
    ['F10.23', ['alcohol-withdrawal']],
    ['F11.20', []],
  ])('%s also means %j', (code, also) => {
    const found = recogniseCondition(terminology, { coding: [{ system: ICD, code }] });
    expect(found?.also).toEqual(also);
  });

  test.each([
    'urn:oid:2.16.840.1.113883.6.90',
    'http://hl7.org/fhir/sid/icd-10',
    'https://hl7.org/fhir/sid/icd-10-cm/',
  ])('the system %s is ICD-10-CM', (system) => {
    expect(byCode('F11.20', system)).toBe('opioid-use-disorder active');
  });

  test('SNOMED CT by code, several groups in one order', () => {
    expect(byCode('75544000', SNOMED)).toBe('opioid-use-disorder active');
    expect(byCode('716203000', SNOMED)).toBe('decompensation');
    expect(byCode('26206000', SNOMED)).toBe('hepatic-failure');
    expect(byCode('1264554000', SNOMED)).toBe('opioid-withdrawal');
  });

  test.each([
    [undefined],
    [null],
    [{}],
    [{ text: 'Opioid use disorder' }],
    [{ coding: [{ code: 'F11.20' }] }],
    [{ coding: [{ system: 'http://example.org', code: 'F11.20' }] }],
  ])('%j is no diagnosis of ours', (concept) => {
    expect(recogniseCondition(terminology, concept)).toBeUndefined();
  });

  test('a local code beside the real one changes nothing', () => {
    const coding = [
      { system: 'http://example.org', code: 'OUD' },
      { system: ICD, code: 'F11.20' },
    ];
    expect(recogniseCondition(terminology, { coding })?.code).toBe('F11.20');
  });

  test('the order of the codings does not matter', () => {
    const codings = [
      ...['F11.20', 'F11.21', 'K70.31', 'F10.239', 'I50.9'].map((code) => ({ system: ICD, code })),
      ...['75544000', '716203000'].map((code) => ({ system: SNOMED, code })),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(codings), (some) => {
        const found = recogniseCondition(terminology, { coding: some });
        const sorted = recogniseCondition(terminology, {
          coding: [...some].sort((a, b) => (a.code < b.code ? -1 : 1)),
        });
        expect(found?.group).toBe(sorted?.group);
        expect([...(found?.also ?? [])].sort()).toEqual([...(sorted?.also ?? [])].sort());
      }),
    );
  });
});
