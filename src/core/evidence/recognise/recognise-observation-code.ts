import type { CodeableConcept, Coding } from 'fhir/r4.js';
import type { ObservationCode, Terminology } from '../../pack/terminology.js';
import { listOf, textOf } from '../fhir-json.js';
import { lookUpObservationCode } from './look-up-observation-code.js';
import { readObservationWords } from './read-observation-words.js';

/**
 * What an Observation, a component or a report is about. `by: 'words'` = no code of the tables, only text: a positive drug
 * test counts, a negative one clears nothing, a liver value is unreadable.
 */
export type ObservationIdentity = ObservationCode | { readonly is: 'other' };

const OTHER: ObservationIdentity = { is: 'other' };

/**
 * By any coding of the tables, a result before a panel, cut-off or look-alike; words are read only when no coding is known,
 * so a real code beside a local one keeps its meaning whatever the local words are.
 */
export function recogniseObservationCode(
  terminology: Terminology,
  concept: CodeableConcept | null | undefined,
): ObservationIdentity {
  const codings = listOf<Coding>(concept?.coding);
  let best: ObservationCode | undefined;
  for (const coding of codings) best = better(best, lookUpObservationCode(terminology, coding));
  if (best !== undefined) return best;
  best = wordsIn(terminology, concept?.text);
  for (const { display } of codings) best = better(best, wordsIn(terminology, display));
  return best ?? OTHER;
}

function wordsIn(terminology: Terminology, words: unknown): ObservationCode | undefined {
  const text = textOf(words);
  return text === undefined ? undefined : readObservationWords(terminology, text);
}

/** The more telling of two, whichever comes first. */
function better(
  one: ObservationCode | undefined,
  other: ObservationCode | undefined,
): ObservationCode | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const difference = rank(one) - rank(other);
  return difference < 0 || (difference === 0 && keyOf(one) <= keyOf(other)) ? one : other;
}

function rank(code: ObservationCode): number {
  switch (code.is) {
    case 'toxicology':
      if (NO_RESULT.has(code.test.method)) return 4;
      return code.test.subject === 'opioid' ? 0 : 3;
    case 'liver':
      return code.test.use === 'trap' || code.test.use === 'panel' ? 5 : 1;
    case 'assessment':
      return 2;
  }
}

const NO_RESULT: ReadonlySet<string> = new Set(['panel', 'cutoff', 'metadata']);

const keyOf = ({ test }: ObservationCode): string =>
  test.code ?? ('analyte' in test ? test.analyte : test.assessment);
