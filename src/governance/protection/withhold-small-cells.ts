import { findAlternative } from './find-alternative.js';
import type { Sum } from './sums-of-cells.js';

/** A count from 1 to 10 is not shown: the policy of CMS for cell sizes, which readers of such reports know. */
export const LEAST_SHOWN = 11;

/** Tried in turn: withholding few more counts before many. */
const MORE_COUNTS = [0, 1, 2, 3, 5, 8, 13, 21, 50, Infinity];

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
  // A cell that is safe stays so: withholding more takes nothing away from the alternative that was found.
  const safe = new Set<number>();
  for (const at of [...withheld]) {
    if (safe.has(at)) continue;
    for (const more of MORE_COUNTS) {
      const alternative = findAlternative(at, { counts, withheld, sumsAt }, more);
      if (alternative === undefined) continue;
      for (const place of alternative) {
        withheld.add(place);
        safe.add(place);
      }
      break;
    }
  }
  const open = [...withheld].filter((at) => !safe.has(at));
  for (const at of open) for (const place of connectedTo(at, sumsAt)) withheld.add(place);
  return withheld;
}

/** Everything that hangs together with a cell. Withheld as a whole it tells nothing: one event more, anywhere in it, shows the same. */
function connectedTo(start: number, sumsAt: readonly (readonly Sum[])[]): ReadonlySet<number> {
  const found = new Set([start]);
  for (const at of found) {
    for (const { total, parts } of sumsAt[at] ?? [])
      for (const place of [total, ...parts]) found.add(place);
  }
  return found;
}
