import type { ToxicologyKnowledge } from '../../pack/toxicology-knowledge.js';
import type { NaloxoneChallenge } from '../toxicology.js';
import { holdsPhrase, plainWords } from './plain-words.js';

/**
 * What words say about a naloxone challenge (`clinical-opioid` 7). Longer phrases are read first, so that "no withdrawal signs"
 * is not read as "withdrawal signs"; any sign of failure outweighs a pass.
 * @returns `unclear` for words that are neither
 */
export function challengeInWords(
  texts: readonly string[],
  { challengeWords }: ToxicologyKnowledge,
): NaloxoneChallenge['outcome'] {
  let passed = false;
  for (const text of texts) {
    let rest = plainWords(text);
    for (const { phrase, means } of challengeWords) {
      if (!holdsPhrase(rest, phrase)) continue;
      if (means === 'failed') return 'failed';
      passed = true;
      rest = ` ${rest} `.replaceAll(` ${phrase} `, ' | ').trim();
    }
  }
  return passed ? 'passed' : 'unclear';
}
