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
];
