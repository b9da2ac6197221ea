import type { CountedEvent } from './counted-event.js';

/** Some of the events of a table: all, those of a client, or those of a client with one value of a group. */
export interface Stratum {
  readonly client?: string;
  readonly by?: string;
  readonly value?: string;
}

/** How many events of a stratum are of a class; the empty path is all of them. */
export interface Cell extends Stratum {
  readonly table: string;
  readonly path: readonly string[];
  readonly count: number;
}

export interface Tally {
  add(event: CountedEvent): void;
  cells(): readonly Cell[];
}

/** The value of an event that has none of a group which others of its client have: a call outside an experiment. */
const IN_NONE = 'in-none';

/** Between the parts of a name; in none of them. */
const BETWEEN = '\u0000';

/** Counts events by table, stratum and class. Every count that is not zero is a cell. */
export function openTally(): Tally {
  const counts = new Map<string, { cell: Omit<Cell, 'count'>; count: number }>();

  return {
    add({ table, client, groups, path, times }) {
      const strata: readonly Stratum[] = [
        {},
        { client },
        ...groups.map((group) => ({ client, ...group })),
      ];
      for (const stratum of strata) {
        let name = [table, stratum.client, stratum.by, stratum.value].join(BETWEEN);
        for (let length = 0; length <= path.length; length += 1) {
          if (length > 0) name += BETWEEN + String(path[length - 1]);
          const counted = counts.get(name);
          if (counted !== undefined) counted.count += times;
          else {
            const cell = { table, ...stratum, path: path.slice(0, length) };
            counts.set(name, { cell, count: times });
          }
        }
      }
    },
    cells() {
      const cells = [...counts.values()].map(({ cell, count: times }) => ({
        ...cell,
        count: times,
      }));
      return [...cells, ...outsiders(cells)];
    },
  };
}

/** What the values of a group leave of their client's events. */
function outsiders(cells: readonly Cell[]): readonly Cell[] {
  const rest = new Map<string, Cell>();
  const whole = new Map<string, Cell>();
  const placeOf = ({ table, client, path }: Cell, by = '') =>
    JSON.stringify([table, client, path, by]);
  for (const cell of cells) if (cell.by === undefined) whole.set(placeOf(cell), cell);
  const groups = new Map<string, Set<string>>();
  for (const { table, client = '', by } of cells) {
    if (by === undefined) continue;
    const of = JSON.stringify([table, client]);
    groups.set(of, (groups.get(of) ?? new Set()).add(by));
  }
  for (const cell of whole.values()) {
    if (cell.client === undefined) continue;
    for (const by of groups.get(JSON.stringify([cell.table, cell.client])) ?? [])
      rest.set(placeOf(cell, by), { ...cell, by, value: IN_NONE });
  }
  for (const cell of cells) {
    if (cell.by === undefined) continue;
    const place = placeOf(cell, cell.by);
    const left = rest.get(place);
    if (left !== undefined) rest.set(place, { ...left, count: left.count - cell.count });
  }
  return [...rest.values()].filter(({ count }) => count > 0);
}
