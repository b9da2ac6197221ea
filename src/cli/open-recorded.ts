import { decodeSnapshot, type Snapshot } from '../hook/snapshot.js';
import { loadKeys } from '../keys/load-keys.js';
import type { DecisionRecord } from '../record/decision-record.js';
import type { FeedbackRecord } from '../record/feedback-record.js';
import { sealWith } from '../record/seal.js';
import { openStore } from '../store/open-store.js';
import type { DecisionRow, Period } from '../store/store.js';
import { UsageError } from './complain-about.js';
import { keysPath } from './keys-path.js';
import { startOfDay } from './read-day.js';
import { type StoreOptions, storeUrl } from './store-url.js';

export interface RecordedOptions extends StoreOptions {
  /** ISO days, UTC; `until` itself is not among them. */
  readonly from?: string;
  readonly until?: string;
  readonly client?: string;
}

/** One recorded answer. */
export interface Recorded {
  readonly record: DecisionRecord;
  /** Unsealed; undefined where none was kept. @throws UnsealError */
  readonly snapshot: () => Snapshot | undefined;
  /** What clients said about its cards. */
  readonly feedback: () => Promise<readonly FeedbackRecord[]>;
}

export interface RecordedAnswers {
  /** By their ids; none given = all of the period. @throws UsageError for an id that the store does not hold */
  find(decisions: readonly string[]): AsyncIterable<Recorded>;
  close(): Promise<void>;
}

/** Opens the store for reading alone. @throws UsageError without a store or keys, StoreError, KeysError */
export async function openRecorded(options: RecordedOptions): Promise<RecordedAnswers> {
  const url = storeUrl(options);
  const period = periodOf(options);
  const sealing = sealWith(loadKeys(keysPath()).snapshot);
  const store = await openStore(url, { readOnly: true });

  const open = ({ record, snapshot, cards }: DecisionRow): Recorded => ({
    record: JSON.parse(record) as DecisionRecord,
    snapshot: () => snapshot && decodeSnapshot(sealing.unseal('snapshot', snapshot)),
    feedback: async () => {
      const said = cards.length === 0 ? [] : await store.feedback.ofCards(cards);
      return said.map((row) => JSON.parse(row.record) as FeedbackRecord);
    },
  });

  async function* find(decisions: readonly string[]) {
    for (const decision of decisions) {
      const rows = await store.decisions.findAll(decision);
      if (rows.length === 0) throw new UsageError(await whyNone(decision));
      yield* rows.map(open);
    }
    if (decisions.length > 0) return;
    for await (const batch of store.decisions.read(period, options.client)) {
      for (const { decision, writer, sequence } of batch) {
        const rows = await store.decisions.findAll(decision);
        yield* rows.filter((row) => row.writer === writer && row.sequence === sequence).map(open);
      }
    }
  }

  async function whyNone(id: string): Promise<string> {
    const card = (await store.decisions.ofCards([id])).get(id);
    return card === undefined
      ? `The store holds no decision ${id}. Give the whole id, as "decision" in the extension of a card says it; it may have been deleted.`
      : `${id} is a card of the decision ${card.decision}.`;
  }

  return { find, close: () => store.close() };
}

function periodOf({ from, until }: RecordedOptions): Period {
  const period = {
    from: from === undefined ? 0 : startOfDay(from, '--from'),
    until: until === undefined ? Number.MAX_SAFE_INTEGER : startOfDay(until, '--until'),
  };
  if (period.from < period.until) return period;
  throw new UsageError('--until is the day after the last one: it must lie after --from.');
}
