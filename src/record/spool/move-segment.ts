import { open, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { DecisionRows } from '../../store/store.js';
import { readLines } from './spool-lines.js';

const BATCH = 64;

interface Move {
  readonly folder: string;
  /** Of the file in it. */
  readonly name: string;
  readonly append: DecisionRows['append'];
  readonly damaged: () => void;
}

/**
 * Takes a segment, brings its rows into the store in their order, and removes it. Lines that are not what was written go into a
 * file `….damaged` beside it.
 * @returns false when the file could not be read, or its damaged lines not be set aside; it stays then
 * @throws what `append` throws; the segment stays
 */
export async function moveSegment({ folder, name, append, damaged }: Move): Promise<boolean> {
  const taken = join(folder, name.replace(/\.open$/, '.closed'));
  let content: Buffer;
  try {
    if (name.endsWith('.open')) await rename(join(folder, name), taken);
    content = await readFile(taken);
  } catch (error) {
    // Another process was here before.
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
  const { rows, damaged: lines } = readLines(content);
  for (let start = 0; start < rows.length; start += BATCH) {
    await append(rows.slice(start, start + BATCH));
  }
  try {
    if (lines.length > 0) await setAside(taken.replace(/\.closed$/, '.damaged'), lines);
    await unlink(taken);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
  lines.forEach(() => {
    damaged();
  });
  return true;
}

/** The same lines make the same file, however often and by whomever. */
async function setAside(path: string, lines: readonly Buffer[]): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])));
    await file.datasync();
  } finally {
    await file.close();
  }
}
