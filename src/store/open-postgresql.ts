import pg from 'pg';
import type { Database, Result, Statement } from './database.js';
import { faultOf } from './fault-of.js';
import { StoreError } from './store-error.js';

const CONNECTIONS = 4;
const CONNECT_MS = 2000;
const STATEMENT_MS = 5000;

/** PostgreSQL behind a pool; a connection that broke is replaced when the next one is wanted. */
export function openPostgresql(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: STATEMENT_MS + 500,
    // Times and counts stay far below 2^53.
    types: {
      getTypeParser: (type, format): unknown =>
        type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format),
    },
  });
  // Said again by whatever asks next; unheard it would end the process.
  pool.on('error', () => undefined);

  async function transaction(statements: readonly Statement[]): Promise<readonly Result[]> {
    const client = await pool.connect();
    let broken = false;
    // Between two statements nobody listens to a connection that breaks.
    const noteBreak = () => {
      broken = true;
    };
    client.on('error', noteBreak);
    try {
      await client.query('begin');
      const results: Result[] = [];
      for (const { sql, values } of statements) {
        const { rows, rowCount } = await client.query<Result['rows'][number]>(sql, [...values]);
        results.push({ rows, changes: rowCount ?? 0 });
      }
      await client.query('commit');
      return results;
    } catch (error) {
      await client.query('rollback').catch(noteBreak);
      throw error;
    } finally {
      client.off('error', noteBreak);
      client.release(broken);
    }
  }

  return {
    kind: 'postgresql',
    transaction: (statements) =>
      transaction(statements).catch((cause: unknown) => {
        throw new StoreError(faultOf((cause as { code?: unknown }).code), { cause });
      }),
    // Rows that nobody sees any more are the server's to clear away (autovacuum).
    tidy: () => Promise.resolve(),
    close: () => pool.end(),
  };
}
