import { resolve } from 'node:path';
import { backUpStore } from '../store/back-up-store.js';
import { sqlitePath } from '../store/sqlite-path.js';
import { UsageError } from './complain-about.js';
import { type StoreOptions, storeUrl } from './store-url.js';

/** Copies an SQLite store into a new file, while the service runs. */
export async function backUp({
  to,
  ...options
}: StoreOptions & { readonly to: string }): Promise<void> {
  const url = storeUrl(options);
  if (!url.startsWith('file:')) {
    throw new UsageError(
      'The store is a PostgreSQL database: back it up with pg_dump (docs/store.md).',
    );
  }
  await backUpStore(sqlitePath(url), resolve(to)).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw new UsageError('--to names a file that is there; it is left as it is.');
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EROFS') {
      throw new UsageError('--to names a place where no file can be made.');
    }
    throw error;
  });
  console.log(`Backed up. Look at it with: store verify --store file:${to}`);
}
