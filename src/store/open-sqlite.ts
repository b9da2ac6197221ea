import { accessSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Database, Result } from './database.js';
import { faultOf } from './fault-of.js';
import type { WorkerAnswer, WorkerRequest } from './sqlite-worker.js';
import { StoreError } from './store-error.js';

/** The compiled worker, seen from `src/` and `dist/` alike. */
const WORKER = new URL('../../dist/store/sqlite-worker.js', import.meta.url);

/** Somebody who is reading keeps the log from being emptied; who comes after that empties it. */
const TIDY_TRIES = 20;
const TIDY_PAUSE_MS = 100;

type Question = WorkerRequest extends infer Each
  ? Each extends WorkerRequest
    ? Omit<Each, 'id'>
    : never
  : never;

export interface SqliteDatabase extends Database {
  /** Writes the database as it is at one moment into a file that is empty; others write on meanwhile. @throws StoreError */
  copyTo(path: string): Promise<void>;
}

/**
 * SQLite in a thread of its own.
 * @param path of the database file; it is made where there is none, its folder is not
 * @param readOnly nothing is made or changed
 * @throws StoreError `away` when the folder is not there, `absent` when there is nothing to read
 */
export function openSqlite(path: string, readOnly = false): SqliteDatabase {
  try {
    accessSync(readOnly ? path : dirname(path));
  } catch (cause) {
    throw new StoreError(readOnly ? 'absent' : 'away', { cause });
  }
  const worker = new Worker(WORKER, { workerData: { path, readOnly } });
  // It keeps the process alive while somebody waits for it, and no longer.
  worker.unref();
  const waiting = new Map<
    number,
    { resolve: (results: readonly Result[]) => void; reject: (error: StoreError) => void }
  >();
  let last = 0;
  let open = true;

  worker.on('message', (answer: WorkerAnswer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker.unref();
    if ('results' in answer) asked?.resolve(answer.results);
    else asked?.reject(new StoreError(faultOf(answer.code)));
  });
  const giveUp = () => {
    open = false;
    for (const { reject } of waiting.values()) reject(new StoreError('away'));
    waiting.clear();
  };
  worker.on('error', giveUp);
  worker.on('exit', giveUp);

  const ask = (question: Question): Promise<readonly Result[]> =>
    new Promise((resolve, reject) => {
      if (!open) {
        reject(new StoreError('closed'));
        return;
      }
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.ref();
      worker.postMessage({ ...question, id: last });
    });

  return {
    kind: 'sqlite',
    transaction: (statements) => ask({ statements }),
    async tidy() {
      for (let tries = 1; tries <= TIDY_TRIES; tries += 1) {
        const [result] = await ask({ tidy: true });
        if (result?.rows[0]?.['busy'] === 0) return;
        await setTimeout(TIDY_PAUSE_MS);
      }
    },
    async copyTo(to) {
      await ask({ copyTo: to });
    },
    // It is asked to end rather than ended: the driver does not survive that.
    async close() {
      if (!open) return;
      const closed = ask({ close: true });
      open = false;
      await closed;
    },
  };
}
