import type { CdsCard } from '../../src/hook/cds-response.js';

/** How much a clinician is shown: what the cards of many orders add up to. */
export interface Burden {
  readonly cases: number;
  readonly cards: number;
  readonly cardsPer100: number;
  /** Words of summary and detail together, nearest rank; null when there is no card. */
  readonly wordsPerCard: { readonly median: number | null; readonly p95: number | null };
  /** Share of the cases that get no card, 0 to 1. */
  readonly silentShare: number;
}

/** @param answers the cards of each case */
export function burden(answers: readonly (readonly CdsCard[])[]): Burden {
  const words = answers
    .flat()
    .map(wordsOf)
    .sort((a, b) => a - b);
  const cases = answers.length;
  const silent = answers.filter((cards) => cards.length === 0).length;
  return {
    cases,
    cards: words.length,
    cardsPer100: rounded((100 * words.length) / cases, 1),
    wordsPerCard: { median: nearestRank(words, 0.5), p95: nearestRank(words, 0.95) },
    silentShare: rounded(silent / cases, 3),
  };
}

/** What a reader reads: pieces between spaces that hold a letter or a digit, so no list marks. */
const wordsOf = ({ summary, detail = '' }: Pick<CdsCard, 'summary' | 'detail'>): number =>
  `${summary} ${detail}`.split(/\s+/).filter((piece) => /[\p{L}\p{N}]/u.test(piece)).length;

const nearestRank = (sorted: readonly number[], share: number): number | null =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
