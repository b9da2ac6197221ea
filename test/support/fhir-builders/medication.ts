import type { CodeableConcept, Medication, Reference } from 'fhir/r4.js';
import { type CaseCode, concept } from './code.js';
import { code, text } from './fact-fields.js';

export const productFields = {
  code,
  /** `depot` and `oral` add the words of that product to an ingredient-level code; other words stand for themselves. */
  form: text,
  /** "contained" or "reference m9": the drug is not in the resource itself. */
  via: text,
};

export interface Product {
  readonly medication:
    { medicationCodeableConcept: CodeableConcept } | { medicationReference: Reference };
  readonly contained: readonly Medication[];
}

const FORM_WORDS: Readonly<Record<string, string>> = {
  depot: 'extended-release depot injection 380 mg',
  oral: '50 mg oral tablet',
};

/** How a resource names its drug: by concept, by a contained Medication, or by one that stands elsewhere. */
export function product(
  fact: { code?: CaseCode; form?: string; via?: string },
  id: string,
): Product {
  const { form, via } = fact;
  const named = concept(fact.code ?? []);
  if (form !== undefined) named.text = `${named.text ?? ''} ${FORM_WORDS[form] ?? form}`.trim();
  if (via === undefined) return { medication: { medicationCodeableConcept: named }, contained: [] };
  if (via === 'contained') {
    const contained: Medication = { resourceType: 'Medication', id: `${id}m`, code: named };
    return {
      medication: { medicationReference: { reference: `#${id}m` } },
      contained: [contained],
    };
  }
  const reference = `Medication/${via.replace('reference ', '')}`;
  return { medication: { medicationReference: { reference } }, contained: [] };
}
