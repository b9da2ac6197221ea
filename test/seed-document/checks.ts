import { CASES } from './checks-by-case.js';
import { BILLS } from './checks-of-bills.js';
import { LISTS } from './checks-of-lists.js';
import type { Check } from './sentences-page.js';
import { SENTENCES } from './sentences.js';

const WRITTEN: Readonly<Record<string, Check>> = { ...CASES, ...BILLS, ...LISTS };

/** The check of each row, in the order of the document. */
export const CHECKS: Readonly<Record<string, Check>> = Object.fromEntries(
  [...new Set([...SENTENCES.map(({ row }) => row), ...Object.keys(WRITTEN)])].flatMap((row) =>
    WRITTEN[row] === undefined ? [] : [[row, WRITTEN[row]] as const],
  ),
);
