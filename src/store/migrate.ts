import { setTimeout } from 'node:timers/promises';
import type { Database } from './database.js';
import { MIGRATIONS } from './migrations.js';
import { StoreError } from './store-error.js';

const RETRY_MS = 25;
const PATIENCE_MS = 5000;

const BYTES = { sqlite: 'blob', postgresql: 'bytea' };

/**
 * Brings the schema forward. Instances may start at once: each step begins by claiming its number, so that one of them takes it and
 * the others find it done.
 * @throws StoreError `newer-schema` when a newer program was here; nothing is changed then
 */
export async function migrate(database: Database): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      await bringForward(database);
      return;
    } catch (error) {
      const passing =
        error instanceof StoreError && (error.fault === 'conflict' || error.fault === 'busy');
      if (!passing || performance.now() > until) throw error;
      await setTimeout(RETRY_MS);
    }
  }
}

/**
 * Looks whether a store is there that this program can read, and changes nothing.
 * @throws StoreError `absent`, `newer-schema`
 */
export async function checkSchema(database: Database): Promise<void> {
  const version = await versionOf(database).catch((error: unknown) => {
    // Both databases refuse to read a table that is not there.
    throw error instanceof StoreError && error.fault === 'other' ? new StoreError('absent') : error;
  });
  if (version === 0) throw new StoreError('absent');
}

async function versionOf(database: Database): Promise<number> {
  const [found] = await database.transaction([
    { sql: 'select max(version) as version from schema_versions', values: [] },
  ]);
  const version = Number(found?.rows[0]?.['version'] ?? 0);
  if (version > (MIGRATIONS.at(-1)?.version ?? 0)) throw new StoreError('newer-schema');
  return version;
}

async function bringForward(database: Database): Promise<void> {
  await database.transaction([
    { sql: 'create table if not exists schema_versions (version bigint primary key)', values: [] },
  ]);
  const version = await versionOf(database);
  for (const step of MIGRATIONS.filter((one) => one.version > version)) {
    await database.transaction([
      { sql: 'insert into schema_versions (version) values ($1)', values: [step.version] },
      ...step.statements.map((sql) => ({
        sql: sql.replaceAll('BYTES', BYTES[database.kind]),
        values: [],
      })),
    ]);
  }
}
