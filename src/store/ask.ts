import type { Database, Row, Statement } from './database.js';

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

export const batchesOf = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
