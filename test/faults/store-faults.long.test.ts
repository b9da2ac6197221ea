import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyChain } from '../../src/record/chain.js';
import { backUpStore } from '../../src/store/back-up-store.js';
import { openStore } from '../../src/store/open-store.js';
import { sqlitePath } from '../../src/store/sqlite-path.js';
import { holdStore } from '../support/hold-store.js';
import { postgresqlDatabase, sqliteDatabase } from '../support/open-test-store.js';
import { serveProgram, type ServingProgram } from '../support/serve-program.js';
import { startProgram } from '../support/start-program.js';

/* The built program while its store is locked, cut off, full, read-only or damaged: it answers, and no record is lost. */

const running: ServingProgram[] = [];
const spoolFolder = (): string => mkdtempSync(join(tmpdir(), 'spool-'));

async function serve(...how: Parameters<typeof serveProgram>): Promise<ServingProgram> {
  const program = await serveProgram(...how);
  running.push(program);
  return program;
}
afterEach(() => {
  for (const { child } of running.splice(0)) child.kill('SIGKILL');
});

interface Orders {
  readonly decisions: readonly string[];
  /** Milliseconds. */
  readonly median: number;
}

/** One after the other; each has its cards. */
async function orders(program: ServingProgram, count: number): Promise<Orders> {
  const decisions: string[] = [];
  const times: number[] = [];
  while (decisions.length < count) {
    const start = performance.now();
    const { decision, cards } = await program.order();
    times.push(performance.now() - start);
    expect(cards).toBeGreaterThan(0);
    decisions.push(decision);
  }
  return { decisions, median: times.sort((a, b) => a - b)[Math.floor(count / 2)]! };
}

async function untilEmpty(program: ServingProgram): Promise<void> {
  const deadline = performance.now() + 30_000;
  while ((await program.readiness()).spooled !== undefined && performance.now() < deadline) {
    await program.order();
  }
  expect((await program.readiness()).spooled).toBeUndefined();
}

/** Of records, as the log has them. */
const faultsOf = (program: ServingProgram): readonly string[] =>
  [...program.stdout().matchAll(/"event":"record","fault":"(\w+)"/g)].map(
    ([, fault = '']) => fault,
  );

/** On a busy machine an answer may leave before the disk has its record; nothing more may happen. */
function expectNothingLost(program: ServingProgram): void {
  expect(faultsOf(program).filter((fault) => fault === 'lost' || fault === 'damaged')).toEqual([]);
}

/** Every one of them is there, and no chain is broken. */
async function expectKept(url: string, decisions: readonly string[]): Promise<void> {
  const store = await openStore(url);
  const found = await Promise.all(decisions.map((one) => store.decisions.find(one)));
  expect(decisions.filter((_, index) => found[index] === undefined)).toEqual([]);
  for (const writer of await store.decisions.writers()) {
    expect((await verifyChain(writer, store.decisions.chain(writer))).breaks).toEqual([]);
  }
  await store.close();
}

const postgresql = await postgresqlDatabase();
const databases = [sqliteDatabase(), postgresql].filter((database) => database !== undefined);

describe.each(databases)('row 120: $url', ({ url, drop }) => {
  afterAll(drop);

  test('row 120: while the store is away answers come as fast as before, and every record reaches it later', async () => {
    const held = await holdStore(url);
    const spool = spoolFolder();
    const program = await serve(held.url, { NALTREXONE_CDS_SPOOL: spool });
    const all: string[] = [];
    for (const takeAway of held.ways) {
      const before = await orders(program, 40);
      await takeAway();
      const while_ = await orders(program, 40);
      // Had each of them waited for the store, it would be a tenth of a second more.
      expect(while_.median).toBeLessThan(before.median + 90);
      expect((await program.readiness()).spooled).toBeGreaterThanOrEqual(40);
      held.giveBack();
      await untilEmpty(program);
      all.push(...before.decisions, ...while_.decisions);
      console.log(
        `${takeAway.name}: median ${before.median.toFixed(1)} ms, while away ${while_.median.toFixed(1)} ms`,
      );
    }
    expect(await program.stop()).toBe(0);
    await held.close();
    expectNothingLost(program);
    await expectKept(url, all);
    expect(readdirSync(spool)).toEqual([]);
  });

  test('row 120: a store that is away at the start and comes later gets every record', async () => {
    const held = await holdStore(url);
    await held.ways[0]!();
    const spool = spoolFolder();
    const program = await serve(held.url, { NALTREXONE_CDS_SPOOL: spool });
    const { decisions } = await orders(program, 5);
    expect((await program.readiness()).spooled).toBeGreaterThanOrEqual(5);
    held.giveBack();
    await untilEmpty(program);
    expect(await program.stop()).toBe(0);
    await held.close();
    await expectKept(url, decisions);
  });
});

