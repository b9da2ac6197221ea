import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CountedEvent } from '../measures/counted-event.js';
import { openTally, type Cell } from '../measures/tally.js';
import { type Sum, sumsOfCells } from './sums-of-cells.js';
import { withholdSmallCells } from './withhold-small-cells.js';

/**
 * Every value that a withheld cell can have, for one who knows what is shown, all sums and that no withheld cell is 0: by going
 * through all of them, up to a cap, which can only leave possibilities out.
 */
function possibleValues(
  counts: readonly number[],
  withheld: ReadonlySet<number>,
  sums: readonly Sum[],
  cap: number,
): ReadonlyMap<number, ReadonlySet<number>> {
  const open = [...withheld];
  const possible = new Map(open.map((at) => [at, new Set<number>()]));
  const known = counts.map((count, at) => (withheld.has(at) ? undefined : count));
  const fits = ({ total, parts }: Sum): boolean => {
    const values = [total, ...parts].map((at) => known[at]);
    const [whole, ...pieces] = values;
    const least = pieces.reduce<number>((sum, piece) => sum + (piece ?? 1), 0);
    if (whole !== undefined && least > whole) return false;
    return values.includes(undefined) || least === whole;
  };
  const of = new Map(
    open.map((at) => [at, sums.filter(({ total, parts }) => total === at || parts.includes(at))]),
  );
  (function assign(next: number): void {
    const at = open[next];
    if (at === undefined) {
      for (const place of open) possible.get(place)!.add(known[place]!);
      return;
    }
    for (let value = 1; value <= cap; value += 1) {
      known[at] = value;
      if (of.get(at)!.every(fits)) assign(next + 1);
    }
    known[at] = undefined;
  })(0);
  return possible;
}

const countsOf = (cells: readonly Cell[]) => cells.map(({ count }) => count);

describe('nobody can work out a withheld count', () => {
  const events = fc.array(
    fc.record({
      table: fc.constant('calls'),
      client: fc.constantFrom('a', 'b'),
      groups: fc.constantFrom('nurse', 'doctor').map((value) => [{ by: 'role', value }]),
      path: fc.constantFrom<readonly string[]>(['silent'], ['cards'], ['cards', 'shown']),
      times: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 1, maxLength: 5 },
  );

  test('by brute force, on random logs in which 1 and 2 are small', () => {
    let compared = 0;
    fc.assert(
      fc.property(events, (some: readonly CountedEvent[]) => {
        const tally = openTally();
        // A class that ends at one call and goes on at another is no partition; every call ends below.
        for (const event of some)
          tally.add({ ...event, path: [...event.path, 'x', 'y'].slice(0, 2) });
        const cells = tally.cells();
        const sums = sumsOfCells(cells);
        const withheld = withholdSmallCells(countsOf(cells), sums, 3);
        for (const [at, { count }] of cells.entries())
          if (count < 3) expect(withheld.has(at)).toBe(true);
        if (withheld.size > 12) return;
        compared += withheld.size;
        const cap = Math.max(...countsOf(cells)) + 1;
        for (const values of possibleValues(countsOf(cells), withheld, sums, cap).values())
          expect(values.size).toBeGreaterThan(1);
      }),
      { numRuns: 300, seed: 20261125 },
    );
    expect(compared).toBeGreaterThan(300);
  });
});

test.each<[string, readonly number[], readonly Sum[], readonly number[]]>([
  ['nothing is small', [40, 20, 20], [{ total: 0, parts: [1, 2] }], []],
  [
    'a single small one takes the next smallest along',
    [60, 4, 16, 40],
    [{ total: 0, parts: [1, 2, 3] }],
    [1, 2],
  ],
  [
    'two that are 1 each are not hidden by their sum',
    [32, 1, 1, 30],
    [{ total: 0, parts: [1, 2, 3] }],
    [1, 2, 3],
  ],
  ['an only part takes its total along', [4, 4], [{ total: 0, parts: [1] }], [0, 1]],
  [
    'a table of two by two is withheld whole where one cell is small',
    // total, two rows, two columns, four cells
    [74, 35, 39, 37, 37, 5, 30, 32, 7],
    [
      { total: 0, parts: [1, 2] },
      { total: 0, parts: [3, 4] },
      { total: 1, parts: [5, 6] },
      { total: 2, parts: [7, 8] },
      { total: 3, parts: [5, 7] },
      { total: 4, parts: [6, 8] },
    ],
    [5, 6, 7, 8],
  ],
])('%s', (_name, counts, sums, withheld) => {
  expect([...withholdSmallCells(counts, sums)].sort((a, b) => a - b)).toEqual(withheld);
});
