import type { Retained } from '../record/apply-retention.js';
import { openStore } from './open-store.js';
import type {
  DecisionRows,
  FeedbackRows,
  ShareCountRows,
  Store,
  TokenIds,
  UnreadTextRows,
} from './store.js';
import { StoreError, type StoreFault } from './store-error.js';

const REOPEN_MS = 10_000;

/** A store that may be away, at the start too: whoever needs it is told so, and it is opened again when it can be. */
export interface KeptStore {
  readonly tokenIds: TokenIds;
  readonly append: DecisionRows['append'];
  readonly ofCards: DecisionRows['ofCards'];
  readonly feedback: Pick<FeedbackRows, 'append' | 'count'>;
  /** What is known of a patient, and what was said about cards. */
  readonly recorded: {
    readonly ofPatient: DecisionRows['ofPatient'];
    readonly ofCards: FeedbackRows['ofCards'];
  };
  /** Where what is too old is deleted. */
  readonly retained: Retained;
  readonly addUnread: UnreadTextRows['add'];
  readonly shareCounts: Pick<ShareCountRows, 'add' | 'read' | 'accepted'>;
  /** What it said when it was last used; undefined = it did what it was asked. */
  readonly fault: () => StoreFault | undefined;
  close(): Promise<void>;
}

export interface KeptStoreParts {
  readonly url: string;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
  /** Replaces the usual one. */
  readonly open?: (url: string) => Promise<Store>;
}

/** Never throws because of the store: an EHR that asks gets its answer without it. */
export async function keepStore({
  url,
  monotonic,
  open = openStore,
}: KeptStoreParts): Promise<KeptStore> {
  let store: Store | undefined;
  let fault: StoreFault | undefined;
  let refusedWriting = false;
  let triedAt = -Infinity;
  let opening: Promise<void> | undefined;
  let closed = false;

  const note = (error: unknown): void => {
    fault = error instanceof StoreError ? error.fault : 'other';
    // Its thread has ended; there is nothing to come back.
    if (fault === 'closed') store = undefined;
    // What was opened while it could not be written stays so, also when it may be.
    if (fault === 'read-only') {
      void store?.close().catch(() => undefined);
      store = undefined;
    }
  };

  async function tryToOpen(): Promise<void> {
    triedAt = monotonic();
    try {
      const opened = await open(url);
      if (closed) await opened.close();
      else [store, fault, refusedWriting] = [opened, undefined, false];
    } catch (error) {
      note(error);
    }
    opening = undefined;
  }

  const use = <T>(ask: (store: Store) => Promise<T>): Promise<T> => attempt(ask, true);
  const look = <T>(ask: (store: Store) => Promise<T>): Promise<T> => attempt(ask, false);

  /** A store that can be read may still not take anything: what writing has found, only writing can take back. */
  async function attempt<T>(ask: (store: Store) => Promise<T>, isWriting: boolean): Promise<T> {
    if (store === undefined) {
      if (!closed && monotonic() - triedAt >= REOPEN_MS) opening ??= tryToOpen();
      throw new StoreError(fault ?? 'away');
    }
    try {
      const answer = await ask(store);
      if (isWriting || !refusedWriting) [fault, refusedWriting] = [undefined, false];
      return answer;
    } catch (error) {
      note(error);
      refusedWriting ||= isWriting;
      throw error;
    }
  }

  opening = tryToOpen();
  await opening;
  return {
    tokenIds: {
      takeAll: (ids) => use(({ tokenIds }) => tokenIds.takeAll(ids)),
      forget: (now) => use(({ tokenIds }) => tokenIds.forget(now)),
    },
    addUnread: (rows) => use(({ unreadTexts }) => unreadTexts.add(rows)),
    shareCounts: {
      add: (counts) => use(({ shareCounts }) => shareCounts.add(counts)),
      async *read(since) {
        yield* await look(({ shareCounts }) => Promise.resolve(shareCounts.read(since)));
      },
      accepted: () => look(({ shareCounts }) => shareCounts.accepted()),
    },
    append: (rows) => use(({ decisions }) => decisions.append(rows)),
    ofCards: (cards) => look(({ decisions }) => decisions.ofCards(cards)),
    feedback: {
      append: (rows) => use(({ feedback }) => feedback.append(rows)),
      count: (client, since) => look(({ feedback }) => feedback.count(client, since)),
    },
    recorded: {
      ofPatient: (...of) => look(({ decisions }) => decisions.ofPatient(...of)),
      ofCards: (cards) => look(({ feedback }) => feedback.ofCards(cards)),
    },
    retained: {
      decisions: {
        delete: (which, now) => use(({ decisions }) => decisions.delete(which, now)),
        deleteSnapshots: (before, whose) =>
          use(({ decisions }) => decisions.deleteSnapshots(before, whose)),
      },
      feedback: {
        delete: (before, whose) => use(({ feedback }) => feedback.delete(before, whose)),
        deleteComments: (before, whose) =>
          use(({ feedback }) => feedback.deleteComments(before, whose)),
      },
      unreadTexts: {
        delete: (before, whose) => use(({ unreadTexts }) => unreadTexts.delete(before, whose)),
      },
      shareCounts: {
        delete: (before, whose) => use(({ shareCounts }) => shareCounts.delete(before, whose)),
      },
    },
    fault: () => fault,
    async close() {
      closed = true;
      await opening;
      await store?.close();
    },
  };
}
