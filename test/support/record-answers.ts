import { createSecretKey, randomBytes } from 'node:crypto';
import type { Recording } from '../../src/hook/hook-parts.js';
import type { SiteFile } from '../../src/core/pack/site.js';
import { decodeSnapshot, type Snapshot } from '../../src/hook/snapshot.js';
import { loadSitePolicy, type PolicyOrigin } from '../../src/knowledge/load-site-policy.js';
import type { DecisionRecord } from '../../src/record/decision-record.js';
import { answeredBefore } from '../../src/record/answered-before.js';
import { markWith } from '../../src/record/marks.js';
import { createRecorder } from '../../src/record/recorder.js';
import { type Sealing, sealWith } from '../../src/record/seal.js';
import type { Side } from '../../src/replay/replay-report.js';
import { openStore } from '../../src/store/open-store.js';
import type { DecisionRow, Store } from '../../src/store/store.js';
import { hookParts, theKnowledge } from './hook-parts.js';
import { testSpool } from './test-spool.js';

/** A site that keeps what its answers were made of. */
export const REPLAY: Pick<SiteFile, 'replay'> = {
  replay: {
    ...{ snapshots: true, keepDays: 30 },
    ...{ reason: 'Audits', owner: 'Pharmacy', date: '2026-11-01' },
  },
};

export interface RecordedAnswer {
  readonly row: DecisionRow;
  readonly record: DecisionRecord;
  readonly snapshot: Snapshot;
}

export interface AnswerRecords {
  readonly store: Store;
  readonly recording: Recording;
  readonly sealing: Sealing;
  /** Anything that was late, lost or failed. */
  readonly faults: readonly unknown[];
  open(row: DecisionRow): RecordedAnswer;
  /** All of them, in the order in which they were recorded. */
  all(): AsyncIterable<RecordedAnswer>;
  /** Returns when nothing is on its way to the store any more; nothing may be recorded after that. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A real store with a recorder.
 * @param sealing left out = with keys of its own
 */
export async function recordAnswers(
  url: string,
  sealing: Sealing = ownSealing(),
): Promise<AnswerRecords> {
  const store = await openStore(url);
  const faults: unknown[] = [];
  const recorder = createRecorder({
    writer: 'writer',
    append: store.decisions.append,
    spool: testSpool(),
    clock: () => Date.now(),
    report: (fault) => faults.push(fault),
  });
  const open = (row: DecisionRow): RecordedAnswer => {
    const record = JSON.parse(row.record) as DecisionRecord;
    const opened = sealing.unseal('snapshot', row.snapshot ?? new Uint8Array());
    return { row, record, snapshot: decodeSnapshot(opened) };
  };
  return {
    store,
    sealing,
    faults,
    recording: {
      build: { version: 'test' },
      mark: markWith(createSecretKey(randomBytes(32))),
      seal: sealing.seal,
      answeredBefore: (asked) =>
        answeredBefore(asked, {
          ofPatient: store.decisions.ofPatient,
          ofCards: store.feedback.ofCards,
          unseal: sealing.unseal,
        }),
      record: recorder.record,
      failed: (failure) => faults.push(failure),
    },
    open,
    async *all() {
      for await (const batch of store.decisions.chain('writer')) {
        for (const row of batch) if (!('deletedAt' in row)) yield open(row);
      }
    },
    settle: () => recorder.close(),
    async close() {
      await recorder.close();
      await store.close();
    },
  };
}

function ownSealing(): Sealing {
  const secret = { kid: '2026-11-01-00000000', key: createSecretKey(randomBytes(32)) };
  return sealWith({ current: secret, find: () => secret.key });
}

/** The knowledge of this tree, under the recorded site policy or another one. */
export const installedSide = (content?: unknown): Side => ({
  parts: hookParts(),
  siteOf: (origin) => {
    const recorded = JSON.parse(origin) as PolicyOrigin;
    return loadSitePolicy(
      content ?? recorded.content,
      theKnowledge(),
      recorded.timeZone,
      recorded.clientCodes,
    );
  },
});
