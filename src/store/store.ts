/**
 * What instances of this service keep and share. Rows are opaque here: what a record says is `src/record`'s business, and the store
 * never sees a patient's data in the clear.
 */
export interface Store {
  readonly kind: 'sqlite' | 'postgresql';
  readonly decisions: DecisionRows;
  readonly feedback: FeedbackRows;
  readonly tokenIds: TokenIds;
  readonly reviews: ReviewRows;
  readonly unreadTexts: UnreadTextRows;
  /** A cheap question to the database. @throws StoreError while it cannot be used */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** One recorded answer, or one recorded deletion of it. Times are epoch milliseconds. */
export interface DecisionRow {
  /** Whose chain of digests it stands in: the uuid of one process's life. */
  readonly writer: string;
  /** Place in that chain, from 1 without gaps. */
  readonly sequence: number;
  /** Lower-case hexadecimal SHA-256 of this row, and of the row before it ('' for the first). */
  readonly digest: string;
  readonly previous: string;
  readonly recordedAt: number;
  /** Of the answer; the same request at the same instant has the same one. */
  readonly decision: string;
  /** Registered id of the client: the tenant that a row belongs to. */
  readonly client: string;
  /** Keyed mark of the patient. */
  readonly patient: string;
  /** uuids of the cards that were made. */
  readonly cards: readonly string[];
  /** JSON text, see `src/record/decision-record.ts`. */
  readonly record: string;
  /** The sealed inputs, where the site allows replay. */
  readonly snapshot: Uint8Array | undefined;
}

/** What is left of a row that was deleted: enough for the chain to show that it was there. */
export interface DeletedRow extends Pick<
  DecisionRow,
  'writer' | 'sequence' | 'digest' | 'previous' | 'recordedAt'
> {
  readonly deletedAt: number;
}

/** From the first instant, up to and without the last. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

export type DecisionSummary = Omit<DecisionRow, 'snapshot'>;

export interface DecisionRows {
  /** All of them or none, in one transaction. A row that is there already, by writer and sequence, stays as it is. */
  append(rows: readonly DecisionRow[]): Promise<void>;
  find(decision: string): Promise<DecisionRow | undefined>;
  /** The decisions behind cards of one client; a card that nobody knows is left out. */
  ofCards(client: string, cards: readonly string[]): Promise<ReadonlyMap<string, DecisionSummary>>;
  /** The newest ones about a patient, newest first. */
  ofPatient(
    client: string,
    patient: string,
    since: number,
    limit: number,
  ): Promise<readonly DecisionSummary[]>;
  /** In the order of their time, in batches; `client` left out = of all. */
  read(period: Period, client?: string): AsyncIterable<readonly DecisionSummary[]>;
  writers(): Promise<readonly string[]>;
  /** A whole chain in its order, in batches. */
  chain(writer: string): AsyncIterable<readonly (DecisionRow | DeletedRow)[]>;
  /**
   * Deletes what matches all of the terms, with its cards and snapshots and the feedback and comments on it; the digests stay.
   * @returns how many decisions were deleted
   */
  delete(
    which: { readonly before?: number; readonly patient?: string },
    now: number,
  ): Promise<number>;
  /** Deletes snapshots alone. @returns how many */
  deleteSnapshots(before: number): Promise<number>;
}

export interface FeedbackRow {
  /** The same feedback sent twice has the same key. */
  readonly key: string;
  readonly client: string;
  readonly card: string;
  readonly receivedAt: number;
  /** Undefined for a card that is not known (yet). */
  readonly decision: string | undefined;
  /** JSON text, see `src/record/feedback-record.ts`. */
  readonly record: string;
  /** The sealed words of the user. */
  readonly comment: Uint8Array | undefined;
}

export interface FeedbackRows {
  /** All of them or none, durable when it returns. @returns how many were new */
  append(rows: readonly FeedbackRow[]): Promise<number>;
  /** By the time of receipt, in batches. */
  read(period: Period, client?: string): AsyncIterable<readonly Omit<FeedbackRow, 'comment'>[]>;
  /** Items of a client since an instant. */
  count(client: string, since: number): Promise<number>;
  ofCards(cards: readonly string[]): Promise<readonly Omit<FeedbackRow, 'comment'>[]>;
  comments(keys: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  deleteComments(before: number): Promise<number>;
  delete(before: number): Promise<number>;
}

export interface TokenIds {
  /**
   * Takes ids, each once among all instances: of any number of simultaneous takers exactly one is told `true`.
   * @param ids mark of client and jti, fixed in length; `until` = when it may be forgotten
   */
  takeAll(
    ids: readonly { readonly id: string; readonly until: number }[],
    now: number,
  ): Promise<readonly boolean[]>;
  /** Forgets what is over. */
  forget(now: number): Promise<number>;
}

/** A reviewer's verdict about one decision in one sample. */
export interface ReviewRow {
  readonly sample: string;
  readonly decision: string;
  readonly reviewer: string;
  readonly at: number;
  /** JSON text, see `src/governance`. */
  readonly verdict: string;
}

export interface ReviewRows {
  createSample(sample: {
    readonly id: string;
    readonly at: number;
    /** JSON text: what was drawn from, and by whom. */
    readonly about: string;
    readonly decisions: readonly string[];
  }): Promise<void>;
  samples(): Promise<
    readonly {
      readonly id: string;
      readonly at: number;
      readonly about: string;
      readonly decisions: readonly string[];
    }[]
  >;
  /** A reviewer's later verdict replaces the earlier one. */
  put(review: ReviewRow): Promise<void>;
  ofSample(sample: string): Promise<readonly ReviewRow[]>;
}

/** A text of a chart or order that looks like naltrexone or an opioid and matched no code. */
export interface UnreadTextRow {
  /** Keyed mark of client and text, so that the same text is one row. */
  readonly mark: string;
  readonly client: string;
  readonly kind: string;
  /** The sealed text: it may hold a patient's name. */
  readonly text: Uint8Array;
  readonly times: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

export interface UnreadTextRows {
  /** Adds what is new and counts what is there. */
  add(rows: readonly UnreadTextRow[]): Promise<void>;
  /** Most frequent first. */
  list(limit: number, client?: string): Promise<readonly UnreadTextRow[]>;
  delete(before: number): Promise<number>;
}
