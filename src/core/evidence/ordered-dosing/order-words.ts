import type { OrderWords, Terminology } from '../../pack/terminology.js';
import { findPhrases } from '../../words/find-phrases.js';
import { splitWords } from '../../words/split-words.js';

/** The rows of `order-words.csv` that stand in some texts. */
export const orderWordsIn = (
  { words }: Terminology,
  texts: readonly string[],
): readonly OrderWords[] =>
  texts.flatMap((text) => findPhrases(words.orders, splitWords(text)).map(({ row }) => row));

/** Do these words call the drug a challenge or a test dose? */
export const saysTestDose = (terminology: Terminology, texts: readonly string[]): boolean =>
  orderWordsIn(terminology, texts).some(({ says }) => says === 'test-dose');
