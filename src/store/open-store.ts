import type { Database } from './database.js';
import { decisionRows } from './decision-rows.js';
import { feedbackRows } from './feedback-rows.js';
import { checkSchema, migrate } from './migrate.js';
import { openSqlite } from './open-sqlite.js';
import { sqlitePath } from './sqlite-path.js';
import { reviewRows } from './review-rows.js';
import { shareCountRows } from './share-count-rows.js';
import type { Store } from './store.js';
import { tokenIds } from './token-ids.js';
import { unreadTextRows } from './unread-text-rows.js';

/**
 * Opens the store and brings its schema forward.
 * @param url `file:/absolute/path.db`, `file:relative/path.db` or `postgres://user:password@host/database`
 * @param readOnly it must be there, and is left as it is
 * @throws StoreError when the database cannot be used as it is
 */
export async function openStore(url: string, { readOnly = false } = {}): Promise<Store> {
  const database = await openDatabase(url, readOnly);
  try {
    await (readOnly ? checkSchema(database) : migrate(database));
  } catch (error) {
    await database.close();
    throw error;
  }
  return {
    decisions: decisionRows(database),
    feedback: feedbackRows(database),
    reviews: reviewRows(database),
    unreadTexts: unreadTextRows(database),
    shareCounts: shareCountRows(database),
    tokenIds: tokenIds(database),
    close: () => database.close(),
  };
}

/** The PostgreSQL driver is loaded by those who use it. */
async function openDatabase(url: string, readOnly: boolean): Promise<Database> {
  if (url.startsWith('file:')) return openSqlite(sqlitePath(url), readOnly);
  const { openPostgresql } = await import('./open-postgresql.js');
  return openPostgresql(url);
}
