import type { MedicationCode } from '../../pack/terminology.js';

const PARTS = /^(\d{1,5})-(\d{1,4})(?:-(\d{1,2}))?$/;

/**
 * The package or product of an NDC as it comes: 11 digits, hyphenated in any layout (also without the package part), or
 * 10 digits without hyphens, which fit three layouts: the first that the tables know counts.
 */
export function findNdc(
  table: ReadonlyMap<string, MedicationCode>,
  written: string,
): MedicationCode | undefined {
  for (const digits of layoutsOf(written)) {
    const found = table.get(digits) ?? table.get(digits.slice(0, PRODUCT_DIGITS));
    if (found !== undefined) return found;
  }
  return undefined;
}

const PRODUCT_DIGITS = 9;

/** The ways to read a written NDC as labeler (5), product (4) and package (2). */
function layoutsOf(written: string): readonly string[] {
  const parts = PARTS.exec(written);
  if (parts !== null) {
    const [, labeler = '', product = '', pack] = parts;
    return [labeler.padStart(5, '0') + product.padStart(4, '0') + (pack?.padStart(2, '0') ?? '')];
  }
  if (!/^\d{9,11}$/.test(written)) return [];
  if (written.length !== 10) return [written];
  return [
    `0${written}`,
    `${written.slice(0, 5)}0${written.slice(5)}`,
    `${written.slice(0, 9)}0${written.slice(9)}`,
  ];
}
