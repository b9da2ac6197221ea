import type { Cell } from '../measures/tally.js';
import type { Count, ReportRow } from './governance-report.js';

/** A cell as it may be shown. */
export interface ShownCell extends Omit<Cell, 'count'> {
  readonly count: Count;
}

/** The rows of one table: all first, then client after client with its groups. */
export function rowsOfCells(cells: readonly ShownCell[]): readonly ReportRow[] {
  const rows = new Map<
    string,
    { stratum: Omit<ReportRow, 'counts'>; counts: Record<string, Count> }
  >();
  for (const { client, by, value, path, count } of cells) {
    const name = JSON.stringify([client ?? '', by ?? '', value ?? '']);
    const stratum = {
      ...(client === undefined ? {} : { client }),
      ...(by === undefined || value === undefined ? {} : { by, value }),
    };
    const row = rows.get(name) ?? { stratum, counts: {} };
    row.counts[path.join('/')] = count;
    rows.set(name, row);
  }
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { stratum, counts }]) => ({
      ...stratum,
      counts: Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))),
    }));
}
