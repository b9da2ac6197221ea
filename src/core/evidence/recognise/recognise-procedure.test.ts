import { describe, expect, test } from '@jest/globals';
import { terminology } from '../../../../test/support/terminology.js';
import { recogniseProcedure } from './recognise-procedure.js';

const HCPCS = 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const byCode = (code: string, system = HCPCS): ReturnType<typeof recogniseProcedure> =>
  recogniseProcedure(terminology, { coding: [{ system, code }] });
const byWords = (text: string): ReturnType<typeof recogniseProcedure> =>
  recogniseProcedure(terminology, { text });

describe('recogniseProcedure', () => {
  test.each([
    ['G2067', 'methadone', 7],
    ['G2068', 'buprenorphine-transmucosal', 7],
    ['G2078', 'methadone', 7],
    ['H0020', 'methadone', 0],
    ['G2069', 'sublocade', 0],
    ['Q9991', 'sublocade', 0],
    ['Q9992', 'sublocade', 0],
    ['J0578', 'brixadi-monthly', 0],
    ['J0577', 'brixadi-weekly', 0],
    ['G0533', 'brixadi-weekly', 0],
    ['J0570', 'buprenorphine-implant', 0],
    ['G0516', 'buprenorphine-implant', 0],
    ['G0518', 'buprenorphine-implant', 0],
    ['J3010', 'perioperative', 0],
    ['j2270', 'short-acting', 0],
  ])('%s is an exposure: %s, + %d d', (code, exposureClass, coversDays) => {
    expect(byCode(code)).toMatchObject({
      is: 'exposure',
      medication: { exposureClass },
      coversDays,
    });
  });

  test('J2315 is depot naltrexone; a programme bundle and look-alikes are not', () => {
    expect(byCode('J2315')).toEqual({ is: 'depot-naltrexone' });
    expect(byCode('G2073')).toEqual({ is: 'other', role: 'programme-naltrexone' });
    expect(byCode('J2320')).toEqual({ is: 'other', role: 'trap' });
    expect(byCode('J2212')).toEqual({ is: 'other', role: 'trap' });
    expect(byCode('J2310')).toEqual({ is: 'other', role: 'rescue' });
    expect(byCode('G2074')).toEqual({ is: 'other', role: 'context' });
  });

  test.each(['G0517', 'G2071'])('%s ends an implant', (code) => {
    expect(byCode(code)).toEqual({ is: 'implant-removed' });
  });

  test.each([
    ['Buprenorphine implant removal', 'implant-removed'],
    ['Removal of Probuphine implant', 'implant-removed'],
    ['Removal and reinsertion of buprenorphine implant', 'exposure'],
    ['Buprenorphine implant insertion', 'exposure'],
    ['Removal of contraceptive implant', 'other'],
    ['Naloxone challenge', 'naloxone-challenge'],
    ['Vivitrol injection', 'depot-naltrexone'],
    ['naltrexone tablet, observed', 'other'],
    ['Sublocade injection', 'exposure'],
    ['Opioid counseling', 'other'],
    ['Total knee replacement', 'other'],
  ])('"%s" → %s', (text, is) => {
    expect(byWords(text).is).toBe(is);
  });

  test('the SNOMED CT finding of a positive challenge', () => {
    expect(byCode('1264554000', 'http://snomed.info/sct')).toEqual({
      is: 'naloxone-challenge',
      positive: true,
    });
  });

  test('agonist substitution by SNOMED CT is an exposure to an unknown opioid', () => {
    expect(byCode('304681000000107', 'http://snomed.info/sct')).toMatchObject({
      is: 'exposure',
      medication: { exposureClass: 'unknown-opioid' },
    });
  });

  test('nothing at all', () => {
    expect(recogniseProcedure(terminology, undefined)).toEqual({ is: 'other', role: undefined });
  });
});
