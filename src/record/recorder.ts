import type { DecisionRow, DecisionRows } from '../store/store.js';
import { type ChainHead, digestOf } from './chain.js';
import type { DecisionRecord } from './decision-record.js';
import { createJoining } from './joining.js';
import type { Spool } from './spool/create-spool.js';

const WAITS: Waits = { storeMs: 100, lateMs: 1000, retryMs: 1000, closeMs: 2000 };
const BATCH = 64;
const BATCH_BYTES = 1024 * 1024;
/** Bytes of records that wait at most in memory while the spool takes nothing either; the answers are given in any case. */
const WAITING_BYTES = 64 * 1024 * 1024;

/**
 * `late`: the answer left before its record was durable. `lost`: there was no room for the record anywhere. `unspooled`: the spool
 * did not take what the store had not taken. `damaged`: a line of the spool is not what was written.
 */
export type RecordFault = 'late' | 'lost' | 'unspooled' | 'damaged';

interface Waits {
  /** How long the store may take before its records go to the spool. */
  readonly storeMs: number;
  /** How long an answer waits for its record: for the store, then for the spool. */
  readonly lateMs: number;
  /** The store is tried again after this, whether a call comes or not. */
  readonly retryMs: number;
  /** How long an ending process waits for the store. */
  readonly closeMs: number;
}

export interface RecorderParts {
  /** Names this process's chain. */
  readonly writer: string;
  readonly append: DecisionRows['append'];
  readonly spool: Spool;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** `decision` of the record, where it is about one. */
  readonly report: (fault: RecordFault, decision?: string) => void;
  /** Told when the spool was found to hold rows, and when it is empty again. */
  readonly spooling?: (isSpooling: boolean) => void;
  readonly waits?: Partial<Waits>;
}

export interface Recorder {
  /** Durable when it returns, or reported. Never throws: no answer depends on it. */
  readonly record: (
    record: DecisionRecord,
    patient: string,
    snapshot?: Uint8Array,
  ) => Promise<void>;
  /** Undefined before the first record. */
  readonly head: () => ChainHead | undefined;
  /** Once more for what is waiting. */
  close(): Promise<void>;
}

interface Waiting {
  readonly row: DecisionRow;
  /** Told once whether it is durable; not durable yet is told too, for nobody shall wait for the next attempt. */
  readonly settle: (durable: boolean) => void;
}

/**
 * Writes records in groups: those that arrive while one group is on its way make up the next. A group that the store does not take,
 * or not soon, goes to the spool, and later ones follow it there until the store has taken them all. What the spool does not take
 * either waits in memory.
 */
export function createRecorder({
  writer,
  append,
  spool,
  clock,
  report,
  spooling = () => undefined,
  waits = {},
}: RecorderParts): Recorder {
  const { storeMs, lateMs, retryMs, closeMs } = { ...WAITS, ...waits };
  const waiting: Waiting[] = [];
  const othersJoined = createJoining();
  let [sequence, previous, waitingBytes] = [0, '', 0];
  let writing: Promise<void> | undefined;
  let isClosed = false;

  async function write(): Promise<void> {
    try {
      while (waiting.length > 0) {
        await othersJoined();
        const group = nextGroup(waiting);
        await keep(group.map(({ row }) => row));
        waiting.splice(0, group.length);
        for (const { row, settle } of group) {
          waitingBytes -= bytesOf(row);
          settle(true);
        }
      }
    } catch {
      report('unspooled');
      for (const { settle } of waiting) settle(false);
    } finally {
      // Here and not in a reaction to the promise: a record that came in between would wait for nobody.
      writing = undefined;
    }
  }

  async function keep(rows: readonly DecisionRow[]): Promise<void> {
    if (!(await spool.isAhead()) && (await isTakenWithin(storeMs, append(rows)))) return;
    await spool.put(rows);
  }

  const startWriting = (): Promise<void> => (writing ??= write());

  async function catchUp(): Promise<void> {
    if (waiting.length > 0) await startWriting();
    // The store is still away, and says so elsewhere.
    await spool.drain(append).catch(() => undefined);
  }

  async function catchUpOften(): Promise<void> {
    for (let wasSpooling = false; !isClosed;) {
      await catchUp();
      const isSpooling = spool.waiting() > 0;
      if (isSpooling !== wasSpooling) spooling(isSpooling);
      wasSpooling = isSpooling;
      await new Promise((resolve) => setTimeout(resolve, retryMs).unref());
    }
  }
  void catchUpOften();

  function rowOf(
    record: DecisionRecord,
    patient: string,
    snapshot: Uint8Array | undefined,
  ): DecisionRow {
    sequence += 1;
    const { decision, client, cards } = record;
    const link = {
      ...{ writer, sequence, previous, recordedAt: clock(), decision, client, patient },
      cards: cards.map(({ uuid }) => uuid),
      record: JSON.stringify(record),
    };
    previous = digestOf(link);
    return { ...link, digest: previous, snapshot };
  }

  return {
    async record(record, patient, snapshot) {
      // Its place in the chain is taken in any case: a record that was lost is seen to be missing.
      const row = rowOf(record, patient, snapshot);
      if (waitingBytes > 0 && waitingBytes + bytesOf(row) > WAITING_BYTES) {
        report('lost', record.decision);
        return;
      }
      waitingBytes += bytesOf(row);
      const durable = new Promise<boolean>((resolve) => {
        const late = setTimeout(resolve, lateMs, false);
        const settle = (isDurable: boolean) => {
          clearTimeout(late);
          resolve(isDurable);
        };
        waiting.push({ row, settle });
      });
      void startWriting();
      if (!(await durable)) report('late', record.decision);
    },
    head: () => (sequence === 0 ? undefined : { writer, sequence, digest: previous }),
    async close() {
      isClosed = true;
      const given = new Promise((resolve) => setTimeout(resolve, closeMs).unref());
      await Promise.race([catchUp(), given]);
      await Promise.race([spool.close(), given]);
    },
  };
}

function nextGroup(waiting: readonly Waiting[]): readonly Waiting[] {
  let bytes = 0;
  const fits = ({ row }: Waiting) => (bytes += bytesOf(row)) <= BATCH_BYTES;
  const end = waiting.findIndex((one) => !fits(one));
  return waiting.slice(0, Math.min(BATCH, end === -1 ? BATCH : Math.max(end, 1)));
}

const bytesOf = ({ record, snapshot }: DecisionRow): number =>
  record.length + (snapshot?.length ?? 0);

/** False when it was refused, or takes longer than a call can wait. Should it be taken after all, it is the same row. */
function isTakenWithin(ms: number, appending: Promise<void>): Promise<boolean> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, ms, false);
    const settle = (isTaken: boolean) => {
      clearTimeout(late);
      resolve(isTaken);
    };
    appending.then(
      () => {
        settle(true);
      },
      () => {
        settle(false);
      },
    );
  });
}
