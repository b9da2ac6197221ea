import { decodeSnapshot, type Snapshot } from '../hook/snapshot.js';
import { loadKeys } from '../keys/load-keys.js';
import type { DecisionRecord } from '../record/decision-record.js';
import type { FeedbackRecord } from '../record/feedback-record.js';
import { sealWith } from '../record/seal.js';
import { openStore } from '../store/open-store.js';
import type { DecisionRow } from '../store/store.js';
import { UsageError } from './complain-about.js';
import { keysPath } from './keys-path.js';
import { type StoreOptions, storeUrl } from './store-url.js';

export interface RecordedOptions extends StoreOptions {
  /** ISO days, UTC; `until` itself is not among them. */
  readonly from?: string;
  readonly until?: string;
  readonly client?: string;
}

/** One recorded answer, unsealed. */
export interface Recorded {
  readonly record: DecisionRecord;
  readonly snapshot: Snapshot | undefined;
  /** What clients said about its cards. */
  readonly feedback: () => Promise<readonly FeedbackRecord[]>;
}

export interface RecordedAnswers {
  /** By their ids; none given = all of the period. @throws UsageError for an id that the store does not hold */
  find(decisions: readonly string[]): AsyncIterable<Recorded>;
  close(): Promise<void>;
}

/** @throws UsageError without a store or keys, StoreError, KeysError, UnsealError */
export async function openRecorded(options: RecordedOptions): Promise<RecordedAnswers> {
  const url = storeUrl(options);
  const { from, until } = { from: dayOf(options.from, 0), until: dayOf(options.until, Infinity) };
  const sealing = sealWith(loadKeys(keysPath({})).snapshot);
  const store = await openStore(url);

  const open = ({ record, snapshot, cards }: DecisionRow): Recorded => ({
    record: JSON.parse(record) as DecisionRecord,
    snapshot: snapshot && decodeSnapshot(sealing.unseal('snapshot', snapshot)),
    feedback: async () => {
      const said = cards.length === 0 ? [] : await store.feedback.ofCards(cards);
      return said.map((row) => JSON.parse(row.record) as FeedbackRecord);
    },
  });

  async function* find(decisions: readonly string[]) {
    for (const decision of decisions) {
      const row = await store.decisions.find(decision);
      if (row === undefined) throw new UsageError(`The store holds no decision ${decision}.`);
      yield open(row);
    }
    if (decisions.length > 0) return;
    const period = { from, until: Math.min(until, Number.MAX_SAFE_INTEGER) };
    for await (const batch of store.decisions.read(period, options.client)) {
      for (const { decision } of batch) {
        const row = await store.decisions.find(decision);
        if (row !== undefined) yield open(row);
      }
    }
  }

  return { find, close: () => store.close() };
}

function dayOf(text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  if (Number.isNaN(at)) throw new UsageError('--from and --until want a day such as 2026-11-24.');
  return at;
}
