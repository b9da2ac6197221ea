import type { CodeableConcept } from 'fhir/r4.js';
import type { PaperWords, Terminology } from '../../pack/terminology.js';
import { findPhrases } from '../../words/find-phrases.js';
import { splitWords } from '../../words/split-words.js';
import { readMedicationWords } from '../recognise/read-medication-words.js';
import { recogniseMedication } from '../recognise/recognise-medication.js';
import { conceptTexts } from '../toxicology/concept-texts.js';

/** The meanings of `paper-words.csv` that stand in some texts. */
export const paperWordsIn = (
  { words }: Terminology,
  texts: readonly string[],
): ReadonlySet<PaperWords> =>
  new Set(
    texts.flatMap((text) => findPhrases(words.papers, splitWords(text)).map(({ row }) => row)),
  );

/** Do the words of a paper name naltrexone, by ingredient or product? An opioid combined with naltrexone is none. */
export const namesNaltrexone = (terminology: Terminology, texts: readonly string[]): boolean =>
  texts.some((text) => {
    const { naltrexone, opioids } = readMedicationWords(terminology, text);
    return naltrexone && !opioids.some((opioid) => !isAlternative(terminology, opioid, text));
  });

/** A consent names buprenorphine and methadone as the other ways to be treated. */
const isAlternative = (terminology: Terminology, opioid: string, text: string): boolean =>
  paperWordsIn(terminology, [text]).has('alternatives') &&
  (opioid === 'buprenorphine' || opioid === 'methadone');

/** Is one of the concepts naltrexone itself, by code or by words? */
export const isNaltrexone = (
  terminology: Terminology,
  concepts: readonly CodeableConcept[],
): boolean =>
  concepts.some((concept) => recogniseMedication(terminology, concept).is === 'naltrexone');

export const textsOfConcepts = (concepts: readonly CodeableConcept[]): readonly string[] =>
  concepts.flatMap(conceptTexts);
