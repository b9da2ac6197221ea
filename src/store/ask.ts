import type { Database, Row, Statement } from './database.js';
import type { Whose } from './store.js';

/** One question to a database, in a transaction of its own. */
export const askOf =
  (database: Database) =>
  async (sql: string, values: Statement['values']): Promise<readonly Row[]> =>
    (await database.transaction([{ sql, values }]))[0]?.rows ?? [];

/** `$1, $2, …` for a list of values. */
export const placesFor = (values: readonly unknown[]): string =>
  values.map((_, index) => `$${String(index + 1)}`).join(', ');

/** `($1, $2), ($3, $4), …` for so many rows of so many values. */
export const tuplesFor = (rows: readonly unknown[], width: number): string =>
  rows
    .map((_, row) => {
      const places = Array.from({ length: width }, (_, n) => `$${String(row * width + n + 1)}`);
      return `(${places.join(', ')})`;
    })
    .join(', ');

/**
 * What narrows a statement to somebody's rows.
 * @param taken places of values that the statement has already
 */
export function narrowTo(
  { client, exceptClients = [] }: Whose,
  taken: number,
): { readonly sql: string; readonly values: readonly string[] } {
  const values = [...(client === undefined ? [] : [client]), ...exceptClients];
  const places = values.map((_, index) => `$${String(taken + index + 1)}`);
  const [own, others] = client === undefined ? [[], places] : [places.slice(0, 1), places.slice(1)];
  const sql = [
    ...own.map((place) => `and client = ${place}`),
    ...(others.length === 0 ? [] : [`and client not in (${others.join(', ')})`]),
  ].join(' ');
  return { sql, values };
}

export const batchesOf = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
