import type { Phrase, PhraseTable } from '../../core/pack/terminology.js';
import { splitWords } from '../../core/words/split-words.js';

/** Phrases by their first word, the longest first, as `core/words/find-phrases.ts` reads them. */
export function phraseTable<Row>(
  phrases: Iterable<readonly [words: string, row: Row]>,
): PhraseTable<Row> {
  const table = new Map<string, Phrase<Row>[]>();
  for (const [text, row] of phrases) {
    const words = splitWords(text);
    const [first] = words;
    if (first === undefined) continue;
    const phrase = Object.freeze({ words, row });
    const others = table.get(first);
    if (others === undefined) table.set(first, [phrase]);
    else others.push(phrase);
  }
  for (const list of table.values()) {
    list.sort((a, b) => b.words.length - a.words.length || wildcards(a) - wildcards(b));
    Object.freeze(list);
  }
  return table;
}

const wildcards = ({ words }: Phrase<unknown>): number =>
  words.filter((word) => word === '*').length;
