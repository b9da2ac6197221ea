import type {
  ConditionCode,
  ExposureClass,
  PoisoningCode,
  PoisoningEncounter,
  PoisoningIntent,
  Terminology,
} from '../pack/terminology.js';
import { decideByForm } from './recognise/decide-by-form.js';
import { readMedicationWords } from './recognise/read-medication-words.js';

/** What a condition of the group opioid-overdose/poisoning says (`clinical-opioid.md` 5.3). */
export interface Poisoning {
  /** `unknown` = the code carries no intent: a poisoning of unknown intent. */
  readonly intent: PoisoningIntent | 'unknown';
  /** A past event (7th character D or S) is dated by its onset only. */
  readonly encounter: PoisoningEncounter;
  readonly opioids: readonly string[];
  readonly exposureClass: ExposureClass;
  readonly illicit: boolean;
}

/**
 * Reads the drug, the intent (6th character) and the encounter (7th) of a poisoning code, counted without the dot; SNOMED
 * CT codes carry neither, so only the words of the table are read. Undefined for a code that is no opioid poisoning.
 */
export function readPoisoning(
  terminology: Terminology,
  condition: Pick<ConditionCode, 'system' | 'code' | 'display'>,
): Poisoning | undefined {
  if (condition.system === 'SNOMED CT') return readDisplay(terminology, condition.display);
  const code = condition.code.toUpperCase().replace(/[^0-9A-Z]/g, '');
  const row = findPrefix(terminology.poisoning.prefixes, code);
  if (row === undefined) return undefined;
  const intent = terminology.poisoning.intent.get(code.charAt(INTENT)) ?? 'unknown';
  return {
    intent,
    encounter: terminology.poisoning.encounter.get(code.charAt(ENCOUNTER)) ?? 'event',
    opioids: row.opioids,
    exposureClass: row.exposureClass,
    illicit: row.illicit && (intent === 'poisoning' || intent === 'unknown'),
  };
}

const INTENT = 5;
const ENCOUNTER = 6;

function findPrefix(
  prefixes: ReadonlyMap<string, PoisoningCode>,
  code: string,
): PoisoningCode | undefined {
  for (let length = INTENT; length > 0; length--) {
    const row = prefixes.get(code.slice(0, length));
    if (row !== undefined) return row;
  }
  return undefined;
}

function readDisplay(terminology: Terminology, display: string): Poisoning {
  const { opioids, forms } = readMedicationWords(terminology, display);
  const [only] = opioids;
  const named = opioids.length === 1 ? only : undefined;
  const decided =
    named === undefined ? undefined : decideByForm(terminology, named, forms, undefined);
  return {
    intent: 'unknown',
    encounter: 'event',
    opioids: opioids.length > 0 ? opioids : ['unknown opioid'],
    exposureClass: (decided as ExposureClass | undefined) ?? 'unknown-opioid',
    illicit: [...terminology.poisoning.prefixes.values()].some(
      (row) => row.illicit && row.opioids.some((drug) => opioids.includes(drug)),
    ),
  };
}
