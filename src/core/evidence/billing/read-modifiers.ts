import type { Annotation, CodeableConcept, Coding } from 'fhir/r4.js';
import { listOf, textOf } from '../fhir-json.js';
import { codeOf } from '../recognise/look-up-medication-code.js';

const MODIFIER = /^[A-Z0-9]{2}$/;
const NOTE = /\bbilling modifiers?\s*:([^\n;]*)/gi;

/** The modifiers of one element, by code or as text. Payers have systems of their own for them, so any counts. */
export const modifiersIn = (concepts: unknown): readonly string[] =>
  listOf(concepts as CodeableConcept[]).flatMap((concept) => {
    const codes = listOf<Coding>(concept.coding).flatMap((coding) => modifierOf(codeOf(coding)));
    return codes.length > 0 ? codes : modifierOf(textOf(concept.text));
  });

/** Modifiers in notes that say "billing modifiers: …"; undefined when none does. */
export function modifiersInNotes(notes: unknown): readonly string[] | undefined {
  const lists = listOf(notes as Annotation[]).flatMap(({ text }) =>
    [...(textOf(text) ?? '').matchAll(NOTE)].map(([, list = '']) => list),
  );
  return lists.length === 0
    ? undefined
    : lists.flatMap((list) => list.split(/[\s,.]+/).flatMap(modifierOf));
}

function modifierOf(written: string | undefined): readonly string[] {
  const modifier = written?.trim().toUpperCase();
  return modifier !== undefined && MODIFIER.test(modifier) ? [modifier] : [];
}
