import { afterAll, describe, expect, test } from '@jest/globals';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TERMINOLOGY_FOLDER, terminology } from '../../test/support/terminology.js';
import { recogniseCondition } from '../core/evidence/recognise/recognise-condition.js';
import { recogniseMedication } from '../core/evidence/recognise/recognise-medication.js';
import { loadTerminology } from './load-terminology.js';
import { parseCsv } from './terminology/parse-csv.js';
import { TableError } from './terminology/table-error.js';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function copyWithout(removed: (file: string) => boolean): string {
  const folder = mkdtempSync(join(tmpdir(), 'terminology-'));
  folders.push(folder);
  cpSync(TERMINOLOGY_FOLDER, folder, { recursive: true, filter: (from) => !removed(from) });
  return folder;
}

function copyWith(file: string, change: (text: string) => string): string {
  const folder = copyWithout(() => false);
  const path = join(folder, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
  return folder;
}

const rowsOf = (file: string): readonly (readonly string[])[] =>
  parseCsv(file, readFileSync(join(TERMINOLOGY_FOLDER, file), 'utf8'))
    .slice(1)
    .map(({ fields }) => fields);

describe('the tables of this repository', () => {
  test.each([
    ['rxnorm-opioids.csv', 4085],
    ['rxnorm-naltrexone.csv', 68],
    ['rxnorm-antagonists.csv', 94],
    ['rxnorm-context.csv', 15],
    ['ndc.csv', 54],
    ['atc.csv', 42],
    ['hcpcs.csv', 66],
    ['cpt.csv', 20],
    ['loinc-liver.csv', 68],
    ['loinc-toxicology.csv', 559],
    ['loinc-assessments.csv', 19],
    ['snomed-observations.csv', 3],
    ['concepts.csv', 10],
    ['snomed-drugs.csv', 24],
    ['snomed-therapies.csv', 5],
    ['snomed-conditions.csv', 641],
    // 264 of the compilation and K70 as a whole, on which the liver rules rest
    ['icd10cm-conditions.csv', 265],
  ])('%s holds %d rows', (file, count) => {
    expect(rowsOf(file)).toHaveLength(count);
  });

  test('the exposure classes have the counts of the compilation', () => {
    const counts: Record<string, number> = {};
    for (const row of rowsOf('rxnorm-opioids.csv'))
      counts[row[9] ?? ''] = (counts[row[9] ?? ''] ?? 0) + 1;
    expect(counts).toEqual({
      'short-acting': 1539,
      'kratom-tianeptine-nitazene': 1,
      antitussive: 1390,
      'extended-release': 444,
      'buprenorphine-transmucosal': 169,
      tramadol: 109,
      methadone: 108,
      'mixed-agonist-antagonist': 101,
      perioperative: 65,
      transdermal: 54,
      'buprenorphine-patch': 42,
      'long-acting': 20,
      sublocade: 12,
      'brixadi-monthly': 6,
      'brixadi-weekly': 8,
      'buprenorphine-implant': 9,
      antidiarrhoeal: 8,
    });
  });

  test('methods of drug tests have the counts of the compilation', () => {
    const counts: Record<string, number> = {};
    for (const { method } of terminology.observations.toxicology.values())
      counts[method] = (counts[method] ?? 0) + 1;
    expect(counts).toEqual({
      confirm: 177,
      'confirm-creatinine-ratio': 33,
      screen: 105,
      unspecified: 127,
      panel: 25,
      cutoff: 75,
      metadata: 13,
      validity: 4,
    });
  });

  test('cut-offs, metadata and validity rows cover nothing; confirmations cover their analytes', () => {
    for (const test of terminology.observations.toxicology.values()) {
      if (['cutoff', 'metadata', 'validity'].includes(test.method)) expect(test.covers).toEqual([]);
      if (test.subject !== 'opioid') expect(test.sourceDrugs).toEqual([]);
      if (
        test.method.startsWith('confirm') &&
        test.subject === 'opioid' &&
        test.analyte !== 'opiates'
      ) {
        expect([...test.covers].sort()).toEqual([...test.analytes].sort());
      }
    }
  });

  test('every LOINC code has its check digit (mod 10)', () => {
    for (const file of ['loinc-toxicology.csv', 'loinc-liver.csv', 'loinc-assessments.csv']) {
      for (const [code = ''] of rowsOf(file)) {
        if (code !== '') expect([code, loincCheckDigit(code)]).toEqual([code, Number(code.at(-1))]);
      }
    }
  });

  test('every SNOMED CT code has its check digit (Verhoeff)', () => {
    for (const file of readdirSync(TERMINOLOGY_FOLDER).filter((name) =>
      name.startsWith('snomed-'),
    )) {
      for (const [code = ''] of rowsOf(file))
        expect([code, isVerhoeff(code)]).toEqual([code, true]);
    }
  });

  test('all files are UTF-8 with LF and without a byte order mark, and each is in tables.json', () => {
    const { tables } = JSON.parse(
      readFileSync(join(TERMINOLOGY_FOLDER, 'tables.json'), 'utf8'),
    ) as {
      tables: { file: string }[];
    };
    const files = readdirSync(TERMINOLOGY_FOLDER).filter((name) => name.endsWith('.csv'));
    expect(tables.map(({ file }) => file).sort()).toEqual(files.sort());
    for (const file of files) {
      const text = readFileSync(join(TERMINOLOGY_FOLDER, file), 'utf8');
      expect([file, /\r|\ufeff|\ufffd/.test(text), text.endsWith('\n')]).toEqual([
        file,
        false,
        true,
      ]);
    }
  });

  test('the value is frozen', () => {
    expect(Object.isFrozen(terminology)).toBe(true);
    expect(Object.isFrozen(terminology.medications.rxnorm.get('7052'))).toBe(true);
  });
});

describe('without the removable tables', () => {
  const bare = loadTerminology(copyWithout((path) => /\/(snomed-[a-z-]+|cpt)\.csv$/.test(path)));

  test('drugs and conditions are still known by the other systems', () => {
    const text = 'Vivitrol';
    expect(recogniseMedication(bare, { text })).toMatchObject({
      is: 'naltrexone',
      product: 'depot',
    });
    const coding = [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'F11.20' }];
    expect(recogniseCondition(bare, { coding })?.group).toBe('opioid-use-disorder active');
  });

  test('SNOMED CT and CPT codes are unknown, not wrong', () => {
    const coding = [{ system: 'http://snomed.info/sct', code: '373529000' }];
    expect(recogniseMedication(bare, { coding })).toEqual({ is: 'unresolvable' });
    expect(bare.procedures.cpt.size).toBe(0);
  });
});

