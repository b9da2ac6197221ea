import { afterAll, expect, test } from '@jest/globals';
import { loadFixtures } from '../../src/demo/load-fixtures.js';
import type { CdsResponse } from '../../src/hook/cds-response.js';
import { loadSitePolicy } from '../../src/knowledge/load-site-policy.js';
import type { FeedbackRecord } from '../../src/record/feedback-record.js';
import { reportReplay } from '../../src/replay/replay-report.js';
import { prefetchTemplates, theKnowledge } from '../support/hook-parts.js';
import { sqliteDatabase } from '../support/open-test-store.js';
import { prefetchFromTemplates } from '../support/prefetch-from-templates.js';
import { installedSide, recordAnswers, REPLAY } from '../support/record-answers.js';
import { startTestService } from '../support/running-service.js';

/* What somebody has answered for on a card takes one line the next time, where the site wants it so. */

const WHY = { reason: 'Fewer repeats', owner: 'Pharmacy', date: '2026-11-01' };
const database = sqliteDatabase();
const records = await recordAnswers(database.url);
const shrinking = await startTestService({
  hook: { recording: records.recording },
  app: {
    site: loadSitePolicy({ ...REPLAY, repeatedCards: { shrink: true, ...WHY } }, theKnowledge()),
  },
});
const usual = await startTestService({ hook: { recording: records.recording } });
const [noor] = (await loadFixtures()).filter(({ name }) => name.startsWith('noor'));

afterAll(async () => {
  await shrinking.close();
  await usual.close();
  await records.close();
  await database.drop();
});

async function sign({ url }: { url: string }, instance: string): Promise<CdsResponse['cards']> {
  const { orderSign, resources } = noor!;
  const { context } = orderSign;
  const chart = { context: { ...context }, resources, access: {} };
  const prefetch = prefetchFromTemplates(prefetchTemplates(), chart);
  const response = await fetch(`${url}/cds-services/naltrexone-safety`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...orderSign, hookInstance: instance, prefetch }),
  });
  return ((await response.json()) as CdsResponse).cards;
}

async function override(card: string, outcome: FeedbackRecord['outcome']): Promise<void> {
  const record: FeedbackRecord = {
    ...{ schema: 1, outcome, card: 'known', accepted: [], acceptedElsewhere: 0, commented: false },
  };
  await records.store.feedback.append([
    {
      ...{ id: `${card}-${outcome}`, client: 'local', card, decision: undefined },
      ...{ receivedAt: Date.parse('2026-11-24T15:00:00-05:00'), comment: undefined },
      record: JSON.stringify(record),
    },
  ]);
}

const indicators = (cards: CdsResponse['cards']) => cards.map(({ indicator }) => indicator);

test('a finding is said in full until a card that lists it is answered for', async () => {
  const first = await sign(shrinking, 'a');
  expect(indicators(first)).toContain('warning');
  await override(first[0]!.uuid, 'unknown');
  expect(indicators(await sign(shrinking, 'b'))).toEqual(indicators(first));
  for (const { uuid } of first) await override(uuid, 'overridden');
  const again = await sign(shrinking, 'c');
  expect(indicators(again)).not.toContain('warning');
  expect(again.map(({ detail }) => detail).join()).toContain('24 Nov 2026');
});

test('where the site does not want it, it is said in full', async () => {
  expect(indicators(await sign(usual, 'd'))).toContain('warning');
});

test('the shorter answer is made again from its snapshot, and nothing readable is kept of what was found', async () => {
  const repeatable: string[] = [];
  for await (const link of records.store.decisions.chain('writer')) {
    for (const row of link) {
      if ('deletedAt' in row || row.snapshot === undefined) continue;
      expect(row.record).not.toContain('MedicationRequest/draft');
      repeatable.push(row.decision);
    }
  }
  expect(repeatable).toHaveLength(3);
  let identical = 0;
  for (const decision of repeatable) {
    const { record, snapshot } = records.open((await records.store.decisions.find(decision))!);
    const report = await reportReplay(record, snapshot, 'test', installedSide());
    if (report.identical) identical += 1;
  }
  expect(identical).toBe(3);
});
