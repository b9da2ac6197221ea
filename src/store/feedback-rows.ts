import { askOf, batchesOf, narrowTo, placesFor, tuplesFor } from './ask.js';
import type { Database, Row, Statement } from './database.js';
import type { FeedbackRow, FeedbackRows, FeedbackSummary, Whose } from './store.js';

const BATCH = 500;

const COLUMNS = 'id, client, card, received_at, decision, record';

/** Feedback, and apart from it what users said in their own words. */
export function feedbackRows(database: Database): FeedbackRows {
  const ask = askOf(database);

  async function deleteFrom(statements: readonly Statement[]): Promise<number> {
    const results = await database.transaction(statements);
    await database.tidy();
    return results.at(-1)?.changes ?? 0;
  }

  return {
    async append(rows) {
      if (rows.length === 0) return 0;
      // In one order everywhere: two that store the same rows at once wait for each other, and not each for the other.
      const ordered = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
      const feedback = groupsOf(ordered).map(insertOf);
      const comments = groupsOf(ordered.flatMap(commentOf)).map(insertCommentsOf);
      const results = await database.transaction([...feedback, ...comments]);
      return results.slice(0, feedback.length).reduce((sum, { changes }) => sum + changes, 0);
    },
    async *read({ from, until }, client) {
      let after: Statement['values'] = [from, ''];
      for (;;) {
        const rows = await ask(
          `select ${COLUMNS} from feedback where (received_at, id) > ($1, $2) and received_at < $3
           ${client === undefined ? '' : 'and client = $5'} order by received_at, id limit $4`,
          [...after, until, BATCH, ...(client === undefined ? [] : [client])],
        );
        const some = rows.map(summaryOf);
        const newest = some.at(-1);
        if (newest === undefined) return;
        yield some;
        after = [newest.receivedAt, newest.id];
      }
    },
    async ofCards(cards) {
      const found: FeedbackSummary[] = [];
      for (const some of batchesOf(cards, BATCH)) {
        const rows = await ask(
          `select ${COLUMNS} from feedback where card in (${placesFor(some)}) order by received_at, id`,
          some,
        );
        found.push(...rows.map(summaryOf));
      }
      return found;
    },
    async count(client, since) {
      const [row] = await ask(
        'select count(*) as items from feedback where client = $1 and received_at >= $2',
        [client, since],
      );
      return Number(row?.['items']);
    },
    async comments(ids) {
      const found = new Map<string, Uint8Array>();
      for (const some of batchesOf(ids, BATCH)) {
        const rows = await ask(
          `select feedback, sealed from comments where feedback in (${placesFor(some)})`,
          some,
        );
        for (const { feedback, sealed } of rows) {
          if (sealed instanceof Uint8Array) found.set(String(feedback), sealed);
        }
      }
      return found;
    },
    deleteComments: (before, whose = {}) => deleteFrom([commentsBefore(before, whose)]),
    delete: (before, whose = {}) => {
      const narrow = narrowTo(whose, 1);
      return deleteFrom([
        commentsBefore(before, whose),
        {
          sql: `delete from feedback where received_at < $1 ${narrow.sql}`,
          values: [before, ...narrow.values],
        },
      ]);
    },
  };
}

function commentsBefore(before: number, whose: Whose): Statement {
  const narrow = narrowTo(whose, 1);
  return {
    sql: `delete from comments where feedback in
      (select id from feedback where received_at < $1 ${narrow.sql})`,
    values: [before, ...narrow.values],
  };
}

const GROUP = 50;

/** Whole groups, and the rest one by one: statements of two sizes only, since each is prepared once and kept. */
function groupsOf<T>(rows: readonly T[]): readonly (readonly T[])[] {
  const grouped = rows.length - (rows.length % GROUP);
  return [...batchesOf(rows.slice(0, grouped), GROUP), ...rows.slice(grouped).map((row) => [row])];
}

const insertOf = (rows: readonly FeedbackRow[]): Statement => ({
  sql: `insert into feedback (${COLUMNS}) values ${tuplesFor(rows, 6)} on conflict do nothing`,
  values: rows.flatMap(({ id, client, card, receivedAt, decision, record }) => [
    ...[id, client, card, receivedAt],
    ...[decision ?? null, record],
  ]),
});

type Comment = readonly [id: string, receivedAt: number, sealed: Uint8Array];

const commentOf = ({ id, receivedAt, comment }: FeedbackRow): readonly Comment[] =>
  comment === undefined ? [] : [[id, receivedAt, comment]];

const insertCommentsOf = (comments: readonly Comment[]): Statement => ({
  sql: `insert into comments (feedback, received_at, sealed) values ${tuplesFor(comments, 3)} on conflict do nothing`,
  values: comments.flat(),
});

const summaryOf = (row: Row): FeedbackSummary => ({
  id: String(row['id']),
  client: String(row['client']),
  card: String(row['card']),
  receivedAt: Number(row['received_at']),
  decision: row['decision'] === null ? undefined : String(row['decision']),
  record: String(row['record']),
});
