/**
 * Why the store did not do what it was asked. `full` and `read-only` need somebody; `busy` and `away` may pass; `conflict` = a row
 * that must be there once is there already.
 */
export type StoreFault =
  | 'busy'
  | 'away'
  | 'full'
  | 'read-only'
  | 'damaged'
  | 'newer-schema'
  | 'absent'
  | 'conflict'
  | 'closed'
  | 'other';

const WORDS: Readonly<Record<StoreFault, string>> = {
  busy: 'The store is busy: another process holds it.',
  away: 'The store cannot be reached.',
  full: 'The store has no room left.',
  'read-only': 'The store may not be written.',
  damaged: 'The store is damaged. It is left as it is; restore a backup.',
  'newer-schema': 'The store was written by a newer version of this program; start that version.',
  absent: 'There is no store of this program there.',
  conflict: 'The store holds this row already.',
  closed: 'The store is closed.',
  other: 'The store refused a statement.',
};

/** Its message names neither values nor statements. */
export class StoreError extends Error {
  readonly fault: StoreFault;

  constructor(fault: StoreFault, options?: ErrorOptions) {
    super(WORDS[fault], options);
    this.name = 'StoreError';
    this.fault = fault;
  }
}
