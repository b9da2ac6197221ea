import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { terminology } from '../../test/support/terminology.js';
import type { LocalCodeEntry } from '../core/pack/local-codes.js';
import { indexLocalCodes } from './index-local-codes.js';
import { LocalCodeError } from './local-code-error.js';

const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const LOINC = 'http://loinc.org';
const CONCEPT = 'https://naltrexone-cds.org/concept';
const SITE = 'https://ehr.example.org/medications';
const by = { owner: 'Pharmacy informatics', date: '2026-11-02' };
const oxycodone = { system: RXNORM, code: '7804' };
const naltrexone = { system: RXNORM, code: '7243' };
const sublingual = { system: 'http://snomed.info/sct', code: '37839007' };
const loinc = (code: string) => ({ system: LOINC, code });
const concept = (code: string) => ({ system: CONCEPT, code });

function errorOf(...entries: object[]): LocalCodeError {
  try {
    indexLocalCodes({ site: entries as LocalCodeEntry[], client: [] }, terminology);
  } catch (error) {
    if (error instanceof LocalCodeError) return error;
    throw error;
  }
  throw new Error('no fault was found');
}
const accepted = (text: string, means: LocalCodeEntry['means']) => {
  const site = [{ text, means, ...by }];
  return indexLocalCodes({ site, client: [] }, terminology)?.byText.size;
};

describe('a local code that cannot be used', () => {
  test.each<[string, object, string, RegExp]>([
    [
      'with neither code nor text',
      { means: oxycodone },
      '',
      /either "system" and "code" or "text"/,
    ],
    [
      'with both',
      { system: SITE, code: '1', text: 'oxy', means: oxycodone },
      '',
      /either "system" and "code" or "text"/,
    ],
    ['with half a code and a text', { code: '1', text: 'oxy', means: oxycodone }, '', /either/],
    ['with a code and no system', { code: '1', means: oxycodone }, '', /either/],
    [
      'that means a code that no table has',
      { system: SITE, code: '1', means: { system: RXNORM, code: '99999999' } },
      '.means',
      /none of our tables knows 99999999 of http/,
    ],
    [
      'that means a code of a system nobody knows',
      { system: SITE, code: '1', means: { system: SITE, code: '7804' } },
      '.means',
      /none of our tables knows/,
    ],
    [
      'that means a concept that does not exist',
      { system: SITE, code: '1', means: concept('oxycodone') },
      '.means',
      /none of our tables knows/,
    ],
    [
      'that is a standard code',
      { ...oxycodone, means: naltrexone },
      '.code',
      /7804 .*standard code/,
    ],
    [
      'that is a standard code under another name of its system',
      { system: 'urn:oid:2.16.840.1.113883.6.88', code: '7804', means: naltrexone },
      '.code',
      /standard code/,
    ],
    [
      'that is a standard code without its dot',
      { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'f1120', means: concept('cows') },
      '.code',
      /standard code/,
    ],
    [
      'whose text names an opioid',
      { text: 'Oxycodone 5 mg (local)', means: { system: RXNORM, code: '161' } },
      '.means',
      /names an opioid/,
    ],
    [
      'whose text names an opioid and that means naltrexone',
      { text: 'methadone programme dose', means: naltrexone },
      '.means',
      /names an opioid/,
    ],
    [
      'whose text names another opioid',
      { text: 'methadone programme dose', means: oxycodone },
      '.means',
      /names an opioid/,
    ],
    [
      'whose text names naltrexone',
      { text: 'Vivitrol kit', means: oxycodone },
      '.means',
      /names naltrexone/,
    ],
    [
      'whose text names another drug test',
      { text: 'fentanyl, urine', means: loinc('1742-6') },
      '.means',
      /names an opioid/,
    ],
    [
      'whose text names a test of another opioid',
      { text: 'fentanyl urine screen', means: loinc('19295-5') },
      '.means',
      /names one test/,
    ],
    [
      'whose text names another liver test',
      { text: 'ALT', means: loinc('1920-8') },
      '.means',
      /one/,
    ],
    [
      'whose text names a score',
      { text: 'COWS total', means: concept('ascites') },
      '.means',
      /names one test/,
    ],
    [
      'whose text names another route',
      { text: 'Subcutaneous (abdomen)', means: sublingual },
      '.means',
      /names one route/,
    ],
    [
      'whose text names an opioid condition',
      {
        text: 'OUD on maintenance',
        means: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'F10.20' },
      },
      '.means',
      /names an opioid condition/,
    ],
    [
      'dated on no day',
      { system: SITE, code: '1', means: oxycodone, date: '2026-13-01' },
      '.date',
      /2026-13-01 is no day/,
    ],
  ])('%s', (_name, entry, member, problem) => {
    const error = errorOf(
      { text: 'ward form 7', means: concept('ciwa-ar'), ...by },
      {
        ...by,
        ...entry,
      },
    );
    expect(error.place).toBe(`localCodes[1]${member}`);
    expect(error.problem).toMatch(problem);
    expect(error.message).toBe(`the site file, ${error.place}: ${error.problem}. ${error.remedy}.`);
  });

  test('has another meaning already', () => {
    const one = { system: SITE, code: '1', means: oxycodone, ...by };
    const { place, problem } = errorOf(one, { ...one, means: naltrexone });
    expect([place, problem]).toEqual(['localCodes[1]', expect.stringMatching(/7804 of http/)]);
    expect(
      errorOf(
        { text: 'Oxy  5', means: oxycodone, ...by },
        {
          text: ' oxy 5',
          means: naltrexone,
          ...by,
        },
      ).place,
    ).toBe('localCodes[1]');
  });

  test('of a client that contradicts its site file', () => {
    const one = { system: SITE, code: '1', means: oxycodone, ...by };
    expect(() =>
      indexLocalCodes({ site: [one], client: [{ ...one, means: naltrexone }] }, terminology),
    ).toThrow(/the client's entry, localCodes\[0\]: .*another meaning already/);
  });
});

