import type { Database } from './database.js';
import type { TokenIds } from './store.js';

/** Which tokens were used. The primary key decides who was first, among all instances. */
export const tokenIds = (database: Database): TokenIds => ({
  async takeAll(ids) {
    const results = await database.transaction(
      ids.map(({ id, until }) => ({
        sql: 'insert into token_ids (id, until) values ($1, $2) on conflict do nothing',
        values: [id, until],
      })),
    );
    return results.map(({ changes }) => changes === 1);
  },
  async forget(now) {
    const [deleted] = await database.transaction([
      { sql: 'delete from token_ids where until < $1', values: [now] },
    ]);
    return deleted?.changes ?? 0;
  },
});
