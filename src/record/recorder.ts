import type { DecisionRow, DecisionRows } from '../store/store.js';
import { digestOf } from './chain.js';
import type { DecisionRecord } from './decision-record.js';

/** How long an answer waits for its record. */
const LATE_MS = 100;
const BATCH = 64;
/** After this the store is tried again, whether a call comes or not. */
const RETRY_MS = 1000;
/** How long an ending process waits for the store. */
const CLOSE_MS = 2000;
/** Records that wait for the store at most, some 10 MB; the answers are given in any case. */
const WAITING = 5000;

export interface RecorderParts {
  /** Names this process's chain. */
  readonly writer: string;
  readonly append: DecisionRows['append'];
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** `late`: the answer left before its record was durable. `lost`: there was no room to wait for the store. */
  readonly report: (fault: 'late' | 'lost') => void;
}

export interface Recorder {
  /** Durable when it returns, or reported. Never throws: no answer depends on it. */
  readonly record: (record: DecisionRecord, patient: string) => Promise<void>;
  /** Once more for what is waiting. */
  close(): Promise<void>;
}

interface Waiting {
  readonly row: DecisionRow;
  /** Told once whether it is durable; not durable yet is told too, for nobody shall wait for the next attempt. */
  readonly settle: (durable: boolean) => void;
}

/**
 * Writes records in groups: those that arrive while one group is on its way make up the next. What the store does not take waits,
 * in the order of its chain, and goes out with the next record or within a second.
 */
export function createRecorder({ writer, append, clock, report }: RecorderParts): Recorder {
  const waiting: Waiting[] = [];
  let [sequence, previous] = [0, ''];
  let writing: Promise<void> | undefined;
  let retry: NodeJS.Timeout | undefined;

  async function write(): Promise<void> {
    try {
      while (waiting.length > 0) {
        const group = waiting.slice(0, BATCH);
        await append(group.map(({ row }) => row));
        waiting.splice(0, group.length);
        for (const { settle } of group) settle(true);
      }
    } catch {
      for (const { settle } of waiting) settle(false);
      retry ??= setTimeout(() => {
        retry = undefined;
        void startWriting();
      }, RETRY_MS).unref();
    } finally {
      // Here and not in a reaction to the promise: a record that came in between would wait for nobody.
      writing = undefined;
    }
  }

  const startWriting = (): Promise<void> => (writing ??= write());

  function rowOf(record: DecisionRecord, patient: string): DecisionRow {
    sequence += 1;
    const { decision, client, cards } = record;
    const link = {
      ...{ writer, sequence, previous, recordedAt: clock(), decision, client, patient },
      cards: cards.map(({ uuid }) => uuid),
      record: JSON.stringify(record),
    };
    previous = digestOf(link);
    return { ...link, digest: previous, snapshot: undefined };
  }

  return {
    async record(record, patient) {
      // Its place in the chain is taken in any case: a record that was lost is seen to be missing.
      const row = rowOf(record, patient);
      if (waiting.length >= WAITING) {
        report('lost');
        return;
      }
      const durable = new Promise<boolean>((resolve) => {
        const late = setTimeout(resolve, LATE_MS, false);
        const settle = (isDurable: boolean) => {
          clearTimeout(late);
          resolve(isDurable);
        };
        waiting.push({ row, settle });
      });
      void startWriting();
      if (!(await durable)) report('late');
    },
    async close() {
      const given = new Promise((resolve) => setTimeout(resolve, CLOSE_MS).unref());
      const written = (writing ?? Promise.resolve()).then(() => startWriting());
      await Promise.race([written, given]);
    },
  };
}
