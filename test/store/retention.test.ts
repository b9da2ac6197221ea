import { afterAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { applyRetention } from '../../src/record/apply-retention.js';
import { verifyChain } from '../../src/record/chain.js';
import type { DecisionRecord } from '../../src/record/decision-record.js';
import { createRecorder } from '../../src/record/recorder.js';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';
import { postgresqlDatabase, sqliteDatabase } from '../support/open-test-store.js';
import { testSpool } from '../support/test-spool.js';

/* What is too old goes, by the policy of the client whose it is, and what was deleted is gone. */

const DAY = 86_400_000;
const NOW = 1000 * DAY;
const WHY = { reason: 'r', owner: 'o', date: '2026-11-01' };
const policy = (days: number, keepDays?: number) => ({
  retention: {
    ...{ recordDays: days, feedbackDays: days, commentDays: days - 10, unreadTextDays: days },
    ...WHY,
  },
  ...(keepDays === undefined ? {} : { replay: { snapshots: true as const, keepDays, ...WHY } }),
});

const databases = [sqliteDatabase(), await postgresqlDatabase()].filter(
  (database) => database !== undefined,
);

/** For each client one record, comment and unread text of each age. */
async function fill(store: Store, clients: readonly string[], ages: readonly number[]) {
  for (const client of clients) {
    for (const age of ages) {
      const name = `${client}-${String(age)}`;
      const at = NOW - age * DAY;
      const recorder = createRecorder({
        ...{ writer: name, append: store.decisions.append, spool: testSpool() },
        ...{ clock: () => at, report: () => undefined },
      });
      const record = { decision: name, client, cards: [{ uuid: `card-${name}` }] };
      await recorder.record(
        record as unknown as DecisionRecord,
        `patient-of-${name}`,
        Buffer.from(`snapshot-of-${name}`),
      );
      await recorder.close();
      await store.feedback.append([
        {
          ...{ id: name, client, card: `card-${name}`, receivedAt: at, decision: name },
          ...{ record: '{}', comment: Buffer.from(`comment-of-${name}`) },
        },
      ]);
      await store.shareCounts.add([
        { client, day: NOW / DAY - age, share: name, trials: 1, events: 0 },
      ]);
      await store.unreadTexts.add([
        {
          ...{ mark: name, client, kind: 'opioid', times: 1, firstAt: at, lastAt: at },
          sealed: Buffer.from(`text-of-${name}`),
        },
      ]);
    }
  }
}

/** What is left, by name. */
async function left(store: Store) {
  const decisions: string[] = [];
  const snapshots: string[] = [];
  for await (const batch of store.decisions.read({ from: 0, until: 1e15 })) {
    for (const { decision } of batch) {
      decisions.push(decision);
      if ((await store.decisions.find(decision))?.snapshot !== undefined) snapshots.push(decision);
    }
  }
  const feedback: string[] = [];
  for await (const batch of store.feedback.read({ from: 0, until: 1e15 })) {
    feedback.push(...batch.map(({ id }) => id));
  }
  const comments = [...(await store.feedback.comments(feedback)).keys()];
  const texts = (await store.unreadTexts.list(100)).map(({ mark }) => mark);
  const shares: string[] = [];
  for await (const batch of store.shareCounts.read(0)) {
    shares.push(...batch.map(({ share }) => share));
  }
  const sorted = (names: readonly string[]) => [...names].sort();
  return {
    decisions: sorted(decisions),
    snapshots: sorted(snapshots),
    feedback: sorted(feedback),
    comments: sorted(comments),
    texts: sorted(texts),
    shares: sorted(shares),
  };
}

describe.each(databases)('$url', ({ url, drop }) => {
  let opened: Store | undefined;
  afterAll(async () => {
    await opened?.close();
    await drop();
  });

  test('each client by the policy of its site, all others by the usual one', async () => {
    const store = (opened = await openStore(url));
    await fill(store, ['mercy', 'lakeside', 'gone'], [5, 25, 35, 95]);
    const deleted = await applyRetention(
      store,
      [
        { id: 'mercy', file: policy(30, 20) },
        { id: 'lakeside', file: policy(90) },
      ],
      policy(100, 30),
      NOW,
    );
    const all = (client: string, ages: readonly number[]) =>
      ages.map((age) => `${client}-${String(age)}`);
    const records = [
      ...all('gone', [25, 35, 5, 95]),
      ...all('lakeside', [25, 35, 5]),
      ...all('mercy', [25, 5]),
    ];
    expect(await left(store)).toEqual({
      decisions: records,
      snapshots: [...all('gone', [25, 5]), 'mercy-5'],
      feedback: records,
      comments: [...all('gone', [25, 35, 5]), ...all('lakeside', [25, 35, 5]), 'mercy-5'],
      texts: records,
      shares: records,
    });
    expect(deleted).toEqual({
      ...{ records: 3, snapshots: 9, feedback: 3, comments: 5, unreadTexts: 3 },
      shareCounts: 3,
    });
    for (const writer of await store.decisions.writers()) {
      expect((await verifyChain(writer, store.decisions.chain(writer))).breaks).toEqual([]);
    }
  });

  test('a patient who is deleted is gone with cards, feedback and words; others stay', async () => {
    const store = (opened ??= await openStore(url));
    await store.decisions.delete({ client: 'mercy', patient: 'patient-of-mercy-5' }, NOW);
    await store.decisions.delete({ client: 'mercy', patient: 'patient-of-lakeside-5' }, NOW);
    const { decisions, feedback, comments } = await left(store);
    for (const names of [decisions, feedback, comments]) {
      expect(names).not.toContain('mercy-5');
      expect(names).toContain('lakeside-5');
    }
  });

  if (url.startsWith('file:')) {
    test('no byte of what was deleted is left in the files, while they are open', () => {
      const folder = dirname(url.slice('file:'.length));
      const bytes = readdirSync(folder, { withFileTypes: true })
        .filter((one) => one.isFile())
        .map(({ name }) => readFileSync(join(folder, name), 'latin1'))
        .join('');
      const gone = [
        'patient-of-mercy-5',
        'snapshot-of-mercy-5',
        'comment-of-mercy-95',
        'text-of-mercy-35',
      ];
      expect(gone.filter((text) => new RegExp(`${text}(?!\\d)`).test(bytes))).toEqual([]);
      expect(bytes).toContain('patient-of-lakeside-5');
    });
  }
});
