import { askOf, batchesOf, narrowTo, placesFor } from './ask.js';
import type { Database, Row, Statement } from './database.js';
import type { DecisionRow, DecisionRows, DecisionSummary, DeletedRow, Period } from './store.js';

const BATCH = 500;

const SUMMARY =
  'writer, sequence, digest, previous, recorded_at, decision, client, patient, cards, record';
const WHOLE = `${SUMMARY}, snapshot, deleted_at`;

/** The decisions of a store, in statements that both databases understand. */
export function decisionRows(database: Database): DecisionRows {
  const ask = askOf(database);

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

  async function findAll(decision: string): Promise<readonly DecisionRow[]> {
    const rows = await ask(
      `select ${WHOLE} from decisions where decision = $1 order by recorded_at, writer, sequence`,
      [decision],
    );
    return rows.map(wholeOf);
  }

  return {
    async append(rows) {
      if (rows.length > 0) await database.transaction(rows.flatMap(insertsOf));
    },
    async find(decision) {
      const [oldest] = await findAll(decision);
      return oldest;
    },
    findAll,
    async ofCards(cards) {
      const found = new Map<string, DecisionSummary>();
      for (const some of batchesOf(cards, BATCH)) {
        const rows = await ask(
          `select card, ${SUMMARY} from decision_cards join decisions using (writer, sequence)
           where card in (${placesFor(some)}) and deleted_at is null order by recorded_at desc, writer, sequence`,
          some,
        );
        for (const row of rows) found.set(String(row['card']), summaryOf(row));
      }
      return found;
    },
    async ofPatient(client, patient, since, limit) {
      const rows = await ask(
        `select ${SUMMARY} from decisions where client = $1 and patient = $2 and recorded_at >= $3 and deleted_at is null
         order by recorded_at desc, writer, sequence limit $4`,
        [client, patient, since, limit],
      );
      return rows.map(summaryOf);
    },
    read,
    async writers() {
      const rows = await ask('select distinct writer from decisions order by writer', []);
      return rows.map(({ writer }) => String(writer));
    },
    chain,
    async delete({ before = Number.MAX_SAFE_INTEGER, patient, ...whose }, now) {
      const terms = [before, ...(patient === undefined ? [] : [patient])];
      const narrow = narrowTo(whose, terms.length);
      const values = [...terms, ...narrow.values];
      const which = `deleted_at is null and recorded_at < $1
        ${patient === undefined ? '' : 'and patient = $2'} ${narrow.sql}`;
      const cards = `select card from decision_cards join decisions using (writer, sequence) where ${which}`;
      const feedback = `select id from feedback where card in (${cards})`;
      const results = await database.transaction([
        { sql: `delete from comments where feedback in (${feedback})`, values },
        { sql: `delete from feedback where card in (${cards})`, values },
        {
          sql: `delete from decision_cards where exists (select 1 from decisions
            where decisions.writer = decision_cards.writer and decisions.sequence = decision_cards.sequence and ${which})`,
          values,
        },
        {
          sql: `update decisions set deleted_at = $${String(values.length + 1)}, decision = null, client = null,
            patient = null, cards = null, record = null, snapshot = null where ${which}`,
          values: [...values, now],
        },
      ]);
      await database.tidy();
      return results.at(-1)?.changes ?? 0;
    },
    async deleteSnapshots(before, whose = {}) {
      const narrow = narrowTo(whose, 1);
      const [deleted] = await database.transaction([
        {
          sql: `update decisions set snapshot = null
            where snapshot is not null and recorded_at < $1 ${narrow.sql}`,
          values: [before, ...narrow.values],
        },
      ]);
      await database.tidy();
      return deleted?.changes ?? 0;
    },
  };
}

const insertsOf = (row: DecisionRow): readonly Statement[] => [
  insertOf(row),
  ...row.cards.map((card) => ({
    sql: 'insert into decision_cards (card, writer, sequence) values ($1, $2, $3) on conflict do nothing',
    values: [card, row.writer, row.sequence],
  })),
];

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
