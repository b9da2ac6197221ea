import type { Database, Row, Statement } from './database.js';

/** One question to a database, in a transaction of its own. */
export const askOf =
  (database: Database) =>
  async (sql: string, values: Statement['values']): Promise<readonly Row[]> =>
    (await database.transaction([{ sql, values }]))[0]?.rows ?? [];

/** `$1, $2, …` for a list of values. */
export const placesFor = (values: readonly unknown[]): string =>
  values.map((_, index) => `$${String(index + 1)}`).join(', ');

export const batchesOf = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
