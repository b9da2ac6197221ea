import { randomUUID } from 'node:crypto';
import type { SharedTokenIds } from './clients/shared-replay-guard.js';
import type { Config } from './config.js';
import type { Recording } from './hook/hook-parts.js';
import type { FeedbackKeeping } from './feedback/feedback-parts.js';
import type { Keys } from './keys/load-keys.js';
import type { Observer } from './observability/observer.js';
import { answeredBefore } from './record/answered-before.js';
import { applyRetention, type RetentionPolicy } from './record/apply-retention.js';
import { markWith } from './record/marks.js';
import { sealWith } from './record/seal.js';
import { createRecorder } from './record/recorder.js';
import { within } from './record/within.js';
import { createSpool } from './record/spool/create-spool.js';
import { keepStore, type KeptStore } from './store/keep-store.js';
import { sqlitePath } from './store/sqlite-path.js';
import { keepUnread, type UnreadKeeper } from './watch/unread/keep-unread.js';
import { readVersion } from './version.js';

/** What one process keeps of its answers, and what it shares with other instances. */
export interface Records {
  readonly recording: Recording;
  readonly feedback: FeedbackKeeping;
  readonly tokenIds: SharedTokenIds;
  /** How often things happened, for whoever watches that. */
  readonly shareCounts: KeptStore['shareCounts'];
  /** Keeps texts that nobody could read. */
  readonly unread: UnreadKeeper;
  /** `open`, or what the store said when it was last used. */
  readonly state: () => string;
  /**
   * Deletes what is too old, soon and then once a day.
   * @param policies asked each time: by client, and what holds for all others
   */
  readonly retainBy: (policies: () => RetentionPolicies) => void;
  /** How many records wait in the spool. */
  readonly spooled: () => number;
  close(): Promise<void>;
}

/** How long each client's site keeps what is recorded of it. */
export interface RetentionPolicies {
  readonly sites: readonly { readonly id: string; readonly file: RetentionPolicy }[];
  readonly usual: RetentionPolicy;
}

/** How long an answer waits to hear what was answered before; without it the card is whole. */
const ANSWERED_BEFORE_MS = 50;
const ANCHOR_MS = 3_600_000;
const RETENTION_FIRST_MS = 60_000;
const RETENTION_MS = 86_400_000;

/**
 * Opens the store and begins a chain of records: each life of a process has its own.
 * @param config without a store there are no records; without a spool its folder lies beside the SQLite file
 */
export async function openRecords(
  { store: url, spool: folder }: Pick<Config, 'store' | 'spool'>,
  { patientHash, snapshot }: Keys,
  observer: Pick<Observer, 'record' | 'spooling' | 'chain' | 'retention' | 'failure'>,
): Promise<Records | undefined> {
  if (url === undefined) return undefined;
  const store = await keepStore({ url, monotonic: () => performance.now() });
  const sealing = sealWith(snapshot);
  const writer = randomUUID();
  const spool = createSpool({
    folder: folder ?? `${sqlitePath(url)}-spool`,
    writer,
    damaged: () => {
      observer.record('damaged');
    },
  });
  await spool.prepare().catch(() => {
    observer.record('unspooled');
  });
  const recorder = createRecorder({
    writer,
    append: store.append,
    spool,
    clock: () => Date.now(),
    report: (fault, decision) => {
      observer.record(fault, decision);
    },
    spooling: (isSpooling) => {
      observer.spooling(isSpooling);
    },
  });
  let anchored = 0;
  /** A log that lies elsewhere shows what was cut off the end of a chain. */
  const anchor = () => {
    const head = recorder.head();
    if (head === undefined || head.sequence === anchored) return;
    anchored = head.sequence;
    observer.chain(head);
  };
  const anchoring = setInterval(anchor, ANCHOR_MS).unref();
  const mark = markWith(patientHash.key);
  let retaining: NodeJS.Timeout | undefined;
  const retain = async (policies: () => RetentionPolicies): Promise<void> => {
    const { sites, usual } = policies();
    await applyRetention(store.retained, sites, usual, Date.now()).then(
      (deleted) => {
        observer.retention(deleted);
      },
      () => {
        observer.retention('failed');
      },
    );
  };
  const unread = keepUnread({
    ...{ mark, seal: sealing.seal, add: store.addUnread },
    clock: () => Date.now(),
  });
  return {
    recording: {
      build: readVersion(),
      mark,
      seal: sealing.seal,
      answeredBefore: (asked) =>
        within(
          ANSWERED_BEFORE_MS,
          answeredBefore(asked, { ...store.recorded, unseal: sealing.unseal }),
          [],
        ),
      record: recorder.record,
      failed: (failure) => {
        observer.failure('hook', failure);
      },
    },
    feedback: { ofCards: store.ofCards, ...store.feedback, mark, seal: sealing.seal },
    tokenIds: store.tokenIds,
    shareCounts: store.shareCounts,
    unread,
    state: () => store.fault() ?? 'open',
    spooled: spool.waiting,
    retainBy(policies) {
      const begin = () => {
        void retain(policies);
        retaining = setInterval(() => void retain(policies), RETENTION_MS).unref();
      };
      retaining = setTimeout(begin, RETENTION_FIRST_MS).unref();
    },
    async close() {
      clearInterval(anchoring);
      clearInterval(retaining);
      await unread.close();
      await recorder.close();
      anchor();
      await store.close();
    },
  };
}