describe('a table that cannot be used stops the start and says where and why', () => {
  test.each<[string, string, (text: string) => string, Partial<TableError>]>([
    [
      'a value outside the list',
      'drugs.csv',
      (text) => text.replace('morphine,opioid', 'morphine,opoid'),
      { column: 'kind', problem: '"opoid" is not one of the values' },
    ],
    [
      'a wrong form',
      'rxnorm-context.csv',
      (text) => text.replace('\n11289,', '\n1128X,'),
      { column: 'rxcui', problem: '"1128X" has the wrong form' },
    ],
    [
      'an empty required cell',
      'route-words.csv',
      (text) => text.replace('oral,oral', 'oral,'),
      { line: 2, column: 'route', problem: 'the cell is empty' },
    ],
    [
      'a blank at the end',
      'route-words.csv',
      (text) => text.replace('oral,oral', 'oral ,oral'),
      { line: 2, column: 'words' },
    ],
    [
      'a key twice',
      'route-words.csv',
      (text) => text.replace('oral,oral\n', 'oral,oral\noral,oral\n'),
      { line: 3, column: 'words', problem: '"oral" stands already on line 2' },
    ],
    [
      'another header',
      'route-words.csv',
      (text) => text.replace('words,route', 'word,route'),
      { line: 1 },
    ],
    [
      'a cell too many',
      'route-words.csv',
      (text) => text.replace('oral,oral', 'oral,oral,oral'),
      { line: 2, problem: '3 cells instead of 2' },
    ],
    [
      'an open quote',
      'route-words.csv',
      (text) => text.replace('oral,oral', '"oral,oral'),
      { line: 2, problem: 'a quote is not closed' },
    ],
    [
      'text after a quote',
      'route-words.csv',
      (text) => text.replace('oral,oral', '"oral"x,oral'),
      { line: 2 },
    ],
    [
      'an unknown drug',
      'drug-words.csv',
      (text) => text.replace('percocet,oxycodone', 'percocet,oxycodon'),
      { column: 'drugs' },
    ],
    [
      'an unknown form',
      'form-words.csv',
      (text) => text.replace('patch,transdermal', 'patch,transdermall'),
      { column: 'forms' },
    ],
    [
      'an unknown group',
      'icd10cm-conditions.csv',
      (text) => text.replace(',cirrhosis,', ',cirhosis,'),
      { column: 'concept_group' },
    ],
    [
      'an unknown analyte',
      'loinc-toxicology.csv',
      (text) => text.replace(',fentanyl,', ',fentanil,'),
      { column: 'analyte' },
    ],
    [
      'a class that its forms contradict',
      'rxnorm-opioids.csv',
      (text) => text.replace(',transdermal,transdermal,', ',short-acting,transdermal,'),
      { column: 'exposure_class' },
    ],
    [
      'a drug whose last line has a condition',
      'drug-forms.csv',
      (text) => text.replace('\nmethadone,,', '\nmethadone,oral,'),
      { column: 'forms' },
    ],
    [
      'an antagonist that is an opioid too',
      'rxnorm-antagonists.csv',
      (text) => text.replace('\n7242,', '\n7052,'),
      { column: 'rxcui' },
    ],
  ])('%s', (_, file, change, expected) => {
    expect(change(readFileSync(join(TERMINOLOGY_FOLDER, file), 'utf8'))).not.toBe(
      readFileSync(join(TERMINOLOGY_FOLDER, file), 'utf8'),
    );
    const error = faultOf(copyWith(file, change));
    expect(error).toBeInstanceOf(TableError);
    expect(error).toMatchObject({ file, ...expected });
    expect((error as TableError).remedy).not.toBe('');
  });

  test('a missing table that is not removable', () => {
    expect(faultOf(copyWithout((path) => path.endsWith('/drugs.csv')))).toMatchObject({
      file: 'drugs.csv',
      problem: 'the file is missing',
    });
  });

  test('a list of tables with another shape', () => {
    const folder = copyWith('tables.json', (text) =>
      text.replace('"removable": false', '"removable": 0'),
    );
    expect(faultOf(folder)).toMatchObject({ name: 'KnowledgeError' });
  });
});

function faultOf(folder: string): unknown {
  try {
    loadTerminology(folder);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Luhn, as LOINC uses it for the digit after the hyphen. */
function loincCheckDigit(code: string): number {
  const digits = Array.from(code.split('-')[0] ?? '')
    .reverse()
    .map(Number);
  const sum = digits.reduce((total, digit, place) => {
    const value = place % 2 === 0 ? digit * 2 : digit;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

/** Verhoeff over the dihedral group of order ten; a valid code ends in the neutral element. */
function isVerhoeff(code: string): boolean {
  const permute = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
  const multiply = (a: number, b: number): number => {
    if (a < 5) return b < 5 ? (a + b) % 5 : ((a + b - 5) % 5) + 5;
    return b < 5 ? ((a - 5 - b + 5) % 5) + 5 : (a - b + 5) % 5;
  };
  const result = Array.from(code)
    .reverse()
    .reduce((check, digit, place) => {
      let value = Number(digit);
      for (let n = 0; n < place % 8; n++) value = permute[value] ?? 0;
      return multiply(check, value);
    }, 0);
  return result === 0;
}
