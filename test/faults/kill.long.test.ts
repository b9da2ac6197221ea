import { afterAll, expect, test } from '@jest/globals';
import { loadFixtures } from '../../src/demo/load-fixtures.js';
import { verifyChain } from '../../src/record/chain.js';
import { openStore } from '../../src/store/open-store.js';
import { sqliteDatabase } from '../support/open-test-store.js';
import { writeKeys } from '../support/keys-file.js';
import { startProgram } from '../support/start-program.js';

/* A process that is killed while it answers: what it has answered is recorded. KILL_ROUNDS sets how often. */

const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 10);
const CALLERS = 8;

const database = sqliteDatabase();
const keys = writeKeys();
const [person] = await loadFixtures();
afterAll(() => database.drop());

/** Calls until the process is gone; gives the decisions of all answers that arrived whole. */
async function callUntilGone(url: string, enough: () => void): Promise<readonly string[]> {
  const decisions: string[] = [];
  const callOn = async (): Promise<void> => {
    for (;;) {
      try {
        const answer = await fetch(`${url}/cds-services/naltrexone-safety`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ...person!.orderSign, hookInstance: crypto.randomUUID() }),
        });
        const [found = ''] = /(?<="decision":")[0-9a-f-]+/.exec(await answer.text()) ?? [];
        decisions.push(found);
      } catch {
        return;
      }
      if (decisions.length === 40) enough();
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, callOn));
  return decisions;
}

test(
  'row 123: of a process that is killed while it answers, every answer is in the store',
  async () => {
    const answered: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const program = startProgram(['serve', '--insecure-no-auth'], {
        NALTREXONE_CDS_PORT: '0',
        NALTREXONE_CDS_STORE: database.url,
        NALTREXONE_CDS_KEYS: keys,
      });
      const url = await program.says(/Listening on (\S+)/);
      const decisions = await callUntilGone(url, () => program.child.kill('SIGKILL'));
      await program.exit;
      answered.push(...decisions);
    }
    expect(answered.length).toBeGreaterThan(ROUNDS * 39);
    const { decisions, close } = await openStore(database.url);
    const lost: string[] = [];
    for (const decision of answered) {
      if ((await decisions.find(decision)) === undefined) lost.push(decision);
    }
    expect(lost).toEqual([]);
    for (const writer of await decisions.writers()) {
      expect((await verifyChain(writer, decisions.chain(writer))).breaks).toEqual([]);
    }
    await close();
    console.log(`${String(ROUNDS)} rounds, ${String(answered.length)} answers, none lost`);
  },
  ROUNDS * 10_000,
);
