import { open, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openSqlite } from './open-sqlite.js';

/**
 * Copies an SQLite store as it is at one moment, while others use it. The copy is readable by this user alone, and is on the disk
 * when this returns.
 * @param to a file that is not there yet
 * @throws StoreError, and the system's error when the file is there or cannot be made; a half copy is removed
 */
export async function backUpStore(path: string, to: string): Promise<void> {
  const database = openSqlite(path, true);
  try {
    const file = await open(to, 'wx', 0o600);
    try {
      await database.copyTo(to);
      await file.sync();
    } catch (error) {
      await unlink(to);
      throw error;
    } finally {
      await file.close();
    }
  } finally {
    await database.close();
  }
  const folder = await open(dirname(to), 'r');
  await folder.sync();
  await folder.close();
}
