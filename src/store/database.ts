/** What both databases understand. Text may hold anything; bytes stand only in columns of `BYTE_COLUMNS`. */
export type Value = string | number | Uint8Array | null;

/** One statement with its values in the place of `$1`, `$2`, …; the same text for both databases. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly Value[];
}

export type Row = Readonly<Record<string, Value>>;

export interface Result {
  readonly rows: readonly Row[];
  /** Rows that were written or deleted. */
  readonly changes: number;
}

/** A database behind the store. */
export interface Database {
  readonly kind: 'sqlite' | 'postgresql';
  /** All of them in one transaction, or none. @throws StoreError */
  transaction(statements: readonly Statement[]): Promise<readonly Result[]>;
  /** Leaves no trace of what was deleted, as far as it is in this program's hands. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/** All other columns are text or numbers. */
export const BYTE_COLUMNS: ReadonlySet<string> = new Set(['snapshot', 'sealed']);
