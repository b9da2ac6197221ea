import type { StatedResult, ToxicologyKnowledge } from '../../pack/toxicology-knowledge.js';
import { holdsPhrase, plainWords } from './plain-words.js';

/**
 * What words say a drug test found. A positive is taken from words that begin with it or hold "positive"; a negative only
 * when nothing that follows takes it back, because a negative is believed and a positive is checked.
 * @returns undefined for words that state no result, such as "see note" (`clinical-opioid` 6.1)
 */
export function resultInWords(
  text: string,
  knowledge: ToxicologyKnowledge,
): StatedResult | undefined {
  const plain = knowledge.resultWords.get(text.toLowerCase());
  if (plain !== undefined) return plain;
  const words = plainWords(text);
  const whole = knowledge.resultWords.get(words);
  if (whole !== undefined) return whole;
  const { positive, negative, notPositive, unsettled } = knowledge.file.resultWords;
  if (positive.some((phrase) => words.startsWith(`${phrase} `))) return 'positive';
  if (negative.some((phrase) => words.startsWith(`${phrase} `))) {
    const takenBack = [...unsettled, ...positive].some((phrase) =>
      holdsPhrase(withoutNegations(words, negative), phrase),
    );
    return takenBack ? undefined : 'negative';
  }
  const statesPositive =
    holdsPhrase(words, 'positive') && !notPositive.some((phrase) => holdsPhrase(words, phrase));
  return statesPositive ? 'positive' : undefined;
}

/** "negative, none detected" repeats itself; it does not hold "detected". */
const withoutNegations = (words: string, negative: readonly string[]): string =>
  negative.reduce((rest, phrase) => rest.replaceAll(phrase, ' '), words);
