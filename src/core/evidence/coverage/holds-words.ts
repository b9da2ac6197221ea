import { splitWords } from '../../words/split-words.js';

/** Do these words stand together, in this order, in a text that is split already? */
export function holdsWords(text: readonly string[], phrase: string): boolean {
  const wanted = splitWords(phrase);
  if (wanted.length === 0) return false;
  return text.some((_, start) => wanted.every((word, place) => text[start + place] === word));
}

/** Do two texts have the same words, whatever their case and punctuation? */
export const areSameWords = (one: string, other: string): boolean =>
  splitWords(one).join(' ') === splitWords(other).join(' ');
