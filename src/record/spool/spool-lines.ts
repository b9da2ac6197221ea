import { createHash } from 'node:crypto';
import type { DecisionRow } from '../../store/store.js';

const LINE_FEED = 10;
const CHECKSUM_DIGITS = 16;

/** One row as one line: the first digits of a SHA-256, a blank, the row as JSON with its bytes in base64. */
export function lineOf({ snapshot, ...row }: DecisionRow): string {
  const bytes = snapshot && Buffer.from(snapshot).toString('base64');
  const text = JSON.stringify({ ...row, snapshot: bytes });
  return `${checksumOf(Buffer.from(text))} ${text}\n`;
}

/**
 * @param segment what stands in a file
 * @returns the rows that are as they were written, and the lines that are not. What follows the last line feed was being written
 * when the process ended; nobody was told that it is durable
 */
export function readLines(segment: Buffer): {
  readonly rows: readonly DecisionRow[];
  readonly damaged: readonly Buffer[];
} {
  const [rows, damaged]: [DecisionRow[], Buffer[]] = [[], []];
  for (let start = 0; ;) {
    const end = segment.indexOf(LINE_FEED, start);
    if (end === -1) return { rows, damaged };
    const line = segment.subarray(start, end);
    const text = line.subarray(CHECKSUM_DIGITS + 1);
    if (line.toString('latin1', 0, CHECKSUM_DIGITS) === checksumOf(text)) rows.push(rowOf(text));
    else damaged.push(line);
    start = end + 1;
  }
}

function rowOf(text: Buffer): DecisionRow {
  type Written = Omit<DecisionRow, 'snapshot'> & { readonly snapshot?: string };
  const { snapshot, ...row } = JSON.parse(text.toString('utf8')) as Written;
  return { ...row, snapshot: snapshot === undefined ? undefined : Buffer.from(snapshot, 'base64') };
}

const checksumOf = (text: Buffer): string =>
  createHash('sha256').update(text).digest('hex').slice(0, CHECKSUM_DIGITS);
