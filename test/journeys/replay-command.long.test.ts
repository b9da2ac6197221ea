import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import Sqlite from 'libsql';
import { hookParts, theKnowledge } from '../support/hook-parts.js';
import { writeKeys } from '../support/keys-file.js';
import { sqliteDatabase } from '../support/open-test-store.js';
import { recordAnswers, REPLAY } from '../support/record-answers.js';
import type { Moment } from '../../src/core/time/instant.js';
import { loadFixtures } from '../../src/demo/load-fixtures.js';
import { answerHook } from '../../src/hook/answer-hook.js';
import { loadKeys } from '../../src/keys/load-keys.js';
import { loadSitePolicy } from '../../src/knowledge/load-site-policy.js';
import { sealWith } from '../../src/record/seal.js';
import { sqlitePath } from '../../src/store/sqlite-path.js';
import { deleteRecords } from '../../src/cli/store-delete.js';
import { explain } from '../../src/cli/explain.js';
import { replay, type ReplayOptions } from '../../src/cli/replay.js';

/* Recorded answers as an operator asks for them, mistakes and damage included. */

const database = sqliteDatabase();
const keys = writeKeys();
const NOW = Date.parse('2026-11-24T15:00:00Z');
const decisions: string[] = [];
let card: string;

beforeAll(async () => {
  const records = await recordAnswers(database.url, sealWith(loadKeys(keys).snapshot));
  const maria = (await loadFixtures()).find(({ name }) => name === 'maria-running-oxycodone');
  const answer = (body: unknown, at: number) =>
    answerHook(
      {
        ...{ service: 'naltrexone-safety', body, digest: 'the same', now: at as Moment },
        client: { id: 'mercy', fhirBases: [] },
        site: loadSitePolicy(REPLAY, theKnowledge()),
      },
      { ...hookParts(), recording: records.recording },
    );
  // The same request at the same instant, answered from another chart.
  await answer(maria?.orderSign, NOW);
  await answer({ ...maria?.orderSign, prefetch: { conditions: null } }, NOW);
  const { cards } = await answer(maria?.orderSign, NOW + 1);
  card = String(cards[0]?.uuid);
  await records.settle();
  for await (const { record } of records.all()) decisions.push(record.decision);
  await records.close();
  const damaged = new Sqlite(sqlitePath(database.url));
  // The thread of the store may still be closing the file.
  damaged.exec(
    'pragma busy_timeout = 2000; update decisions set snapshot = substr(snapshot, 1, length(snapshot) - 1) where sequence = 3',
  );
  damaged.close();
});
afterAll(() => database.drop());

const said = { out: [] as unknown[], err: [] as unknown[] };
beforeEach(() => {
  process.env['NALTREXONE_CDS_KEYS'] = keys;
  [said.out, said.err] = [[], []];
  jest.spyOn(console, 'log').mockImplementation((line) => void said.out.push(line));
  jest.spyOn(console, 'error').mockImplementation((line) => void said.err.push(line));
});
afterEach(() => {
  jest.restoreAllMocks();
  delete process.env['NALTREXONE_CDS_KEYS'];
  process.exitCode = undefined;
});

const run = (ids: readonly string[], options: ReplayOptions) =>
  replay(ids, { store: database.url, ...options });

test('one damaged snapshot is told and counted, and the others are answered again', async () => {
  await run([], { from: '2026-01-01' });
  expect(said.out).toEqual([
    '2 answers are the same to the byte, 0 are not; 0 records have no snapshot; 1 could not be answered again.',
  ]);
  expect(said.err).toEqual([`${String(decisions[2])}: These are not the bytes that were sealed.`]);
  expect(process.exitCode).toBe(2);
});

test('both answers to the same request at the same instant are made again', async () => {
  expect(decisions[0]).toBe(decisions[1]);
  await run([String(decisions[0])], { json: true });
  expect(
    said.out.map((line) => (JSON.parse(String(line)) as { identical: boolean }).identical),
  ).toEqual([true, true]);
  expect(process.exitCode).toBeUndefined();
});

test('keys that are not those of the snapshot', async () => {
  process.env['NALTREXONE_CDS_KEYS'] = writeKeys();
  await run([], { from: '2026-01-01' });
  expect(new Set(said.err.map((line) => String(line).slice(38)))).toEqual(
    new Set(['The key with which this was sealed is not in the keys file.']),
  );
  expect(process.exitCode).toBe(2);
});

test('a damaged snapshot leaves the record to be explained', async () => {
  await explain(String(decisions[2]), { store: database.url });
  expect(said.err).toEqual(['These are not the bytes that were sealed.']);
  expect(said.out.join()).toContain('data-source-unreadable@');
  expect(said.out.join()).toContain('there is no snapshot any more');
  expect(process.exitCode).toBe(2);
});

test('a store that is not there is not made', async () => {
  const absent = `${database.url}-absent`;
  const message = 'There is no store of this program there.';
  await expect(run([], { from: '2026-01-01', store: absent })).rejects.toThrow(message);
  await expect(explain('x', { store: absent })).rejects.toThrow(message);
  expect(existsSync(sqlitePath(absent))).toBe(false);
});

test('a time in which nothing was recorded', async () => {
  await run([], { from: '2026-01-01', client: 'nobody' });
  expect([said.out, process.exitCode]).toEqual([['No answer was recorded then.'], undefined]);
});

test.each([
  [[], {}, 'needs a DECISION'],
  [[], { from: '2026-02-31' }, '--from wants a day such as 2026-11-24.'],
  [[], { from: '2026-11-02', until: '11/03/2026' }, '--until wants a day'],
  [[], { from: '2026-11-02', until: '2026-11-02' }, 'must lie after --from'],
  [['x'], { from: '2026-11-02' }, 'not both'],
  [['x'], {}, 'The store holds no decision x. Give the whole id'],
  [[], { from: '2026-11-02', knowledge: '/nowhere' }, '/nowhere/naltrexone: cannot be read'],
  [[], { from: '2026-11-02', site: '/nowhere' }, '/nowhere: cannot be read'],
])('replay %j %j is told what is wrong', async (ids, options, words) => {
  await expect(run(ids, options)).rejects.toThrow(words);
});

test('the id of a card leads to its decision', async () => {
  await expect(run([card], {})).rejects.toThrow(
    `is a card of the decision ${String(decisions[2])}`,
  );
});

test('no keys, and no --file to give them by', async () => {
  delete process.env['NALTREXONE_CDS_KEYS'];
  await expect(run([], { from: '2026-11-02' })).rejects.toThrow(
    /^There is no keys file: set NALTREXONE_CDS_KEYS\.$/,
  );
});

test('a day that is in no calendar deletes nothing', async () => {
  const options = { store: database.url, before: '2026-02-31', yes: true };
  await expect(deleteRecords(options)).rejects.toThrow('--before wants a day');
});
