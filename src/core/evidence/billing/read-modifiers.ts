import type { Annotation, CodeableConcept, Coding } from 'fhir/r4.js';
import type { Terminology } from '../../pack/terminology.js';
import { listOf, textOf } from '../fhir-json.js';
import { codeOf } from '../recognise/look-up-medication-code.js';
import type { BilledModifier } from './billing-evidence.js';

const MODIFIER = /^[A-Z0-9]{2}$/;
const NOTE = /\bbilling modifiers?\s*:([^\n;]*)/gi;

/** The modifiers of one element, by code or as text. Payers have systems of their own for them, so any counts. */
export const modifiersIn = (
  terminology: Terminology,
  concepts: unknown,
): readonly BilledModifier[] =>
  listOf(concepts as CodeableConcept[]).flatMap((concept) => {
    const codes = listOf<Coding>(concept.coding).flatMap((coding) =>
      modifierOf(terminology, codeOf(coding)),
    );
    return codes.length > 0 ? codes : modifierOf(terminology, textOf(concept.text));
  });

/** Modifiers in notes that say "billing modifiers: …"; undefined when none does. */
export function modifiersInNotes(
  terminology: Terminology,
  notes: unknown,
): readonly BilledModifier[] | undefined {
  const lists = listOf(notes as Annotation[]).flatMap(({ text }) =>
    [...(textOf(text) ?? '').matchAll(NOTE)].map(([, list = '']) => list),
  );
  return lists.length === 0
    ? undefined
    : lists.flatMap((list) =>
        list.split(/[\s,.]+/).flatMap((word) => modifierOf(terminology, word)),
      );
}

function modifierOf(
  { billing }: Pick<Terminology, 'billing'>,
  written: string | undefined,
): readonly BilledModifier[] {
  const modifier = written?.trim().toUpperCase();
  if (modifier === undefined || !MODIFIER.test(modifier)) return [];
  const known = billing.modifiers.get(modifier);
  return [{ modifier, meaning: known?.meaning, role: known?.role }];
}
