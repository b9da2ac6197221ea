import { randomUUID } from 'node:crypto';
import type { SharedTokenIds } from './clients/shared-replay-guard.js';
import type { Recording } from './hook/hook-parts.js';
import type { Keys } from './keys/load-keys.js';
import type { Observer } from './observability/observer.js';
import { markWith } from './record/marks.js';
import { createRecorder } from './record/recorder.js';
import { keepStore } from './store/keep-store.js';
import { readVersion } from './version.js';

/** What one process keeps of its answers, and what it shares with other instances. */
export interface Records {
  readonly recording: Recording;
  readonly tokenIds: SharedTokenIds;
  /** `open`, or what the store said when it was last used. */
  readonly state: () => string;
  close(): Promise<void>;
}

/**
 * Opens the store and begins a chain of records: each life of a process has its own.
 * @param url undefined = there is no store
 */
export async function openRecords(
  url: string | undefined,
  { patientHash }: Keys,
  observer: Pick<Observer, 'record' | 'failure'>,
): Promise<Records | undefined> {
  if (url === undefined) return undefined;
  const store = await keepStore({ url, monotonic: () => performance.now() });
  const recorder = createRecorder({
    writer: randomUUID(),
    append: store.append,
    clock: () => Date.now(),
    report: (fault) => {
      observer.record(fault);
    },
  });
  return {
    recording: {
      build: readVersion(),
      mark: markWith(patientHash.key),
      record: recorder.record,
      failed: (failure) => {
        observer.failure('hook', failure);
      },
    },
    tokenIds: store.tokenIds,
    state: () => store.fault() ?? 'open',
    async close() {
      await recorder.close();
      await store.close();
    },
  };
}
