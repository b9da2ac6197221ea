import type { Coding } from 'fhir/r4.js';
import type { AnswerMeaning, Terminology } from '../../pack/terminology.js';
import { findPhrases } from '../../words/find-phrases.js';
import { splitWords } from '../../words/split-words.js';
import { listOf, textOf } from '../fhir-json.js';
import { codeOf } from './look-up-medication-code.js';
import { recogniseSystem } from './recognise-system.js';
import { conceptTexts } from '../toxicology/concept-texts.js';
import type { Valued } from '../toxicology/valued.js';

/**
 * What an answer that is no number says to its question: by code, else by words. Where it says both, yes counts, because
 * these questions ask about a hazard.
 * @returns undefined when there is no answer, or none that is known
 */
export function recogniseAnswer(
  terminology: Terminology,
  { valueBoolean, valueCodeableConcept, valueString }: Valued,
): AnswerMeaning | undefined {
  if (typeof valueBoolean === 'boolean') return valueBoolean ? 'yes' : 'no';
  const coded = listOf<Coding>(valueCodeableConcept?.coding).flatMap(
    (coding) => meaningOf(terminology, coding) ?? [],
  );
  if (coded.length > 0) return mostCautious(coded);
  const text = textOf(valueString);
  const texts = [...(text === undefined ? [] : [text]), ...conceptTexts(valueCodeableConcept)];
  return mostCautious(
    texts.flatMap((words) =>
      findPhrases(terminology.words.answers, splitWords(words)).map(({ row }) => row),
    ),
  );
}

function meaningOf(terminology: Terminology, coding: Coding): AnswerMeaning | undefined {
  const code = codeOf(coding) ?? '';
  const system = recogniseSystem(terminology, coding.system);
  if (system === 'LOINC') return terminology.answers.loinc.get(code);
  return system === 'SNOMED CT' ? terminology.answers.snomed.get(code) : undefined;
}

const mostCautious = (meanings: readonly AnswerMeaning[]): AnswerMeaning | undefined =>
  (['yes', 'unsettled', 'no'] as const).find((meaning) => meanings.includes(meaning));
