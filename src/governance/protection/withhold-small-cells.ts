import { hasAlternative } from './has-alternative.js';
import type { Sum } from './sums-of-cells.js';

/** A count from 1 to 10 is not shown: the policy of CMS for cell sizes, which readers of such reports know. */
export const LEAST_SHOWN = 11;

/**
 * Which counts are withheld: those below `least` but not 0, and as many more as it takes that none of these can be worked out
 * from what is shown.
 * @param counts none is 0: a zero is shown and leaves nothing to work out
 * @param sums among them, by place
 * @returns places
 */
export function withholdSmallCells(
  counts: readonly number[],
  sums: readonly Sum[],
  least = LEAST_SHOWN,
): ReadonlySet<number> {
  const sumsAt: Sum[][] = counts.map(() => []);
  for (const sum of sums) for (const at of [sum.total, ...sum.parts]) sumsAt[at]?.push(sum);
  const withheld = new Set<number>();
  counts.forEach((count, at) => {
    if (count < least) withheld.add(at);
  });
  // What is added may itself be worked out. A cell that is safe stays so: withholding more takes nothing away from its alternative.
  const unsafe = [...withheld];
  for (let at = unsafe.pop(); at !== undefined; at = unsafe.pop()) {
    while (!hasAlternative(at, counts, withheld, sumsAt)) {
      const other = nextToWithhold(at, counts, withheld, sumsAt);
      if (other === undefined) break;
      withheld.add(other);
      unsafe.push(other);
    }
  }
  return withheld;
}

/**
 * The smallest shown count in a sum with this one, parts before totals; where all of these are withheld, in a sum with one of
 * those, and so on.
 */
function nextToWithhold(
  start: number,
  counts: readonly number[],
  withheld: ReadonlySet<number>,
  sumsAt: readonly (readonly Sum[])[],
): number | undefined {
  const seen = new Set([start]);
  for (const at of seen) {
    const sums = sumsAt[at] ?? [];
    const smallest = (places: readonly number[]): number | undefined =>
      places
        .filter((place) => !withheld.has(place))
        .sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0) || a - b)[0];
    const found =
      smallest(sums.flatMap(({ parts }) => parts)) ?? smallest(sums.map(({ total }) => total));
    if (found !== undefined) return found;
    for (const { total, parts } of sums) for (const place of [total, ...parts]) seen.add(place);
  }
  return undefined;
}
