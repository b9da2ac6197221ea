/**
 * What instances of this service keep and share. What a record says is not its business, and it
 * never sees a patient's data in the clear.
 */
export interface Store {
  readonly decisions: DecisionRows;
  readonly tokenIds: TokenIds;
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
  /** JSON text. */
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
  /** In the order of their time, in batches; `client` left out = of all. */
  read(period: Period, client?: string): AsyncIterable<readonly DecisionSummary[]>;
  writers(): Promise<readonly string[]>;
  /** A whole chain in its order, in batches. */
  chain(writer: string): AsyncIterable<readonly (DecisionRow | DeletedRow)[]>;
  /**
   * Deletes what matches all of the terms, with its cards and snapshot; the digests stay.
   * @returns how many decisions were deleted
   */
  delete(
    which: { readonly before?: number; readonly patient?: string },
    now: number,
  ): Promise<number>;
}

export interface TokenIds {
  /**
   * Takes ids, each once among all instances: of any number of simultaneous takers exactly one is told `true`.
   * @param ids mark of client and jti, fixed in length; `until` = when it may be forgotten
   */
  takeAll(
    ids: readonly { readonly id: string; readonly until: number }[],
  ): Promise<readonly boolean[]>;
  /** Forgets what is over. */
  forget(now: number): Promise<number>;
}
