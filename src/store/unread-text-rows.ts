import { askOf, narrowTo } from './ask.js';
import type { Database, Row } from './database.js';
import type { UnreadTextRow, UnreadTextRows } from './store.js';

const COLUMNS = 'mark, client, kind, times, first_at, last_at, sealed';

/** Texts that somebody should map, each once with how often it came. */
export function unreadTextRows(database: Database): UnreadTextRows {
  const ask = askOf(database);
  return {
    async add(rows) {
      if (rows.length === 0) return;
      await database.transaction(
        rows.map(({ mark, client, kind, times, firstAt, lastAt, sealed }) => ({
          sql: `insert into unread_texts (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (mark) do update set times = unread_texts.times + excluded.times,
            last_at = case when excluded.last_at > unread_texts.last_at then excluded.last_at else unread_texts.last_at end`,
          values: [mark, client, kind, times, firstAt, lastAt, sealed],
        })),
      );
    },
    async list(limit, client) {
      const rows = await ask(
        `select ${COLUMNS} from unread_texts ${client === undefined ? '' : 'where client = $2'}
         order by times desc, mark limit $1`,
        [limit, ...(client === undefined ? [] : [client])],
      );
      return rows.map(textOf);
    },
    async delete(before, whose = {}) {
      const narrow = narrowTo(whose, 1);
      const [deleted] = await database.transaction([
        {
          sql: `delete from unread_texts where last_at < $1 ${narrow.sql}`,
          values: [before, ...narrow.values],
        },
      ]);
      await database.tidy();
      return deleted?.changes ?? 0;
    },
  };
}

const textOf = (row: Row): UnreadTextRow => ({
  mark: String(row['mark']),
  client: String(row['client']),
  kind: String(row['kind']),
  times: Number(row['times']),
  firstAt: Number(row['first_at']),
  lastAt: Number(row['last_at']),
  sealed: row['sealed'] instanceof Uint8Array ? row['sealed'] : new Uint8Array(),
});
