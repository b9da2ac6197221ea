import { type FileHandle, mkdir, open, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file that one process appends to until somebody takes it, by giving it another name. */
export interface Segment {
  readonly path: string;
  /** Bytes that are known to be durable. */
  readonly size: () => number;
  /**
   * One write, and one wait for the disk.
   * @returns false when it was taken before the lines were durable: whoever took it may have read it without them
   * @throws the system's error, after which this segment is closed
   */
  append(lines: Buffer): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Makes a file that is not there yet, and its folder: readable by this user alone, and still there when the machine loses power.
 * @throws the system's error
 */
export async function openSegment(path: string): Promise<Segment> {
  const folder = dirname(path);
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) await syncFolder(dirname(made));
  const file = await open(path, 'ax', 0o600);
  await syncFolder(folder);
  const { ino } = await file.stat();
  let size = 0;

  async function isStillHere(): Promise<boolean> {
    return (await stat(path).catch(() => undefined))?.ino === ino;
  }

  return {
    path,
    size: () => size,
    async append(lines) {
      try {
        await file.appendFile(lines);
        await file.datasync();
      } catch (error) {
        await abandon(file, path, size);
        throw error;
      }
      size += lines.length;
      return isStillHere();
    },
    close: () => file.close(),
  };
}

/** After a failed sync nobody knows what is on the disk, so nothing is appended to it any more. */
async function abandon(file: FileHandle, path: string, size: number): Promise<void> {
  try {
    if (size === 0) await unlink(path);
    else await file.truncate(size);
  } catch {
    // Half a line at the end is no row; whole ones are tried again elsewhere, and are the same.
  }
  await file.close().catch(() => undefined);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
