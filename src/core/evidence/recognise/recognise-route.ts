import type { CodeableConcept, Coding } from 'fhir/r4.js';
import type { Route, Terminology } from '../../pack/terminology.js';
import { findPhrases } from '../../words/find-phrases.js';
import { splitWords } from '../../words/split-words.js';
import { listOf, textOf } from '../fhir-json.js';
import { codeOf } from './look-up-medication-code.js';
import { recogniseSystem } from './recognise-system.js';
import { remember } from './remember.js';

/** The route of a dosage, by SNOMED CT or HL7 v3 code or by words; undefined when none is stated or none is known. */
export function recogniseRoute(
  terminology: Terminology,
  concept: CodeableConcept | null | undefined,
): Route | undefined {
  if (concept === undefined || concept === null) return undefined;
  const codings = listOf<Coding>(concept.coding);
  for (const coding of codings) {
    const route = routeOfCode(terminology, coding);
    if (route !== undefined) return route;
  }
  for (const words of [concept.text, ...codings.map(({ display }) => display)]) {
    const route = routeInWords(terminology, words);
    if (route !== undefined) return route;
  }
  return undefined;
}

function routeOfCode(terminology: Terminology, coding: Coding): Route | undefined {
  const system = recogniseSystem(terminology, coding.system);
  const code = codeOf(coding);
  if (code === undefined) return undefined;
  if (system === 'SNOMED CT') return terminology.routes.get(code);
  return system === 'route' ? routeInWords(terminology, code) : undefined;
}

function routeInWords(terminology: Terminology, words: unknown): Route | undefined {
  const text = textOf(words);
  if (text === undefined) return undefined;
  const { routes: memo } = terminology.memo;
  const remembered = memo.get(text);
  if (remembered !== undefined) return remembered ?? undefined;
  const [found] = findPhrases(terminology.words.routes, splitWords(text));
  return remember(memo, text, found?.row ?? null) ?? undefined;
}
