import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { terminology } from '../../../../test/support/terminology.js';
import { recogniseObservationCode } from './recognise-observation-code.js';

type Concept = Parameters<typeof recogniseObservationCode>[1];
const LOINC = 'http://loinc.org';
const loinc = (code: string): Concept => ({ coding: [{ system: LOINC, code }] });
const recognise = (concept: Concept): ReturnType<typeof recogniseObservationCode> =>
  recogniseObservationCode(terminology, concept);

describe('recogniseObservationCode', () => {
  test.each([
    ['19295-5', 'opiates', 'screen', ['morphine', 'codeine', 'heroin']],
    ['19642-8', 'oxycodone', 'screen', ['oxycodone']],
    ['59673-4', 'fentanyl', 'screen', ['fentanyl']],
    ['19550-3', 'methadone', 'screen', ['methadone']],
    ['3414-0', 'buprenorphine', 'unspecified', ['buprenorphine']],
    ['58362-5', 'norbuprenorphine', 'confirm', ['norbuprenorphine']],
    ['19380-5', 'butorphanol', 'cutoff', []],
    ['2161-8', 'creatinine', 'validity', []],
    ['19609-7', 'naltrexone', 'screen', []],
  ])('LOINC %s: %s, %s', (code, analyte, method, covers) => {
    expect(recognise(loinc(code))).toMatchObject({
      is: 'toxicology',
      by: 'code',
      test: { code, analyte, method, covers },
    });
  });

  test('only opioid rows have the subject opioid', () => {
    expect(recognise(loinc('19609-7'))).toMatchObject({ test: { subject: 'naltrexone' } });
    expect(recognise(loinc('86609-5'))).toMatchObject({ test: { subject: 'opioid' } });
  });

  test.each([
    ['1742-6', 'alt', 'primary'],
    ['1920-8', 'ast', 'primary'],
    ['77144-4', 'ast', 'alternate'],
    ['1975-2', 'bilirubin-total', 'primary'],
    ['1968-7', 'bilirubin-direct', 'primary'],
    ['1971-1', 'bilirubin-indirect', 'context'],
    ['6301-6', 'inr', 'primary'],
    ['1916-6', 'ast-alt-ratio', 'trap'],
    ['24325-3', 'hepatic-panel', 'panel'],
  ])('LOINC %s: %s, %s', (code, analyte, use) => {
    expect(recognise(loinc(code))).toMatchObject({
      is: 'liver',
      by: 'code',
      test: { analyte, use },
    });
  });

  test.each([
    ['82810-3', 'pregnancy-status'],
    ['44260-8', 'phq-9-item-9'],
    ['75624-7', 'audit'],
  ])('LOINC %s: %s', (code, assessment) => {
    expect(recognise(loinc(code))).toMatchObject({
      is: 'assessment',
      by: 'code',
      test: { assessment },
    });
  });

  test.each([
    ['Fentanyl screen, urine', 'fentanyl', 'screen', 'urine'],
    ['Urine fentanyl', 'fentanyl', 'unspecified', 'urine'],
    ['FENTANYL,U', 'fentanyl', 'unspecified', 'urine'],
    ['Fentanyl', 'fentanyl', 'unspecified', 'unspecified'],
    ['Opiates [Presence] in Urine by Screen method', 'opiates', 'screen', 'urine'],
    ['Opiates confirmation, urine', 'opiates', 'confirm', 'urine'],
    ['Oxycodone/Oxymorphone screen', 'oxycodone + oxymorphone', 'screen', 'unspecified'],
    ['Methadone metabolite (EDDP), urine', 'eddp', 'unspecified', 'urine'],
    ['6-MAM', '6-monoacetylmorphine', 'unspecified', 'unspecified'],
    ['Butorphanol cutoff', 'butorphanol', 'cutoff', 'unspecified'],
    ['Urine drug screen panel', 'drugs of abuse (unspecified)', 'panel', 'unspecified'],
    ['Urine EtG', 'ethyl glucuronide', 'unspecified', 'urine'],
    ['PEth', 'phosphatidylethanol', 'unspecified', 'unspecified'],
    ['Breath alcohol %', 'ethanol', 'unspecified', 'unspecified'],
    ['Creatinine, urine', 'creatinine', 'validity', 'unspecified'],
  ])('words "%s" are a drug test', (text, analyte, method, specimen) => {
    expect(recognise({ text })).toMatchObject({
      is: 'toxicology',
      by: 'words',
      test: { code: undefined, analyte, method, specimen },
    });
  });

  test.each([
    ['ALT (SGPT)', 'alt'],
    ['SGOT', 'ast'],
    ['Total bilirubin', 'bilirubin-total'],
    ['Bilirubin, direct', 'bilirubin-direct'],
    ['AST/ALT ratio', 'ast-alt-ratio'],
    ['Hepatic function panel', 'hepatic-panel'],
  ])('words "%s" are a liver test', (text, analyte) => {
    expect(recognise({ text })).toMatchObject({ is: 'liver', by: 'words', test: { analyte } });
  });

  test.each([
    ['COWS total', 'cows'],
    ['Clinical Opiate Withdrawal Scale total score', 'cows'],
    ['CIWA-Ar total', 'ciwa'],
    ['Last heroin use (self-report)', 'last-opioid-use'],
    ['Date of last fentanyl use', 'last-opioid-use'],
    ['Last dose of methadone', 'last-opioid-use'],
    ['Self-reported last drink', 'last-drink'],
    ['Naloxone challenge', 'naloxone-challenge'],
    ['Ascites', 'ascites'],
    ['Hepatic encephalopathy grade', 'hepatic-encephalopathy'],
  ])('words "%s" are an assessment', (text, assessment) => {
    expect(recognise({ text })).toMatchObject({
      is: 'assessment',
      by: 'words',
      test: { assessment },
    });
  });

  test.each([
    'COWS - Resting pulse rate',
    'CIWA-B',
    'Last tobacco use',
    'Opioid risk tool score',
    'Opioid use disorder',
    'Morphine milligram equivalents',
    'Drug abuse screening test',
    'Bilirubin, urine',
    'Ascites albumin gradient',
    'Glucose',
    'Amphetamines screen, urine',
    'Alternative',
    'Fentanyl infusion rate',
    '',
  ])('words "%s" are none of ours', (text) => {
    expect(recognise({ text })).toEqual({ is: 'other' });
  });

  test('a local code or a code without a system is known by its display only', () => {
    const display = 'Fentanyl screen, urine';
    expect(recognise({ coding: [{ system: 'urn:lab', code: 'F', display }] })).toMatchObject({
      by: 'words',
    });
    expect(recognise({ coding: [{ code: '1742-6' }] })).toEqual({ is: 'other' });
    expect(recognise({ coding: [{ system: LOINC, code: '99999-9', display }] })).toMatchObject({
      by: 'words',
    });
  });

  test('a real code keeps its meaning beside local codes and words', () => {
    const coding = [
      { system: 'urn:lab', code: 'F', display: 'ALT' },
      { system: LOINC, code: '59673-4' },
    ];
    expect(recognise({ coding, text: 'AST' })).toMatchObject({
      by: 'code',
      test: { analyte: 'fentanyl' },
    });
    expect(recognise({ coding: [{ system: LOINC, code: '1916-6' }], text: 'AST' })).toMatchObject({
      test: { analyte: 'ast-alt-ratio' },
    });
  });

  test('the order of the codings does not matter', () => {
    const codes = ['59673-4', '19295-5', '1742-6', '24325-3', '82810-3', '19380-5', '12345-6'];
    fc.assert(
      fc.property(fc.shuffledSubarray(codes), (some) => {
        const concept = (list: readonly string[]): Concept => ({
          coding: list.map((code) => ({ system: LOINC, code })),
        });
        expect(recognise(concept(some))).toEqual(recognise(concept([...some].sort())));
      }),
    );
  });
});
