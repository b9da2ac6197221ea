import type { CodeableConcept, Coding } from 'fhir/r4.js';
import type { Route, Terminology } from '../../pack/terminology.js';
import { findPhrases } from '../../words/find-phrases.js';
import { splitWords } from '../../words/split-words.js';
import { listOf } from '../fhir-json.js';
import { readMedicationWords } from '../recognise/read-medication-words.js';
import { recogniseRoute } from '../recognise/recognise-route.js';

/** The routes of a dosage: those of its codes, which may disagree, else of its words, else of the dosage text. */
export function readRoutes(
  terminology: Terminology,
  route: CodeableConcept | undefined,
  texts: readonly string[],
): readonly Route[] {
  const coded = listOf<Coding>(route?.coding).flatMap(
    (coding) => recogniseRoute(terminology, { coding: [withoutDisplay(coding)] }) ?? [],
  );
  if (coded.length > 0) return [...new Set(coded)];
  const worded = recogniseRoute(terminology, route);
  return worded === undefined ? routesInText(terminology, texts) : [worded];
}

function withoutDisplay({ system, code }: Coding): Coding {
  return { ...(system === undefined ? {} : { system }), ...(code === undefined ? {} : { code }) };
}

/** Wrong routes that running text may name; others are too easily meant otherwise there. */
const WRONG: ReadonlySet<Route> = new Set<Route>(['intravenous', 'subcutaneous', 'intradermal']);

/** The right route settles it, and oral naltrexone may be spoken of beside the injection. */
function routesInText(terminology: Terminology, texts: readonly string[]): readonly Route[] {
  const named = texts.flatMap((text) => {
    const words = splitWords(text);
    return findPhrases(terminology.words.routes, words).flatMap(({ row, start, length }) =>
      row === 'intradermal' && length === 1 && isShort(words[start]) ? [] : [row],
    );
  });
  if (named.includes('intramuscular')) return ['intramuscular'];
  const wrong = named.filter((route) => WRONG.has(route));
  if (wrong.length > 0) return [...new Set(wrong)];
  const isOral = named.includes('oral') && named.every((route) => route === 'oral');
  return isOral && !texts.some((text) => saysInjection(terminology, text)) ? ['oral'] : [];
}

/** "ID" in running text is rarely a route. */
const isShort = (word: string | undefined): boolean => word?.length === 2;

function saysInjection(terminology: Terminology, text: string): boolean {
  const { formsInDosage } = readMedicationWords(terminology, text);
  return INJECTIONS.some((form) => (formsInDosage & (terminology.forms.get(form) ?? 0)) !== 0);
}

const INJECTIONS = ['injection', 'plain-injection', 'depot'];
