import type { ToxicologyKnowledge } from '../../pack/toxicology-knowledge.js';
import type { Reader } from '../opioid-use/reader.js';

/** The number by which specimens are judged; a parameter of the question `opioid-toxicology-coverage`. */
export const SPECIMEN_NUMBERS = ['dilute.urine-creatinine'] as const;
export type SpecimenNumbers = Readonly<Record<(typeof SPECIMEN_NUMBERS)[number], number>>;

/** What reading results and challenges needs besides the chart rows. */
export interface ToxicologyReader extends Reader {
  readonly knowledge: ToxicologyKnowledge;
  readonly specimenNumbers: SpecimenNumbers;
}
