import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

const SEGMENT = /^[0-9a-z-]+\.(open|closed)$/;

/** What waits in a folder: of every segment, without its ending, how many bytes and lines it has. */
export interface SegmentCounts {
  /** Looks again. @returns the names of the files, each chain in its order; none where there is no folder */
  look(): Promise<readonly string[]>;
  add(segment: string, bytes: number, lines: number): void;
  remove(segment: string): void;
  readonly bytes: () => number;
  readonly lines: () => number;
  /** Whether segments whose names begin so are waiting. */
  readonly has: (start: string) => boolean;
}

export const segmentOf = (name: string): string => name.replace(/\.\w+$/, '');

export function createSegmentCounts(folder: string): SegmentCounts {
  const counts = new Map<string, { readonly bytes: number; readonly lines: number }>();
  const sum = (unit: 'bytes' | 'lines') =>
    [...counts.values()].reduce((total, one) => total + one[unit], 0);

  async function count(name: string): Promise<void> {
    const segment = segmentOf(name);
    const path = join(folder, name);
    try {
      const { size } = await stat(path);
      if (counts.get(segment)?.bytes === size) return;
      const content = await readFile(path, 'latin1');
      counts.set(segment, { bytes: content.length, lines: content.split('\n').length - 1 });
    } catch {
      // It was taken or moved on by another process; whoever has it has counted it.
    }
  }

  return {
    async look() {
      const known = [...counts.keys()];
      const found = (await readdir(folder).catch(nobodyThere)).filter((name) => SEGMENT.test(name));
      const segments = new Set(found.map(segmentOf));
      for (const segment of known) if (!segments.has(segment)) counts.delete(segment);
      for (const name of found) await count(name);
      return found.sort();
    },
    add(segment, bytes, lines) {
      const before = counts.get(segment) ?? { bytes: 0, lines: 0 };
      counts.set(segment, { bytes: before.bytes + bytes, lines: before.lines + lines });
    },
    remove: (segment) => counts.delete(segment),
    bytes: () => sum('bytes'),
    lines: () => sum('lines'),
    has: (start) => [...counts.keys()].some((segment) => segment.startsWith(start)),
  };
}

function nobodyThere(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
