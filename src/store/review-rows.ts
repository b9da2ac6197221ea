import { askOf } from './ask.js';
import type { Database, Row } from './database.js';
import type { ReviewRows } from './store.js';

/** Samples of decisions and what reviewers said about them. */
export function reviewRows(database: Database): ReviewRows {
  const ask = askOf(database);
  return {
    async createSample({ id, drawnAt, about, decisions }) {
      await database.transaction([
        {
          sql: 'insert into review_samples (id, drawn_at, about) values ($1, $2, $3)',
          values: [id, drawnAt, about],
        },
        ...decisions.map((decision, place) => ({
          sql: 'insert into sampled_decisions (sample, place, decision) values ($1, $2, $3)',
          values: [id, place, decision],
        })),
      ]);
    },
    async samples() {
      const samples = await ask(
        'select id, drawn_at, about from review_samples order by drawn_at desc, id',
        [],
      );
      const drawn = await ask(
        'select sample, decision from sampled_decisions order by sample, place',
        [],
      );
      return samples.map((row) => ({
        id: String(row['id']),
        drawnAt: Number(row['drawn_at']),
        about: String(row['about']),
        decisions: drawn
          .filter(({ sample }) => sample === row['id'])
          .map(({ decision }) => String(decision)),
      }));
    },
    async put({ sample, decision, reviewer, reviewedAt, verdict }) {
      await database.transaction([
        {
          sql: `insert into reviews (sample, decision, reviewer, reviewed_at, verdict) values ($1, $2, $3, $4, $5)
            on conflict (sample, decision, reviewer) do update set reviewed_at = excluded.reviewed_at,
            verdict = excluded.verdict`,
          values: [sample, decision, reviewer, reviewedAt, verdict],
        },
      ]);
    },
    async ofSample(sample) {
      const rows = await ask(
        `select sample, decision, reviewer, reviewed_at, verdict from reviews where sample = $1
         order by decision, reviewer`,
        [sample],
      );
      return rows.map(reviewOf);
    },
  };
}

const reviewOf = (row: Row) => ({
  sample: String(row['sample']),
  decision: String(row['decision']),
  reviewer: String(row['reviewer']),
  reviewedAt: Number(row['reviewed_at']),
  verdict: String(row['verdict']),
});
