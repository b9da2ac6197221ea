import type { Sum } from './sums-of-cells.js';

/** How many changes are tried before a cell counts as one that can be worked out. */
const MOST_TRIES = 2000;

/**
 * Is there another set of counts that shows the same, in which the cell at `place` differs? Then nobody can work it out.
 * Found by changing it by one and repairing each sum in turn with another withheld cell; a withheld cell never falls below 1,
 * since zeros are shown. `false` may also mean that the search gave up, which withholds more than is needed, never less.
 */
export function hasAlternative(
  place: number,
  counts: readonly number[],
  withheld: ReadonlySet<number>,
  sumsAt: readonly (readonly Sum[])[],
): boolean {
  let tries = 0;
  const changes = new Map<number, number>();
  const changeOf = (at: number): number => changes.get(at) ?? 0;
  const excess = ({ total, parts }: Sum): number =>
    parts.reduce((left, part) => left - changeOf(part), changeOf(total));
  const broken = (): Sum | undefined => {
    for (const at of changes.keys())
      for (const sum of sumsAt[at] ?? []) if (excess(sum) !== 0) return sum;
    return undefined;
  };

  function change(at: number, by: number): boolean {
    tries += 1;
    if (tries > MOST_TRIES || (counts[at] ?? 0) + by < 1) return false;
    changes.set(at, by);
    if (repair()) return true;
    changes.delete(at);
    return false;
  }

  function repair(): boolean {
    const sum = broken();
    if (sum === undefined) return true;
    const by = excess(sum);
    const free = (at: number) => withheld.has(at) && !changes.has(at);
    return (
      sum.parts.some((part) => free(part) && change(part, by)) ||
      (free(sum.total) && change(sum.total, -by))
    );
  }

  return change(place, 1) || change(place, -1);
}
