import type { CodeableConcept, Coding } from 'fhir/r4.js';
import type { ContextDrug, Terminology } from '../../pack/terminology.js';
import { listOf, textOf } from '../fhir-json.js';
import { codeOf, lookUpMedicationCode } from './look-up-medication-code.js';
import { readMedicationWords } from './read-medication-words.js';
import { recogniseSystem } from './recognise-system.js';

const NONE: readonly ContextDrug[] = [];

/**
 * Drugs of `rxnorm-context.csv` (anticoagulants, disulfiram, acetaminophen, …) that a medication contains: by ingredient
 * code, by the ingredients of a known product, else by whole words (`clinical-liver-other.md` 0.7).
 */
export function recogniseContextDrugs(
  terminology: Terminology,
  concept: CodeableConcept | null | undefined,
): readonly ContextDrug[] {
  let found: Set<ContextDrug> | undefined;
  const add = (drug: ContextDrug | undefined): void => {
    if (drug !== undefined) (found ??= new Set()).add(drug);
  };
  const readText = (text: string | undefined): void => {
    if (text !== undefined) readMedicationWords(terminology, text).contextDrugs.forEach(add);
  };
  const text = textOf(concept?.text);
  readText(text);
  for (const coding of listOf<Coding>(concept?.coding)) {
    const display = textOf(coding.display);
    if (display !== text) readText(display);
    const code = lookUpMedicationCode(terminology, coding);
    if (typeof code === 'object') {
      for (const ingredient of code.ingredients) add(terminology.contextDrugs.get(ingredient));
    }
    if (recogniseSystem(terminology, coding.system) === 'RxNorm') {
      add(terminology.contextDrugs.get(codeOf(coding) ?? ''));
    }
  }
  return found === undefined ? NONE : [...found];
}
