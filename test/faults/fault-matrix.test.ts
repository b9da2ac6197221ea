import { expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Row {
  readonly row: number | string;
  readonly fault: string;
  readonly expected: string;
  /** A test by its file and by words that stand there as one text: its title, or its row in a table. */
  readonly tests?: readonly { readonly file: string; readonly name: string }[];
  /** The issue that brings what the row is about. */
  readonly later?: string;
  readonly notTestable?: string;
}

const ROOT = new URL('../../', import.meta.url);
const textOf = (path: string): string => {
  const address = new URL(path, ROOT);
  return existsSync(address) ? readFileSync(fileURLToPath(address), 'utf8') : '';
};
const { rows } = JSON.parse(textOf('test/faults/fault-matrix.json')) as { rows: readonly Row[] };

const NUMBERS = [
  ...Array.from({ length: 128 }, (_, index) => index + 1),
  ...Array.from({ length: 32 }, (_, index) => `T${index + 1}`),
];

test('the matrix has every row once', () => {
  expect(rows.map(({ row }) => row)).toEqual(NUMBERS);
});

test.each(rows)('row $row is accounted for: $fault', ({ tests = [], later, notTestable }) => {
  const ways = [tests.length > 0, later !== undefined, notTestable !== undefined];
  expect(ways.filter(Boolean)).toHaveLength(1);
  expect(tests.filter(({ file, name }) => !standsIn(file, name))).toEqual([]);
});

test('a test that does not exist is found out', () => {
  expect(standsIn('test/faults/no-such-file.test.ts', 'row 1: 400')).toBe(false);
  expect(standsIn('test/faults/chart-reading.long.test.ts', 'row 1: 4')).toBe(false);
  expect(standsIn('test/faults/chart-reading.long.test.ts', 'row 1: 400')).toBe(true);
});

/** The whole of a quoted text, so that a part of a longer title is none. */
function standsIn(file: string, name: string): boolean {
  const text = textOf(file);
  const isTest = file.endsWith('.test.ts') || file.startsWith('test/vignettes/');
  return (
    isTest && [`'${name}'`, `"${name}"`, `\`${name}\``].some((quoted) => text.includes(quoted))
  );
}
