import type { CodeableConcept, Dosage } from 'fhir/r4.js';
import { listOf, textOf } from '../fhir-json.js';
import { conceptTexts } from '../toxicology/concept-texts.js';

/** Everything that a dosage says in words. */
export const dosageTexts = ({
  text,
  patientInstruction,
  additionalInstruction,
}: Dosage): readonly string[] => [
  ...[text, patientInstruction].flatMap((words) => textOf(words) ?? []),
  ...listOf<CodeableConcept>(additionalInstruction).flatMap(conceptTexts),
];
