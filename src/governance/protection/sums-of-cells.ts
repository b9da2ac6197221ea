import type { Cell } from '../measures/tally.js';

/** Places of cells in their list: the first is the sum of the others. */
export interface Sum {
  readonly total: number;
  readonly parts: readonly number[];
}

/**
 * Every sum that holds among the cells of a tally: a class is the sum of the classes in it, all clients are the sum of each, and
 * a client is the sum of the values of each group.
 */
export function sumsOfCells(cells: readonly Cell[]): readonly Sum[] {
  const places = new Map(cells.map((cell, place) => [nameOf(cell), place]));
  const parts = new Map<string, { total: number; parts: number[] }>();
  function isPart(place: number, whole: Omit<Cell, 'count'>, split: string): void {
    const name = nameOf(whole);
    const total = places.get(name);
    if (total === undefined) throw new Error('a part without its whole');
    const key = `${name} ${split}`;
    const sum = parts.get(key) ?? { total, parts: [] };
    sum.parts.push(place);
    parts.set(key, sum);
  }
  cells.forEach((cell, place) => {
    const { table, client, by, path } = cell;
    if (path.length > 0) isPart(place, { ...cell, path: path.slice(0, -1) }, 'class');
    if (client === undefined) return;
    if (by === undefined) isPart(place, { table, path }, 'client');
    else isPart(place, { table, client, path }, by);
  });
  return [...parts.values()];
}

const nameOf = ({ table, client, by, value, path }: Omit<Cell, 'count'>): string =>
  JSON.stringify([table, client, by, value, path]);
