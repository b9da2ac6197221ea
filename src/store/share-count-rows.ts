import { askOf, batchesOf, narrowTo, tuplesFor } from './ask.js';
import type { Database, Row, Statement } from './database.js';
import type { ShareCount, ShareCountRows } from './store.js';

const BATCH = 500;
const DAY_MS = 86_400_000;

const COLUMNS = 'day, client, share, trials, events';

/** How often things happened, by client and day: counts alone. */
export function shareCountRows(database: Database): ShareCountRows {
  const ask = askOf(database);
  return {
    async add(counts) {
      if (counts.length === 0) return;
      // In one order everywhere: instances that add to the same rows at once wait for each other, and not each for the other.
      const ordered = [...counts].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
      await database.transaction(batchesOf(ordered, BATCH).map(upsertOf));
    },
    async *read(since) {
      let after: Statement['values'] = [dayOf(since), '', ''];
      for (;;) {
        const rows = await ask(
          `select ${COLUMNS} from share_counts where (day, client, share) > ($1, $2, $3)
           order by day, client, share limit $4`,
          [...after, BATCH],
        );
        const counts = rows.map(countOf);
        const newest = counts.at(-1);
        if (newest === undefined) return;
        yield counts;
        after = [newest.day, newest.client, newest.share];
      }
    },
    async delete(before, whose = {}) {
      const narrow = narrowTo(whose, 1);
      const [deleted] = await database.transaction([
        {
          sql: `delete from share_counts where day < $1 ${narrow.sql}`,
          values: [dayOf(before), ...narrow.values],
        },
      ]);
      return deleted?.changes ?? 0;
    },
    async accept({ client, share, acceptedAt }) {
      await database.transaction([
        {
          sql: `insert into accepted_shares (client, share, accepted_at) values ($1, $2, $3)
            on conflict (client, share) do update set accepted_at = excluded.accepted_at`,
          values: [client, share, acceptedAt],
        },
      ]);
    },
    async accepted() {
      const rows = await ask(
        'select client, share, accepted_at from accepted_shares order by client, share',
        [],
      );
      return rows.map((row) => ({
        client: String(row['client']),
        share: String(row['share']),
        acceptedAt: Number(row['accepted_at']),
      }));
    },
  };
}

const dayOf = (ms: number): number => Math.floor(ms / DAY_MS);

const placeOf = ({ day, client, share }: ShareCount): string =>
  JSON.stringify([client, share, day]);

const upsertOf = (counts: readonly ShareCount[]): Statement => ({
  sql: `insert into share_counts (${COLUMNS}) values ${tuplesFor(counts, 5)}
    on conflict (day, client, share) do update set trials = share_counts.trials + excluded.trials,
    events = share_counts.events + excluded.events`,
  values: counts.flatMap(({ day, client, share, trials, events }) => [
    ...[day, client, share, trials, events],
  ]),
});

const countOf = (row: Row): ShareCount => ({
  day: Number(row['day']),
  client: String(row['client']),
  share: String(row['share']),
  trials: Number(row['trials']),
  events: Number(row['events']),
});