describe('a local code that can be used', () => {
  test.each<[string, LocalCodeEntry['means']]>([
    ['OXY5', oxycodone],
    ['oxycodone 5 local', oxycodone],
    ['opioid of the ward', oxycodone],
    ['clinic injection', naltrexone],
    ['Vivitrol kit', naltrexone],
    ['SGPT (local)', loinc('1742-6')],
    ['opiates, urine', loinc('19295-5')],
    ['PEth 16:0/18:1', concept('peth')],
    ['OUD on maintenance', { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'F11.20' }],
    ['Under tongue', sublingual],
    ['Sublingual (film)', sublingual],
    ['withdrawal sheet', concept('cows')],
    ['COWS total', concept('cows')],
    ['naloxone challenge', concept('naloxone-challenge-positive')],
    ['opioid use disorder', { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'F11.20' }],
  ])('"%s" as %j', (text, means) => {
    expect(accepted(text, means)).toBe(1);
  });

  test('may stand in both lists with one meaning', () => {
    const one = { text: 'OXY5', means: oxycodone, ...by };
    const codes = indexLocalCodes({ site: [one], client: [one] }, terminology);
    expect(codes?.byText.get('oxy5')?.meaning.display).toBe('Oxycodone');
  });

  test('is none: nothing is to be looked up', () => {
    expect(indexLocalCodes({ site: [], client: [] }, terminology)).toBeUndefined();
  });
});

test('docs/local-codes.md shows a list that can be used, and every concept', () => {
  const text = readFileSync(new URL('../../docs/local-codes.md', import.meta.url), 'utf8');
  const [, example = ''] = /```json\n(.*?)```/s.exec(text) ?? [];
  const { localCodes } = JSON.parse(example) as { localCodes: LocalCodeEntry[] };
  expect(indexLocalCodes({ site: localCodes, client: [] }, terminology)?.byText.size).toBe(1);
  for (const code of terminology.observations.concepts.keys())
    expect(text).toContain(`\`${code}\``);
});
