import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFixtures } from '../../src/demo/load-fixtures.js';
import { verifyChain } from '../../src/record/chain.js';
import { openStore } from '../../src/store/open-store.js';
import { type HeldStore, holdStore } from '../support/hold-store.js';
import { writeKeys } from '../support/keys-file.js';
import { postgresqlDatabase, sqliteDatabase } from '../support/open-test-store.js';
import { type Program, startProgram } from '../support/start-program.js';

/*
 * A process that is killed while it answers: what it has answered is in the store, or in the spool and then in the store. In half of
 * the rounds the store is taken away, and in some given back before the end; in every fourth two processes share store and spool.
 * KILL_ROUNDS sets how often, for each database.
 */

const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 12);
const CALLERS = 8;
const ANSWERS = 40;

const databases = [sqliteDatabase(), await postgresqlDatabase()].filter(
  (database) => database !== undefined,
);
const keys = writeKeys();
const [person] = await loadFixtures();

/** The decision that was answered, undefined when the connection broke; calls again where it is told that the service is busy. */
async function answerOf(url: string): Promise<string | undefined> {
  for (;;) {
    const answer = await call(url).catch(() => undefined);
    if (answer === undefined) return undefined;
    const [decision] = /(?<="decision":")[0-9a-f-]+/.exec(answer.text) ?? [];
    if (decision !== undefined) return decision;
    expect(answer.status).toBe(503);
  }
}

async function call(url: string): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await fetch(`${url}/cds-services/naltrexone-safety`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...person!.orderSign, hookInstance: crypto.randomUUID() }),
  });
  return { status: answer.status, text: await answer.text() };
}

/** Calls until the process is gone; gives the decisions of all answers that arrived whole. */
async function callUntilGone(
  url: string,
  arrived: (count: number) => void = () => undefined,
): Promise<readonly string[]> {
  const decisions: string[] = [];
  const callOn = async (): Promise<void> => {
    for (;;) {
      const decision = await answerOf(url);
      if (decision === undefined) return;
      decisions.push(decision);
      arrived(decisions.length);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, callOn));
  return decisions;
}

describe.each(databases)('$url', ({ url: database, drop }) => {
  const spool = mkdtempSync(join(tmpdir(), 'spool-'));
  const start = (store: string): Program =>
    startProgram(['serve', '--insecure-no-auth'], {
      NALTREXONE_CDS_PORT: '0',
      NALTREXONE_CDS_STORE: store,
      NALTREXONE_CDS_SPOOL: spool,
      NALTREXONE_CDS_KEYS: keys,
    });
  afterAll(drop);

  /** @returns what was answered, and what the programs said to have answered before its record was durable */
  async function killWhileAnswering(
    held: HeldStore,
    round: number,
  ): Promise<{ readonly decisions: readonly string[]; readonly late: readonly string[] }> {
    const programs = Array.from({ length: round % 4 === 3 ? 2 : 1 }, () => start(held.url));
    const [first, ...others] = await Promise.all(
      programs.map((program) => program.says(/Listening on (\S+)/)),
    );
    const takeAway = held.ways[round % held.ways.length]!;
    const calls = callUntilGone(first!, (count) => {
      if (count === 10 && round % 2 === 1) void takeAway();
      if (count === 25 && round % 3 === 1) held.giveBack();
      if (count === ANSWERS) for (const { child } of programs) child.kill('SIGKILL');
    });
    const all = await Promise.all([calls, ...others.map((url) => callUntilGone(url))]);
    await Promise.all(programs.map(({ exit }) => exit));
    held.giveBack();
    const log = programs.map((program) => program.stdout()).join('');
    const late = [...log.matchAll(/"fault":"late","decision":"([0-9a-f-]+)"/g)];
    return { decisions: all.flat(), late: late.flatMap(([, decision]) => decision ?? []) };
  }

  test(
    'row 123: of processes that are killed while they answer, every answer is kept, whether the store is away or not',
    async () => {
      const answered: string[] = [];
      const late = new Set<string>();
      await (await openStore(database)).close();
      const held = await holdStore(database);
      for (let round = 0; round < ROUNDS; round += 1) {
        const { decisions, late: told } = await killWhileAnswering(held, round);
        answered.push(...decisions);
        for (const decision of told) late.add(decision);
      }
      await held.close();
      expect(answered.length).toBeGreaterThanOrEqual(ROUNDS * ANSWERS);
      const spooled = readdirSync(spool).length;

      const last = start(database);
      const url = await last.says(/Listening on (\S+)/);
      answered.push((await answerOf(url)) ?? 'no answer');
      while (readdirSync(spool).some((name) => !name.endsWith('.damaged'))) await answerOf(url);
      last.child.kill('SIGTERM');
      expect(await last.exit).toBe(0);
      expect(readdirSync(spool)).toEqual([]);

      const { decisions, close } = await openStore(database);
      const lost: string[] = [];
      for (const decision of answered) {
        if ((await decisions.find(decision)) === undefined) lost.push(decision);
      }
      // On a disk that takes longer than an answer may wait, an answer leaves before its record, and the log says which.
      expect(lost.filter((decision) => !late.has(decision))).toEqual([]);
      for (const writer of await decisions.writers()) {
        expect((await verifyChain(writer, decisions.chain(writer))).breaks).toEqual([]);
      }
      await close();
      console.log(
        `${database.split(':')[0]!}: ${String(ROUNDS)} rounds, ${String(answered.length)} answers, ${String(lost.length)} lost of ${String(late.size)} late; ${String(spooled)} files in the spool at the end`,
      );
    },
    ROUNDS * 10_000 + 60_000,
  );
});
