import { hash } from 'node:crypto';
import type { DecisionRow, DeletedRow } from '../store/store.js';

/** What a digest covers, beside the digest before it. */
type Link = Pick<
  DecisionRow,
  | 'writer'
  | 'sequence'
  | 'recordedAt'
  | 'previous'
  | 'decision'
  | 'client'
  | 'patient'
  | 'cards'
  | 'record'
>;

/** Lower-case hexadecimal SHA-256 over a row and the digest of the row before it. */
export const digestOf = (link: Link): string =>
  hash(
    'sha256',
    JSON.stringify([
      link.writer,
      link.sequence,
      link.recordedAt,
      link.previous,
      link.decision,
      link.client,
      link.patient,
      link.cards,
      link.record,
    ]),
    'hex',
  );

export interface ChainBreak {
  readonly writer: string;
  readonly sequence: number;
  /**
   * `missing` = no row of this place; `changed` = not what was written; `unlinked` = it does not follow the row before it. By a head
   * that is known from elsewhere: `cut` = the chain ends before it; `replaced` = another row has its place.
   */
  readonly fault: 'missing' | 'changed' | 'unlinked' | 'cut' | 'replaced';
}

/** The newest record of a chain, as it was at some time. */
export type ChainHead = Pick<DecisionRow, 'writer' | 'sequence' | 'digest'>;

export interface ChainReport {
  readonly rows: number;
  readonly deleted: number;
  readonly breaks: readonly ChainBreak[];
}

/**
 * Follows the chain of one writer. A deleted row keeps its digest and breaks nothing. Rows taken off the end cannot be noticed
 * by the chain alone.
 * @param heads what the chain is known to have come to, of this writer
 */
export async function verifyChain(
  writer: string,
  batches: AsyncIterable<readonly (DecisionRow | DeletedRow)[]>,
  heads: readonly ChainHead[] = [],
): Promise<ChainReport> {
  const breaks: ChainBreak[] = [];
  let [rows, deleted, previous, expected] = [0, 0, '', 1];
  for await (const batch of batches) {
    for (const row of batch) {
      const { sequence } = row;
      rows += 1;
      if (sequence !== expected) breaks.push({ writer, sequence: expected, fault: 'missing' });
      else if (row.previous !== previous) breaks.push({ writer, sequence, fault: 'unlinked' });
      if ('deletedAt' in row) deleted += 1;
      else if (digestOf(row) !== row.digest) breaks.push({ writer, sequence, fault: 'changed' });
      if (heads.some((head) => head.sequence === sequence && head.digest !== row.digest)) {
        breaks.push({ writer, sequence, fault: 'replaced' });
      }
      previous = row.digest;
      expected = sequence + 1;
    }
  }
  for (const { sequence } of heads) {
    if (sequence >= expected) breaks.push({ writer, sequence, fault: 'cut' });
  }
  return { rows, deleted, breaks };
}
