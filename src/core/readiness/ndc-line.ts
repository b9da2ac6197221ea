import type { Coding } from 'fhir/r4.js';
import type { DraftOrder } from '../call.js';
import { listOf } from '../evidence/fhir-json.js';
import { codeOf } from '../evidence/recognise/look-up-medication-code.js';
import { recogniseSystem } from '../evidence/recognise/recognise-system.js';
import type { Terminology } from '../pack/terminology.js';

/** The NDC beside a drug line of a professional claim. */
export interface NdcLine {
  readonly qualifier: 'N4';
  /** 11 digits; undefined = the order names none that can be written so: it is read from the carton. */
  readonly ndc: string | undefined;
  /** A kit, like a vial of powder, is counted: NCPDP billing unit "each", UN on claims, and not millilitres. */
  readonly unit: 'UN';
  /** Kits. */
  readonly quantity: number;
}

/** @param kits opened for the dose */
export const ndcLine = (
  { medication }: Pick<DraftOrder, 'medication'>,
  terminology: Terminology,
  kits: number,
): NdcLine => {
  const [ndc] = listOf<Coding>(medication?.coding)
    .filter(({ system }) => recogniseSystem(terminology, system) === 'NDC')
    .flatMap((coding) => elevenDigits(codeOf(coding)) ?? []);
  return { qualifier: 'N4', ndc, unit: 'UN', quantity: kits };
};

const PARTS = /^(\d{4,5})-(\d{3,4})-(\d{1,2})$/;

/** Labeler 5, product 4, package 2. Ten digits without hyphens fit three layouts, so they are not guessed at. */
function elevenDigits(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  if (/^\d{11}$/.test(written)) return written;
  const [, labeler, product, pack] = PARTS.exec(written) ?? [];
  return labeler === undefined || product === undefined || pack === undefined
    ? undefined
    : labeler.padStart(5, '0') + product.padStart(4, '0') + pack.padStart(2, '0');
}
