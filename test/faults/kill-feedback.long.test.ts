import { afterAll, describe, expect, test } from '@jest/globals';
import { openStore } from '../../src/store/open-store.js';
import { writeKeys } from '../support/keys-file.js';
import { postgresqlDatabase, sqliteDatabase } from '../support/open-test-store.js';
import { startProgram } from '../support/start-program.js';

/* A process that is killed while it takes feedback: what it has acknowledged is stored. KILL_ROUNDS sets how often. */

const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 10);
const SENDERS = 8;
const ITEMS = 5;
/** Of acknowledged calls, after which the process is killed while the next ones are on their way. */
const ENOUGH = 30;

const keys = writeKeys();
const databases = [sqliteDatabase(), await postgresqlDatabase()].filter(
  (database) => database !== undefined,
);

interface Sent {
  readonly acknowledged: readonly string[];
  /** Calls that got no answer. */
  readonly open: readonly (readonly string[])[];
}

/** Sends batches until the process is gone; gives their cards. */
async function sendUntilGone(url: string, enough: () => void): Promise<Sent> {
  const acknowledged: string[] = [];
  const open: string[][] = [];
  const sendOn = async (): Promise<void> => {
    for (;;) {
      const cards = Array.from({ length: ITEMS }, () => crypto.randomUUID());
      const feedback = cards.map((card) => ({
        ...{ card, outcome: 'overridden', outcomeTimestamp: '2026-11-24T18:44:45Z' },
        overrideReason: { userComment: 'seen' },
      }));
      try {
        const answer = await fetch(`${url}/cds-services/naltrexone-safety/feedback`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ feedback }),
        });
        if ((await answer.text()) !== '{}') throw new Error('not acknowledged');
      } catch {
        open.push(cards);
        return;
      }
      acknowledged.push(...cards);
      if (acknowledged.length === ENOUGH * ITEMS) enough();
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sendOn));
  return { acknowledged, open };
}

describe.each(databases)('$url', ({ url: store, drop }) => {
  afterAll(drop);

  test(
    'row 123: of a process that is killed while it takes feedback, all that it acknowledged is stored, and no half of a batch',
    async () => {
      const acknowledged: string[] = [];
      const open: (readonly string[])[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const program = startProgram(['serve', '--insecure-no-auth'], {
          NALTREXONE_CDS_PORT: '0',
          NALTREXONE_CDS_STORE: store,
          NALTREXONE_CDS_KEYS: keys,
          ...(store.startsWith('postgres') ? { NALTREXONE_CDS_SPOOL: `${keys}-spool` } : {}),
        });
        const url = await program.says(/Listening on (\S+)/);
        const sent = await sendUntilGone(url, () => program.child.kill('SIGKILL'));
        await program.exit;
        acknowledged.push(...sent.acknowledged);
        open.push(...sent.open);
      }
      expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS * ENOUGH * ITEMS);
      const { feedback, close } = await openStore(store);
      const stored = async (cards: readonly string[]) => {
        const rows = await feedback.ofCards(cards);
        const comments = await feedback.comments(rows.map(({ id }) => id));
        return new Set(rows.filter(({ id }) => comments.has(id)).map(({ card }) => card));
      };
      const found = await stored(acknowledged);
      expect(acknowledged.filter((card) => !found.has(card))).toEqual([]);
      const counts = await Promise.all(open.map(async (cards) => (await stored(cards)).size));
      expect(counts.filter((count) => count !== 0 && count !== ITEMS)).toEqual([]);
      await close();
      console.log(
        `${String(ROUNDS)} rounds, ${String(acknowledged.length)} items acknowledged, none lost; of ${String(open.length)} calls without an answer ${String(counts.filter((count) => count > 0).length)} were stored, each whole`,
      );
    },
    ROUNDS * 10_000,
  );
});
