import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A database of its own for one test file, and how to be rid of it. */
export interface TestDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

export function sqliteDatabase(): TestDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'store-'));
  return {
    url: `file:${join(folder, 'records.db')}`,
    drop: () => {
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    },
  };
}

/** Where the tests find a PostgreSQL in which they may make databases. */
const SERVER = process.env['TEST_POSTGRESQL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** @returns undefined where none answers; with CI=true that is a failure */
export async function postgresqlDatabase(): Promise<TestDatabase | undefined> {
  const name = `records_${crypto.randomUUID().replaceAll('-', '')}`;
  try {
    await runOnServer(`create database ${name}`);
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    console.warn('No PostgreSQL answers (TEST_POSTGRESQL): its tests were left out.');
    return undefined;
  }
  return {
    url: Object.assign(new URL(SERVER), { pathname: `/${name}` }).href,
    drop: () => runOnServer(`drop database ${name} with (force)`),
  };
}

async function runOnServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER, connectionTimeoutMillis: 2000 });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
