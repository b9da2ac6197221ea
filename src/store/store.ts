/**
 * What instances of this service keep and share. What a record says is not its business, and it
 * never sees a patient's data in the clear.
 */
export interface Store {
  readonly decisions: DecisionRows;
  readonly feedback: FeedbackRows;
  readonly reviews: ReviewRows;
  readonly unreadTexts: UnreadTextRows;
  readonly shareCounts: ShareCountRows;
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

/** Whose rows: of one registered client, or of all but some; nothing said = everybody's. */
export interface Whose {
  readonly client?: string;
  readonly exceptClients?: readonly string[];
}

export type DecisionSummary = Omit<DecisionRow, 'snapshot'>;

export interface DecisionRows {
  /** All of them or none, in one transaction. A row that is there already, by writer and sequence, stays as it is. */
  append(rows: readonly DecisionRow[]): Promise<void>;
  find(decision: string): Promise<DecisionRow | undefined>;
  /** Every answer with this id, oldest first: the same request at the same instant may have come twice. */
  findAll(decision: string): Promise<readonly DecisionRow[]>;
  /** The decisions behind cards, of whichever client, by the card's uuid; a card that nobody knows is left out. */
  ofCards(cards: readonly string[]): Promise<ReadonlyMap<string, DecisionSummary>>;
  /** The newest ones about a patient since an instant, newest first. */
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
   * Deletes what matches all of the terms, with its cards and snapshot and the feedback and comments on them; the digests stay.
   * @returns how many decisions were deleted
   */
  delete(
    which: Whose & { readonly before?: number; readonly patient?: string },
    now: number,
  ): Promise<number>;
  /** Deletes snapshots alone. @returns how many */
  deleteSnapshots(before: number, whose?: Whose): Promise<number>;
}

/** What a client said about one card, once. */
export interface FeedbackRow {
  /** The same feedback sent again has the same one. */
  readonly id: string;
  readonly client: string;
  /** uuid of the card. */
  readonly card: string;
  readonly receivedAt: number;
  /** Undefined for a card that is not known (yet). */
  readonly decision: string | undefined;
  /** JSON text. */
  readonly record: string;
  /** The sealed words of the user. */
  readonly comment: Uint8Array | undefined;
}

export type FeedbackSummary = Omit<FeedbackRow, 'comment'>;

export interface FeedbackRows {
  /** All of them or none, durable when it returns; what is there already stays as it is. @returns how many were new */
  append(rows: readonly FeedbackRow[]): Promise<number>;
  /** In the order of their receipt, in batches; `client` left out = of all. */
  read(period: Period, client?: string): AsyncIterable<readonly FeedbackSummary[]>;
  ofCards(cards: readonly string[]): Promise<readonly FeedbackSummary[]>;
  /** How many a client has sent since an instant. */
  count(client: string, since: number): Promise<number>;
  /** The sealed words, by the id of the feedback; what has none is left out. */
  comments(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** Deletes words alone, the feedback stays. @returns how many */
  deleteComments(before: number, whose?: Whose): Promise<number>;
  /** Deletes feedback with its words. @returns how many */
  delete(before: number, whose?: Whose): Promise<number>;
}

/** Decisions that were drawn to be judged by two reviewers. */
export interface ReviewSample {
  readonly id: string;
  readonly drawnAt: number;
  /** JSON text: what was drawn from, by which seed, and who reviews. */
  readonly about: string;
  /** In the order in which they are shown. */
  readonly decisions: readonly string[];
}

/** One reviewer's verdict about one decision of a sample. */
export interface ReviewRow {
  readonly sample: string;
  readonly decision: string;
  readonly reviewer: string;
  readonly reviewedAt: number;
  /** JSON text. */
  readonly verdict: string;
}

export interface ReviewRows {
  createSample(sample: ReviewSample): Promise<void>;
  /** Newest first. */
  samples(): Promise<readonly ReviewSample[]>;
  /** A reviewer's later verdict takes the place of the earlier one. */
  put(review: ReviewRow): Promise<void>;
  ofSample(sample: string): Promise<readonly ReviewRow[]>;
}

/** A text of an order or chart that looks like naltrexone or an opioid, and that no code or word of the knowledge matched. */
export interface UnreadTextRow {
  /** Keyed mark of client, kind and text, so that the same text is one row. */
  readonly mark: string;
  readonly client: string;
  readonly kind: string;
  readonly times: number;
  readonly firstAt: number;
  readonly lastAt: number;
  /** The sealed text: it may hold a patient's name. */
  readonly sealed: Uint8Array;
}

export interface UnreadTextRows {
  /** Adds what is new, and counts what is there. */
  add(rows: readonly UnreadTextRow[]): Promise<void>;
  /** Most frequent first; `client` left out = of all. */
  list(limit: number, client?: string): Promise<readonly UnreadTextRow[]>;
  /** Those not seen since. @returns how many */
  delete(before: number, whose?: Whose): Promise<number>;
}

/** How often something happened with a client on one day, as `docs/watch.md` names it: `events` in `trials`. */
export interface ShareCount {
  readonly client: string;
  /** Days since 1970-01-01, UTC. */
  readonly day: number;
  readonly share: string;
  readonly trials: number;
  readonly events: number;
}

/** Somebody has said that a share is as it should be: what was counted up to that day says no more what is usual. */
export interface AcceptedShare {
  readonly client: string;
  readonly share: string;
  readonly acceptedAt: number;
}

export interface ShareCountRows {
  /** All of them or none, added to what is there; each row once. */
  add(counts: readonly ShareCount[]): Promise<void>;
  /** Of the day of an instant and all later ones, in the order of the days, in batches. */
  read(since: number): AsyncIterable<readonly ShareCount[]>;
  /** Those of days before that of an instant. @returns how many */
  delete(before: number, whose?: Whose): Promise<number>;
  /** In the place of an earlier acceptance. */
  accept(accepted: AcceptedShare): Promise<void>;
  accepted(): Promise<readonly AcceptedShare[]>;
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
