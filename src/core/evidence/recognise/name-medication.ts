import type { CodeableConcept, Coding } from 'fhir/r4.js';
import type {
  FormSet,
  MedicationCode,
  MedicationWords,
  Terminology,
} from '../../pack/terminology.js';
import { listOf, textOf } from '../fhir-json.js';
import { codeOf, lookUpMedicationCode } from './look-up-medication-code.js';
import { readMedicationWords } from './read-medication-words.js';

/** Everything that the codings and words of one concept name, whatever the order in which they come. */
export interface NamedMedication {
  /** Known codes, in the order of `BEST_FIRST`. */
  readonly codes: readonly MedicationCode[];
  readonly words: readonly MedicationWords[];
  readonly opioids: readonly string[];
  readonly naltrexone: boolean;
  /** A single code or text names naltrexone and an opioid: one combination, not two drugs. */
  readonly combination: boolean;
  readonly antagonist: string | undefined;
  readonly forms: FormSet;
  readonly strengthMg: number | undefined;
  /** The words or code of something that is none of these. */
  readonly other: string | undefined;
}

type Naming = { -readonly [Key in keyof NamedMedication]: NamedMedication[Key] } & {
  readonly codes: MedicationCode[];
  readonly words: MedicationWords[];
};

const NONE: readonly string[] = [];

/** One pass over the concept without intermediate lists: a chart holds many medications and each is read on each signing. */
export function nameMedication(
  terminology: Terminology,
  concept: CodeableConcept | null | undefined,
): NamedMedication {
  const named: Naming = {
    codes: [],
    words: [],
    opioids: NONE,
    naltrexone: false,
    combination: false,
    antagonist: undefined,
    forms: 0,
    strengthMg: undefined,
    other: undefined,
  };
  const text = textOf(concept?.text);
  if (text !== undefined) hearWords(terminology, named, text);
  let noDrug: string | undefined;
  for (const coding of listOf<Coding>(concept?.coding)) {
    const code = lookUpMedicationCode(terminology, coding);
    if (code === 'no-drug') noDrug ??= codeOf(coding);
    else if (code !== undefined) hearCode(terminology, named, code);
    const display = textOf(coding.display);
    if (display !== undefined && display !== text) hearWords(terminology, named, display);
  }
  if (named.codes.length > 1) named.codes.sort(bestFirst);
  named.other ??= named.codes[0]?.display ?? noDrug;
  return named;
}

function hearWords(terminology: Terminology, named: Naming, text: string): void {
  const words = readMedicationWords(terminology, text);
  if (words.empty) return;
  named.words.push(words);
  named.other ??= text;
  // Several strengths: the larger one, because only a small dose makes a question milder.
  if (words.strengthMg !== undefined) {
    named.strengthMg = Math.max(named.strengthMg ?? 0, words.strengthMg);
  }
  hear(terminology, named, words);
  for (const antagonist of words.antagonists) hearAntagonist(named, antagonist);
}

function hearCode(terminology: Terminology, named: Naming, code: MedicationCode): void {
  named.codes.push(code);
  hear(terminology, named, code);
  if (code.antagonist !== undefined) hearAntagonist(named, code.antagonist);
}

function hear(
  terminology: Terminology,
  named: Naming,
  said: Pick<MedicationCode, 'opioids' | 'naltrexone' | 'forms'>,
): void {
  named.forms |= said.forms;
  named.naltrexone ||= said.naltrexone;
  if (said.opioids.length === 0) return;
  named.combination ||= said.naltrexone;
  named.opioids = join(terminology, named.opioids, said.opioids);
}

/** The word for the whole class says nothing beside a named ingredient. */
function join(
  terminology: Terminology,
  one: readonly string[],
  other: readonly string[],
): readonly string[] {
  if (one.length === 0 || one === other) return other;
  if (other.every((drug) => one.includes(drug))) return one;
  const all = [...new Set([...one, ...other])].sort();
  const named = all.filter((drug) => terminology.drugs.get(drug)?.generic !== true);
  return named.length > 0 ? named : all;
}

function hearAntagonist(named: Naming, antagonist: string): void {
  if (named.antagonist === undefined || antagonist < named.antagonist)
    named.antagonist = antagonist;
}

/** RxNorm names a product best, a billing code worst. */
const BEST_FIRST: Readonly<Partial<Record<MedicationCode['system'], number>>> = {
  RxNorm: 0,
  NDC: 1,
  'SNOMED CT': 2,
  ATC: 3,
  HCPCS: 4,
};

const bestFirst = (a: MedicationCode, b: MedicationCode): number =>
  (BEST_FIRST[a.system] ?? 9) - (BEST_FIRST[b.system] ?? 9) || (a.code < b.code ? -1 : 1);
