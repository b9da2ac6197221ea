import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { printExplanation } from '../../src/cli/print-explanation.js';
import { startFhirServer } from '../../src/demo/fhir-server/start-fhir-server.js';
import { loadFixtures } from '../../src/demo/load-fixtures.js';
import { explainDecision } from '../../src/explain/explain-decision.js';
import { loadSitePolicy } from '../../src/knowledge/load-site-policy.js';
import { replayDecision } from '../../src/replay/replay-decision.js';
import { reportReplay } from '../../src/replay/replay-report.js';
import { hookParts, prefetchTemplates, theKnowledge } from '../support/hook-parts.js';
import { sqliteDatabase } from '../support/open-test-store.js';
import { prefetchFromTemplates } from '../support/prefetch-from-templates.js';
import { installedSide, recordAnswers, REPLAY } from '../support/record-answers.js';
import { startTestService, type TestService } from '../support/running-service.js';

/* Answers of the whole service, made again from what lies sealed beside their records. */

const database = sqliteDatabase();
const records = await recordAnswers(database.url);
const cast = await loadFixtures();
const TOKEN = 'access-token-canary-0123456789';
let fhir: Awaited<ReturnType<typeof startFhirServer>>;
let service: TestService;

beforeAll(async () => {
  fhir = await startFhirServer({ port: 0, patients: cast });
  service = await startTestService({
    hook: { recording: records.recording },
    allowFhir: [fhir.url],
    app: { site: loadSitePolicy(REPLAY, theKnowledge()) },
  });
  for (const { orderSign, resources } of cast) {
    const { context } = orderSign;
    const chart = { context: { ...context }, resources, access: {} };
    const prefetch = prefetchFromTemplates(prefetchTemplates(), chart);
    const half = Object.fromEntries(Object.entries(prefetch).filter((_, place) => place % 2 === 0));
    const server = {
      fhirServer: fhir.url,
      fhirAuthorization: { access_token: TOKEN, token_type: 'Bearer', scope: 'patient/*.rs' },
    };
    for (const body of [
      { ...orderSign, prefetch },
      { ...orderSign, ...server },
      { ...orderSign, ...server, prefetch: half },
    ]) {
      const answer = await fetch(`${service.url}/cds-services/naltrexone-safety`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect(answer.status).toBe(200);
    }
  }
  await records.settle();
});
afterAll(async () => {
  await service.close();
  await fhir.close();
  await records.close();
  await database.drop();
});

test('everybody in the cast, in three ways, is answered to the byte as they were', async () => {
  const side = installedSide();
  let replayed = 0;
  const answers = new Set<string>();
  const origins = new Set<string>();
  for await (const { record, snapshot } of records.all()) {
    const report = await reportReplay(record, snapshot, 'test', side);
    expect(report).toMatchObject({ identical: true, differences: { cards: [], findings: [] } });
    replayed += 1;
    answers.add(record.answer);
    for (const { from } of record.slices) origins.add(from);
  }
  // On a busy machine one may have been late; none may be lost.
  expect(records.faults.filter((fault) => fault !== 'late')).toEqual([]);
  expect(replayed).toBe(3 * cast.length);
  expect([...answers].sort()).toEqual(['cards', 'silent']);
  expect([...origins].sort()).toEqual(['nowhere', 'prefetch', 'server']);
});

test('how each answer came about is told: parts of the chart, rules, rows, and why there is a card or none', async () => {
  const { parts, siteOf } = installedSide();
  const told = new Set<string>();
  for await (const { record, snapshot } of records.all()) {
    if (snapshot.reads !== undefined) continue;
    const { judged } = await replayDecision(snapshot, siteOf(snapshot.site), parts);
    const explanation = explainDecision(record, [], judged && { ...judged, same: true }, parts);
    expect(explanation.noCardBecause).toEqual(record.cards.length > 0 ? [] : ['nothing-found']);
    const weights = explanation.judged?.rows.map(({ weight }) => weight);
    for (const weight of weights ?? []) told.add(weight);
    const text = printExplanation(explanation);
    for (const { rule } of record.findings) expect(text).toContain(rule);
    expect(text).toContain('1 Asked');
    expect(text).not.toContain('undefined');
  }
  expect([...told].sort()).toEqual(['counts', 'decides', 'ignored']);
});

test('without a snapshot the record alone is told', async () => {
  for await (const { record } of records.all()) {
    const silenced = { ...record, shown: false };
    const explanation = explainDecision(silenced, [], undefined, hookParts());
    expect(explanation.noCardBecause).toContain('client-in-silent-mode');
    expect(printExplanation(explanation)).toContain('there is no snapshot any more');
    return;
  }
});

test('no access token lies in a snapshot, and nothing of a snapshot can be read in the store', async () => {
  for await (const { row, snapshot } of records.all()) {
    expect(JSON.stringify([snapshot.request, snapshot.call, snapshot.reads ?? {}])).not.toContain(
      TOKEN,
    );
    expect(Buffer.from(row.snapshot!).includes('resourceType')).toBe(false);
  }
});

test('another site file says what it would have changed, in rules and in words', async () => {
  const why = { reason: 'Trial', owner: 'Pharmacy', date: '2026-11-02' };
  const stricter = installedSide({
    ...REPLAY,
    parameters: [
      { question: 'opioid-interval', parameter: 'short-acting.minimum', value: 14, ...why },
      { question: 'opioid-interval', parameter: 'short-acting.clear', value: 21, ...why },
    ],
  });
  const reports = [];
  for await (const { record, snapshot } of records.all()) {
    reports.push(await reportReplay(record, snapshot, 'test', installedSide(), stricter));
  }
  const changed = reports.filter(({ identical }) => !identical);
  expect(changed.length).toBeGreaterThan(0);
  expect(changed.length).toBeLessThan(reports.length);
  for (const { site, differences } of changed) {
    expect(site.then).not.toBe(site.now);
    expect(differences.cards.length + differences.lines.length).toBeGreaterThan(0);
  }
  expect(JSON.stringify(changed)).toMatch(/not before 12 Dec 2026/);
});

test('other knowledge says so, and compares what was recorded', async () => {
  const { knowledge } = hookParts();
  const questions = new Map(knowledge.questions);
  const interval = questions.get('opioid-interval')!;
  questions.set('opioid-interval', { ...interval, version: '99.0.0' });
  const other = {
    ...installedSide(),
    parts: { ...hookParts(), knowledge: { ...knowledge, questions, hash: 'another' } },
  };
  const versions = [];
  for await (const { record, snapshot } of records.all()) {
    const report = await reportReplay(record, snapshot, 'test', other);
    expect(report.knowledge).toEqual({ then: knowledge.hash, now: 'another' });
    versions.push(...report.differences.findings.map(({ after }) => after?.version));
  }
  expect(new Set(versions)).toContain('99.0.0');
});
