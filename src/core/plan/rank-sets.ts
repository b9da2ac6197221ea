import type { ClearingFact, ClearingSet } from './clearing-fact.js';

/**
 * The best set first: the fewest facts; then those that somebody can bring about before those that presume an entry to be wrong;
 * then the earliest day, no wait before any; then what is at hand before what must be ordered.
 */
export const rankSets = (sets: readonly ClearingSet[]): readonly ClearingSet[] =>
  sets
    .map((set) => ({ set, rank: rankOf(set) }))
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ set }) => set);

/** At the desk, by a test, by waiting, by finding an error. */
const EFFORT: Readonly<Record<ClearingFact['kind'], number>> = {
  'corrected-order': 0,
  'withdrawn-draft': 0,
  'chart-read': 1,
  'not-pregnant': 2,
  'low-withdrawal-score': 2,
  result: 3,
  'negative-tests': 4,
  'passed-challenge': 5,
  'planned-day': 6,
  'corrected-entry': 7,
};

const rankOf = ({ facts }: ClearingSet): readonly number[] => [
  facts.length,
  facts.filter(({ kind }) => kind === 'corrected-entry').length,
  Math.max(0, ...facts.map((fact) => (fact.kind === 'planned-day' ? fact.at.day : 0))),
  Math.max(0, ...facts.map((fact) => ('from' in fact ? fact.from : 0))),
  facts.reduce((sum, { kind }) => sum + EFFORT[kind], 0),
];

const compare = (a: readonly number[], b: readonly number[]): number => {
  const place = a.findIndex((number, index) => number !== b[index]);
  return place === -1 ? 0 : (a[place] ?? 0) - (b[place] ?? 0);
};
