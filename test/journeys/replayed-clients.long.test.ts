import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { SitePolicy } from '../../src/core/pack/knowledge.js';
import type { Moment } from '../../src/core/time/instant.js';
import { loadFixtures } from '../../src/demo/load-fixtures.js';
import type { FhirAccess } from '../../src/fhir/fhir-access.js';
import { parseFhirBase } from '../../src/fhir/fhir-base.js';
import { answerHook } from '../../src/hook/answer-hook.js';
import type { CdsClient } from '../../src/hook/cds-client.js';
import type { HookParts } from '../../src/hook/hook-parts.js';
import { loadSitePolicy } from '../../src/knowledge/load-site-policy.js';
import type { DecisionRecord } from '../../src/record/decision-record.js';
import { reportReplay } from '../../src/replay/replay-report.js';
import { hookParts, prefetchTemplates, theKnowledge } from '../support/hook-parts.js';
import { sqliteDatabase } from '../support/open-test-store.js';
import { prefetchFromTemplates } from '../support/prefetch-from-templates.js';
import { installedSide, recordAnswers, REPLAY } from '../support/record-answers.js';

/* What holds for a client shapes its answer: each such answer is made again to the byte. */

const NOW = Date.parse('2026-11-24T15:00:00Z') as Moment;
const WHY = { reason: 'Trial', owner: 'Pharmacy', date: '2026-11-01' };
const BASE = 'https://ehr.example/r4';
const database = sqliteDatabase();
const records = await recordAnswers(database.url);
const cast = await loadFixtures();

/** A server that fails in a different way for each kind of resource, and differently when it is asked again. */
const failing = (asked = 0): FhirAccess => ({
  open: () => ({
    root: `${BASE}/`,
    localPath: (reference) => (reference.startsWith('Medication/') ? reference : undefined),
    search: (_, type) => {
      asked += 1;
      const reasons = ['out-of-time', 'http-error', 'unreachable', 'more-pages'] as const;
      const fault = { reason: reasons[(asked + type.length) % 4]!, status: 503 };
      return Promise.resolve([
        { rows: [], medications: [], fault, next: undefined, total: undefined },
      ]);
    },
    read: () => {
      asked += 1;
      return Promise.resolve({ ok: false, fault: { reason: 'out-of-time' } });
    },
  }),
  close: () => Promise.resolve(),
});

const site = (more: object = {}, zone?: string, codes: Parameters<typeof loadSitePolicy>[3] = []) =>
  loadSitePolicy({ ...REPLAY, ...more }, theKnowledge(), zone, codes);
const plain: CdsClient = { id: 'mercy', fhirBases: [parseFhirBase(BASE)!] };
const server = { fhirServer: BASE };

interface Way {
  readonly client?: Partial<CdsClient>;
  readonly site?: SitePolicy;
  readonly parts?: Partial<HookParts>;
  readonly body?: object;
}

const WAYS: Readonly<Record<string, Way>> = {
  silent: { client: { mode: 'silent' } },
  anonymous: { client: { anonymous: true } },
  'without suggestions': {
    client: { suggestions: { update: false, selectionBehavior: 'at-most-one' } },
  },
  'absent sources': { client: { absentSources: new Set(['Procedure' as const]) }, body: server },
  'prefetch only': { client: { prefetchOnly: true }, body: { ...server, prefetch: undefined } },
  '412': { client: { whenUnreadable: '412' }, body: { ...server, prefetch: undefined } },
  'reads that fail': { body: { ...server, prefetch: undefined }, parts: { fhir: failing() } },
  '412 after reads that fail': {
    client: { whenUnreadable: '412' },
    body: { ...server, prefetch: undefined },
    parts: { fhir: failing() },
  },
  'a server that is not on the list': { body: { fhirServer: 'https://elsewhere.example' } },
  'another time zone': { site: site({}, 'Pacific/Auckland') },
  'local codes of the client': {
    site: site({}, undefined, [
      {
        text: 'OXIR5',
        means: { system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '7804' },
        ...{ owner: 'Informatics', date: '2026-11-02' },
      },
    ]),
  },
  experiment: {
    site: site({
      experiment: {
        ...{ id: 'waits', by: 'patient', ...WHY },
        arms: [
          { id: 'usual', share: 1 },
          {
            ...{ id: 'longer', share: 1 },
            parameters: [
              { question: 'opioid-interval', parameter: 'short-acting.minimum', value: 12 },
              { question: 'opioid-interval', parameter: 'short-acting.clear', value: 20 },
            ],
          },
        ],
      },
    }),
  },
};

async function answer(way: Way, body: object): Promise<void> {
  const sent = { ...body, ...way.body };
  const call = {
    ...{ service: 'naltrexone-safety', body: sent, now: NOW, site: way.site ?? site() },
    client: { ...plain, ...way.client },
    digest: createHash('sha256').update(JSON.stringify(sent)).digest('hex'),
  };
  await answerHook(call, { ...hookParts(), recording: records.recording, ...way.parts }).catch(
    (error: unknown) => {
      if ((error as { code?: unknown }).code !== 'chart-unreadable') throw error;
    },
  );
}

const kept: { way: string; record: DecisionRecord; identical: boolean; differences: unknown }[] =
  [];

beforeAll(async () => {
  const ways: string[] = [];
  for (const [name, way] of Object.entries(WAYS)) {
    for (const { orderSign, resources } of cast) {
      const chart = { context: { ...orderSign.context }, resources, access: {} };
      await answer(way, {
        ...orderSign,
        prefetch: prefetchFromTemplates(prefetchTemplates(), chart),
      });
      ways.push(name);
    }
  }
  await records.settle();
  for await (const { record, snapshot } of records.all()) {
    const report = await reportReplay(record, snapshot, 'test', installedSide());
    kept.push({ way: ways[kept.length]!, record, ...report });
  }
});
afterAll(async () => {
  await records.close();
  await database.drop();
});

test.each(Object.keys(WAYS))('%s', (name) => {
  const its = kept.filter(({ way }) => way === name);
  expect(its).toHaveLength(cast.length);
  expect(its.filter(({ identical }) => !identical)).toEqual([]);
});

test('they are what they are meant to be', () => {
  const of = (name: string) => kept.filter(({ way }) => way === name).map(({ record }) => record);
  expect(new Set(of('412').map(({ answer }) => answer))).toContain('unreadable');
  expect(new Set(of('412 after reads that fail').map(({ answer }) => answer))).toContain(
    'unreadable',
  );
  expect(new Set(of('silent').map(({ shown }) => shown))).toEqual(new Set([false]));
  expect(new Set(of('experiment').map(({ arms }) => arms?.[0]?.arm)).size).toBe(2);
  expect(new Set(of('experiment').map((record) => record.site)).size).toBe(1);
  expect(of('reads that fail').flatMap(({ slices }) => slices.map(({ reason }) => reason))).toEqual(
    expect.arrayContaining(['out-of-time', 'unreachable', 'more-pages']),
  );
});
