/** One step of the schema: applied once, in order, whole or not at all. `BYTES` stands for the database's type for bytes. */
export interface Migration {
  readonly version: number;
  readonly statements: readonly string[];
}

/** A step that is out is never changed; what is missing is a new step. */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    statements: [
      `create table decisions (
        writer text not null, sequence bigint not null, digest text not null, previous text not null,
        recorded_at bigint not null, deleted_at bigint,
        decision text, client text, patient text, cards text, record text, snapshot BYTES,
        primary key (writer, sequence))`,
      'create index decisions_by_id on decisions (decision)',
      'create index decisions_by_time on decisions (recorded_at, writer, sequence)',
      'create index decisions_by_patient on decisions (client, patient, recorded_at)',
      'create table token_ids (id text primary key, until bigint not null)',
      'create index token_ids_by_time on token_ids (until)',
    ],
  },
  {
    version: 2,
    statements: [
      `create table decision_cards (
        card text not null, writer text not null, sequence bigint not null, primary key (card, writer, sequence))`,
      'create index decision_cards_by_decision on decision_cards (writer, sequence)',
      `create table feedback (
        id text primary key, client text not null, card text not null, received_at bigint not null, decision text,
        record text not null)`,
      'create index feedback_by_time on feedback (received_at, id)',
      'create index feedback_by_card on feedback (card)',
      'create index feedback_by_client on feedback (client, received_at)',
      `create table comments (
        feedback text primary key, received_at bigint not null, sealed BYTES not null)`,
      'create index comments_by_time on comments (received_at)',
      'create table review_samples (id text primary key, drawn_at bigint not null, about text not null)',
      `create table sampled_decisions (
        sample text not null, place bigint not null, decision text not null, primary key (sample, place))`,
      `create table reviews (
        sample text not null, decision text not null, reviewer text not null, reviewed_at bigint not null,
        verdict text not null, primary key (sample, decision, reviewer))`,
      `create table unread_texts (
        mark text primary key, client text not null, kind text not null, times bigint not null, first_at bigint not null,
        last_at bigint not null, sealed BYTES not null)`,
      'create index unread_texts_by_time on unread_texts (last_at)',
    ],
  },
  {
    version: 3,
    statements: [
      `create table share_counts (
        day bigint not null, client text not null, share text not null, trials bigint not null, events bigint not null,
        primary key (day, client, share))`,
      `create table accepted_shares (
        client text not null, share text not null, accepted_at bigint not null, primary key (client, share))`,
    ],
  },
];
