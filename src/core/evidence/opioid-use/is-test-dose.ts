import type { Annotation, Dosage } from 'fhir/r4.js';
import { listOf, textOf } from '../fhir-json.js';
import { medicationOf, type NamesMedication } from '../recognise/medication-of.js';
import { dosageTexts } from '../ordered-dosing/dosage-texts.js';
import { saysTestDose } from '../ordered-dosing/order-words.js';
import { conceptTexts } from '../toxicology/concept-texts.js';
import type { Reader } from './reader.js';

/** Does an entry call its drug a challenge or a test dose, in the name, the dosage or a note? */
export const isTestDose = (
  { terminology, medications }: Reader,
  resource: NamesMedication & { readonly note?: readonly Annotation[] | undefined },
  dosages: readonly Dosage[],
): boolean =>
  saysTestDose(terminology, [
    ...conceptTexts(medicationOf(resource, medications)),
    ...dosages.flatMap(dosageTexts),
    ...listOf(resource.note).flatMap(({ text }) => textOf(text) ?? []),
  ]);
