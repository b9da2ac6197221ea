import type { Database, Row, Statement } from './database.js';
import type { DecisionRow, DecisionRows, DecisionSummary, DeletedRow, Period } from './store.js';

const BATCH = 500;

const SUMMARY =
  'writer, sequence, digest, previous, recorded_at, decision, client, patient, cards, record';
const WHOLE = `${SUMMARY}, snapshot, deleted_at`;

/** The decisions of a store, in statements that both databases understand. */
export function decisionRows(database: Database): DecisionRows {
  const ask = async (sql: string, values: Statement['values']): Promise<readonly Row[]> =>
    (await database.transaction([{ sql, values }]))[0]?.rows ?? [];

  async function* read({ from, until }: Period, client?: string) {
    let after: Statement['values'] = [from, '', 0];
    for (;;) {
      const rows = await ask(
        `select ${SUMMARY} from decisions where (recorded_at, writer, sequence) > ($1, $2, $3)
         and recorded_at < $4 and deleted_at is null ${client === undefined ? '' : 'and client = $6'}
         order by recorded_at, writer, sequence limit $5`,
        [...after, until, BATCH, ...(client === undefined ? [] : [client])],
      );
      const summaries = rows.map(summaryOf);
      const newest = summaries.at(-1);
      if (newest === undefined) return;
      yield summaries;
      after = [newest.recordedAt, newest.writer, newest.sequence];
    }
  }

  async function* chain(writer: string) {
    for (let after = 0; ;) {
      const rows = await ask(
        `select ${WHOLE} from decisions where writer = $1 and sequence > $2 order by sequence limit $3`,
        [writer, after, BATCH],
      );
      const links = rows.map(linkOf);
      const newest = links.at(-1);
      if (newest === undefined) return;
      yield links;
      after = newest.sequence;
    }
  }

  return {
    async append(rows) {
      if (rows.length > 0) await database.transaction(rows.map(insertOf));
    },
    async find(decision) {
      const [row] = await ask(
        `select ${WHOLE} from decisions where decision = $1 order by recorded_at, writer, sequence limit 1`,
        [decision],
      );
      return row && wholeOf(row);
    },
    read,
    async writers() {
      const rows = await ask('select distinct writer from decisions order by writer', []);
      return rows.map(({ writer }) => String(writer));
    },
    chain,
    async delete({ before = Number.MAX_SAFE_INTEGER, patient }, now) {
      const which = `deleted_at is null and recorded_at < $1 ${patient === undefined ? '' : 'and patient = $2'}`;
      const values = [before, ...(patient === undefined ? [] : [patient])];
      const [deleted] = await database.transaction([
        {
          sql: `update decisions set deleted_at = $${String(values.length + 1)}, decision = null, client = null,
            patient = null, cards = null, record = null, snapshot = null where ${which}`,
          values: [...values, now],
        },
      ]);
      await database.tidy();
      return deleted?.changes ?? 0;
    },
  };
}

const insertOf = (row: DecisionRow): Statement => ({
  sql: `insert into decisions (writer, sequence, digest, previous, recorded_at, decision, client, patient, cards, record, snapshot)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
  values: [
    row.writer,
    row.sequence,
    row.digest,
    row.previous,
    row.recordedAt,
    row.decision,
    row.client,
    row.patient,
    row.cards.join(' '),
    row.record,
    row.snapshot ?? null,
  ],
});

const placeOf = (row: Row) => ({
  writer: String(row['writer']),
  sequence: Number(row['sequence']),
  digest: String(row['digest']),
  previous: String(row['previous']),
  recordedAt: Number(row['recorded_at']),
});

const summaryOf = (row: Row): DecisionSummary => ({
  ...placeOf(row),
  decision: String(row['decision']),
  client: String(row['client']),
  patient: String(row['patient']),
  cards: String(row['cards'])
    .split(' ')
    .filter((card) => card !== ''),
  record: String(row['record']),
});

const wholeOf = (row: Row): DecisionRow => ({
  ...summaryOf(row),
  snapshot: row['snapshot'] instanceof Uint8Array ? row['snapshot'] : undefined,
});

const linkOf = (row: Row): DecisionRow | DeletedRow =>
  row['deleted_at'] === null
    ? wholeOf(row)
    : { ...placeOf(row), deletedAt: Number(row['deleted_at']) };
