import type { Phrase, PhraseTable } from '../pack/terminology.js';

/** A phrase of a table in a text: its row and how many words it took. */
export interface FoundPhrase<Row> {
  readonly row: Row;
  readonly start: number;
  readonly length: number;
}

/** How many words `*` may stand for. */
const GAP = 3;

/** The phrases of a table in a text, from left to right; the longest wins and its words are used up. */
export function findPhrases<Row>(
  table: PhraseTable<Row>,
  words: readonly string[],
): readonly FoundPhrase<Row>[] {
  const found: FoundPhrase<Row>[] = [];
  for (let start = 0; start < words.length;) {
    const phrase = longestAt(table.get(words[start] ?? ''), words, start);
    if (phrase !== undefined) found.push(phrase);
    start += phrase?.length ?? 1;
  }
  return found;
}

function longestAt<Row>(
  phrases: readonly Phrase<Row>[] | undefined,
  words: readonly string[],
  start: number,
): FoundPhrase<Row> | undefined {
  for (const { words: wanted, row } of phrases ?? []) {
    const length = lengthOfMatch(wanted, 1, words, start + 1);
    if (length !== undefined) return { row, start, length: length + 1 };
  }
  return undefined;
}

/** How many words the rest of a phrase takes here; undefined when it does not stand here. */
function lengthOfMatch(
  wanted: readonly string[],
  from: number,
  words: readonly string[],
  at: number,
): number | undefined {
  const next = wanted[from];
  if (next === undefined) return 0;
  if (next !== '*') {
    if (words[at] !== next) return undefined;
    const rest = lengthOfMatch(wanted, from + 1, words, at + 1);
    return rest === undefined ? undefined : rest + 1;
  }
  for (let gap = 1; gap <= GAP; gap++) {
    const rest = lengthOfMatch(wanted, from + 1, words, at + gap);
    if (rest !== undefined) return rest + gap;
  }
  return undefined;
}
