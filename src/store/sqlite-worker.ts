import { chmodSync, closeSync, openSync, statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';
import Sqlite from 'libsql';
import { BYTE_COLUMNS, type Result, type Row, type Statement, type Value } from './database.js';

/** What the worker is asked: a transaction, to leave no trace of what was deleted, a copy in an empty file, or to end. */
export type WorkerRequest = { readonly id: number } & (
  | { readonly statements: readonly Statement[] }
  | { readonly tidy: true }
  | { readonly copyTo: string }
  | { readonly close: true }
);

export type WorkerAnswer = { readonly id: number } & (
  { readonly results: readonly Result[] } | { readonly code: string }
);

type Connection = InstanceType<typeof Sqlite>;
type Prepared = Sqlite.Statement;

/** Lists of values make statements of many lengths: those that were used last are kept. */
const PREPARED = 100;

/**
 * SQLite blocks its thread, so it has one of its own. Text is stored as its bytes: the driver ends the process on text that is not
 * UTF-8, and a damaged file holds such.
 */
function serve({ path, readOnly }: { readonly path: string; readonly readOnly: boolean }): void {
  let connection: Connection | undefined;
  const prepared = new Map<string, Prepared>();

  function open(): Connection {
    if (connection !== undefined) return connection;
    if (!readOnly) keepFromOthers(path);
    const opened = readOnly ? new Sqlite(`${pathToFileURL(path).href}?mode=ro`) : new Sqlite(path);
    try {
      // Others are waited for by whoever asked, not in here: an answer to an EHR may depend on it. Not on who only reads.
      opened.exec(
        readOnly
          ? 'pragma busy_timeout = 5000'
          : 'pragma busy_timeout = 50; pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on',
      );
    } catch (error) {
      // Without its settings it must not be used.
      opened.close();
      throw error;
    }
    connection = opened;
    return opened;
  }

  function prepare(sql: string): Prepared {
    const statement = prepared.get(sql) ?? open().prepare(sql.replaceAll(/\$(\d+)/g, '?$1'));
    prepared.delete(sql);
    prepared.set(sql, statement);
    const [oldest] = prepared.keys();
    if (prepared.size > PREPARED && oldest !== undefined) prepared.delete(oldest);
    return statement;
  }

  function run({ sql, values }: Statement): Result {
    const statement = prepare(sql);
    const bound = values.map((value) => (typeof value === 'string' ? Buffer.from(value) : value));
    // As one list: a single value of bytes would be taken for a set of names.
    if (!statement.reader) return { rows: [], changes: statement.run(bound).changes };
    const rows = (statement.all(bound) as DriverRow[]).map(readRow);
    return { rows, changes: rows.length };
  }

  function transaction(statements: readonly Statement[]): readonly Result[] {
    const database = open();
    // Who only reads waits for no writer; who writes after a read could not wait for one any more, and takes its turn at once.
    database.exec(statements.every(({ sql }) => isRead(sql)) ? 'begin' : 'begin immediate');
    try {
      const results = statements.map(run);
      database.exec('commit');
      return results;
    } catch (error) {
      if (database.inTransaction) database.exec('rollback');
      throw error;
    }
  }

  /** One row, whose `busy` is 0 when the log is empty. */
  function tidy(): Result {
    const rows = open().prepare('pragma wal_checkpoint(truncate)').all() as DriverRow[];
    return { rows: rows.map(readRow), changes: 0 };
  }

  function answer(request: WorkerRequest): readonly Result[] {
    if ('statements' in request) return transaction(request.statements);
    if ('tidy' in request) return [tidy()];
    if ('copyTo' in request) open().prepare('vacuum into ?').run([request.copyTo]);
    else connection?.close();
    return [];
  }

  parentPort?.on('message', (request: WorkerRequest) => {
    parentPort?.postMessage(answerOrCode(request));
    if ('close' in request) parentPort?.close();
  });

  function answerOrCode(request: WorkerRequest): WorkerAnswer {
    try {
      return { id: request.id, results: answer(request) };
    } catch (error) {
      return { id: request.id, code: String((error as { code?: unknown }).code) };
    }
  }
}

const isRead = (sql: string): boolean => /^\s*select\b/i.test(sql);

/**
 * The file is for this user alone, as those are that SQLite makes beside it, with its mode. One that is there loses the rights of
 * everybody but its user and group. Where that cannot be done, opening it says why.
 */
function keepFromOthers(path: string): void {
  try {
    closeSync(openSync(path, 'a', 0o600));
    const { mode } = statSync(path);
    if ((mode & 0o007) !== 0) chmodSync(path, mode & 0o770);
  } catch {
    return;
  }
}

/** The driver gives bytes as an ArrayBuffer. */
type DriverRow = Readonly<Record<string, string | number | null | ArrayBuffer>>;

const readRow = (row: DriverRow): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, readValue(name, value)]));

function readValue(name: string, value: DriverRow[string]): Value {
  if (!(value instanceof ArrayBuffer)) return value;
  const bytes = Buffer.from(value);
  return BYTE_COLUMNS.has(name) ? bytes : bytes.toString('utf8');
}

serve(workerData as Parameters<typeof serve>[0]);
