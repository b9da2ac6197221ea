import type { CodeableConcept } from 'fhir/r4.js';
import { listOf, textOf } from '../fhir-json.js';

/** Everything readable about a concept: its text, then the displays of its codings. */
export function conceptTexts(concept: CodeableConcept | null | undefined): readonly string[] {
  const texts = [
    textOf(concept?.text),
    ...listOf(concept?.coding).map(({ display }) => textOf(display)),
  ];
  return texts.filter((text) => text !== undefined);
}

export const conceptCodes = (concept: CodeableConcept | null | undefined): readonly string[] =>
  listOf(concept?.coding)
    .map(({ code }) => textOf(code))
    .filter((code) => code !== undefined);
