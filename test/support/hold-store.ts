import Sqlite from 'libsql';
import { sqlitePath } from '../../src/store/sqlite-path.js';
import { startCutProxy } from './cut-proxy.js';

/** A database, and how to take it away from a program that uses it. */
export interface HeldStore {
  /** The address that the program is given. */
  readonly url: string;
  /** Ways in which it is away. */
  readonly ways: readonly (() => Promise<void> | void)[];
  /** It is there again. */
  giveBack(): void;
  close(): Promise<void>;
}

/** SQLite is locked by a second connection; PostgreSQL is cut off, or says nothing any more. */
export async function holdStore(url: string): Promise<HeldStore> {
  return url.startsWith('file:') ? holdSqlite(url) : holdPostgresql(url);
}

function holdSqlite(url: string): HeldStore {
  const connection = new Sqlite(sqlitePath(url));
  connection.exec('pragma busy_timeout = 5000');
  const lock = () => {
    connection.exec('begin immediate');
  };
  const giveBack = () => {
    if (connection.inTransaction) connection.exec('rollback');
  };
  return {
    url,
    ways: [lock],
    giveBack,
    close() {
      giveBack();
      connection.close();
      return Promise.resolve();
    },
  };
}

async function holdPostgresql(database: string): Promise<HeldStore> {
  const { url, cut, stall, mend, close } = await startCutProxy(database);
  return { url, ways: [cut, stall], giveBack: mend, close };
}
