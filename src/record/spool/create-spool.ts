import { access, constants, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DecisionRow, DecisionRows } from '../../store/store.js';
import { createSegmentCounts, segmentOf } from './segment-counts.js';
import { moveSegment } from './move-segment.js';
import { openSegment, type Segment } from './segment.js';
import { lineOf } from './spool-lines.js';

/** Bytes that wait at most, some 30,000 records. */
const ROOM = 64 * 1024 * 1024;
/** A segment that is longer is followed by another. */
const SEGMENT_BYTES = 1024 * 1024;
/** How long a record waits for those before it to be moved, so that under load too there is an end to it. */
const HANDOVER_MS = 50;

/**
 * Where rows wait that the store did not take: files in a folder, durable, of all processes that use it. Files are moved, never
 * locked: a process that finds its file gone writes the same lines into a new one, and a row that reaches the store twice is one.
 */
export interface Spool {
  /** @throws when its folder cannot be made or written, so that this is known before it is needed */
  prepare(): Promise<void>;
  /** Durable when it returns. @throws when it is full, or the system's error */
  put(rows: readonly DecisionRow[]): Promise<void>;
  /** Whether rows of this process wait here, so that later ones must not overtake them. */
  isAhead(): Promise<boolean>;
  /**
   * Moves what waits into the store, each chain in its order, until nothing is left.
   * @throws what `append` throws; what was not moved stays
   */
  drain(append: DecisionRows['append']): Promise<void>;
  /** Rows of all processes that wait here, as of the last look. */
  readonly waiting: () => number;
  /** What waits stays, for whoever drains it next. */
  close(): Promise<void>;
}

export interface SpoolParts {
  readonly folder: string;
  /** Names this process's files. */
  readonly writer: string;
  /** Told once for each line that is not what was written; it is set aside in a file of its own. */
  readonly damaged: () => void;
  readonly room?: number;
}

export function createSpool({ folder, writer, damaged, room = ROOM }: SpoolParts): Spool {
  const counts = createSegmentCounts(folder);
  let segment: Segment | undefined;
  let last = 0;
  /** One thing at a time is done with the own segment. */
  let turn: Promise<unknown> = Promise.resolve();
  let handover: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const done = turn.then(act);
    turn = done.catch(() => undefined);
    return done;
  };

  async function own(): Promise<Segment> {
    if (segment !== undefined && segment.size() >= SEGMENT_BYTES) await closeOwn();
    if (segment !== undefined) return segment;
    last += 1;
    segment = await openSegment(join(folder, `${writer}-${String(last).padStart(8, '0')}.open`));
    return segment;
  }

  async function closeOwn(): Promise<void> {
    const closing = segment;
    segment = undefined;
    await closing?.close();
  }

  async function write(lines: Buffer, count: number): Promise<void> {
    if (counts.bytes() + lines.length > room) throw new Error('The spool is full.');
    for (;;) {
      const here = await own();
      let isHere: boolean;
      try {
        isHere = await here.append(lines);
      } catch (error) {
        segment = undefined;
        // A file may be at its limit; a new one that takes nothing is an answer.
        if (here.size() === 0) throw error;
        continue;
      }
      if (isHere) {
        counts.add(segmentOf(basename(here.path)), lines.length, count);
        return;
      }
      await closeOwn();
    }
  }

  async function move(name: string, append: DecisionRows['append']): Promise<boolean> {
    const isOwn = segment !== undefined && name === basename(segment.path);
    const move = async (): Promise<boolean> => {
      if (isOwn) await inTurn(closeOwn);
      const isMoved = await moveSegment({ folder, name, append, damaged });
      if (isMoved) counts.remove(segmentOf(name));
      return isMoved;
    };
    const moving = move();
    if (isOwn) handover = Promise.race([moving.catch(() => undefined), pause(HANDOVER_MS)]);
    return moving;
  }

  return {
    async prepare() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await access(folder, constants.W_OK);
    },
    put: (rows) => {
      const lines = Buffer.from(rows.map(lineOf).join(''));
      return inTurn(() => write(lines, rows.length));
    },
    async isAhead() {
      await handover;
      return counts.has(writer);
    },
    async drain(append) {
      const stuck = new Set<string>();
      for (;;) {
        const names = (await counts.look()).filter((name) => !stuck.has(segmentOf(name)));
        if (names.length === 0) return;
        for (const name of names) if (!(await move(name, append))) stuck.add(segmentOf(name));
      }
    },
    waiting: counts.lines,
    close: () => inTurn(closeOwn),
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms).unref());