test('row 121: a store that is full, and then a spool that is full too, holds up no answer; with room again every record is there', async () => {
  const { url, drop } = sqliteDatabase();
  const program = await serve(url);
  const limit = (bytes: string) => {
    const { status, stderr } = spawnSync('prlimit', [
      `--fsize=${bytes}:`,
      '--pid',
      String(program.child.pid),
    ]);
    expect([status, String(stderr)]).toEqual([0, '']);
  };
  const first = await orders(program, 3);
  limit('8192');
  const spooled = await orders(program, 10);
  expect((await program.readiness()).spooled).toBeGreaterThanOrEqual(10);
  expectNothingLost(program);
  limit('64');
  const waiting = await orders(program, 3);
  limit('unlimited');
  await untilEmpty(program);
  expect(await program.stop()).toBe(0);
  expect(faultsOf(program)).toContain('late');
  expectNothingLost(program);
  await expectKept(url, [...first.decisions, ...spooled.decisions, ...waiting.decisions]);
  await drop();
});

const OFFSETS = 50;

test('row 122: whichever byte of the store is wrong, the service answers, keeps the record and the file', async () => {
  const { url, drop } = sqliteDatabase();
  const program = await serve(url);
  const { decisions: before } = await orders(program, 20);
  expect(await program.stop()).toBe(0);
  // The file itself: of a running store the newest pages lie beside it.
  const copy = `${sqlitePath(url)}-whole`;
  await backUpStore(sqlitePath(url), copy);
  const whole = readFileSync(copy);
  expect(whole.length).toBeGreaterThan(50_000);
  // In the mode in which the service leaves it, so that opening it changes nothing.
  whole.fill(2, 18, 20);
  const said: Record<string, number> = {};
  for (let index = 0; index < OFFSETS; index += 1) {
    // The first ones in the header, the rest all over the file.
    const offset = index < 10 ? index * 10 : Math.floor((index * whole.length) / OFFSETS);
    const damaged = Buffer.from(whole);
    damaged[offset] = damaged[offset]! ^ 0xff;
    const file = `${sqlitePath(url)}-${String(index)}`;
    writeFileSync(file, damaged);
    await expectAnswer(file, damaged, before, said);
  }
  console.log(
    `${String(OFFSETS)} damaged files of ${String(before.length)} records: ${JSON.stringify(said)}`,
  );
  await drop();
}, 600_000);

async function expectAnswer(
  file: string,
  damaged: Buffer,
  before: readonly string[],
  said: Record<string, number>,
): Promise<void> {
  const spool = spoolFolder();
  const program = await serve(`file:${file}`, { NALTREXONE_CDS_SPOOL: spool });
  const { decisions } = await orders(program, 1);
  const { store = '' } = await program.readiness();
  said[store] = (said[store] ?? 0) + 1;
  expect(await program.stop()).toBe(0);
  expectNothingLost(program);
  const left = readFileSync(file);
  const spooled = readdirSync(spool).map((name) => readFileSync(join(spool, name), 'latin1'));
  const kept = [left.toString('latin1'), ...spooled].some((text) => text.includes(decisions[0]!));
  expect(kept).toBe(true);
  expect(left.length).toBeGreaterThanOrEqual(damaged.length);
  // Whatever record could be read out of the file by hand still can be.
  const readable = before.filter((decision) => damaged.includes(decision));
  expect(readable.filter((decision) => !left.includes(decision))).toEqual([]);
  const verify = startProgram(['store', 'verify', '--store', `file:${file}`]);
  expect([0, 1, 2]).toContain(await verify.exit);
}
