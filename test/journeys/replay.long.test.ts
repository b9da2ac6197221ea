import { afterAll, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { SitePolicy } from '../../src/core/pack/knowledge.js';
import type { Moment } from '../../src/core/time/instant.js';
import { createFhirAccess } from '../../src/fhir/fhir-access.js';
import { parseFhirBase } from '../../src/fhir/fhir-base.js';
import { answerHook } from '../../src/hook/answer-hook.js';
import { loadTimeZone } from '../../src/knowledge/load-time-zone.js';
import { reportReplay } from '../../src/replay/replay-report.js';
import { caseToFhir } from '../support/case-to-fhir.js';
import { startFakeFhirServer } from '../support/fake-fhir-server.js';
import { hookParts } from '../support/hook-parts.js';
import { loadCases } from '../support/load-cases.js';
import { sqliteDatabase } from '../support/open-test-store.js';
import { recordAnswers, REPLAY } from '../support/record-answers.js';
import { requestOf, type Way } from '../support/run-case.js';

/*
 * Every clinical case, from prefetch, from a FHIR server and half and half, several times over: recorded in a real SQLite file,
 * read back, unsealed and answered again.
 */

const WAYS: readonly Way[] = ['prefetch', 'fhir', 'mixed'];
const ROUNDS = Number(process.env['REPLAY_ROUNDS'] ?? 7);
const PAGE_SIZE = 3;

const database = sqliteDatabase();
const records = await recordAnswers(database.url);
const fhir = createFhirAccess();
const cases = loadCases()
  .flatMap((theme) => theme.cases)
  .map(caseToFhir)
  // A source that never answers costs its whole budget each time.
  .filter(({ access }) => !Object.values(access).includes('timeout'));

afterAll(async () => {
  await fhir.close();
  await records.close();
  await database.drop();
});

/** Cases may say what no site file can, so each is found again by its number. */
const policyOf = (place: number): SitePolicy => {
  const { site, timeZone } = cases[place] ?? { site: {}, timeZone: '' };
  return {
    file: { ...site, ...REPLAY, timeZone },
    zone: loadTimeZone(timeZone),
    origin: String(place),
    hash: 'case',
  };
};

async function answer(place: number, way: Way, round: number): Promise<void> {
  const one = cases[place]!;
  const server =
    way === 'prefetch'
      ? undefined
      : await startFakeFhirServer(one.resources, one.access, PAGE_SIZE);
  const base = server && parseFhirBase(server.base);
  for (const service of one.services) {
    const body = requestOf(one, way, server, round, service);
    const bytes = Buffer.from(JSON.stringify(body));
    await answerHook(
      {
        ...{ service, body, site: policyOf(place) },
        client: { id: 'case', fhirBases: base === undefined ? [] : [base] },
        digest: createHash('sha256').update(bytes).digest('hex'),
        now: (Date.parse(one.now) + round) as Moment,
      },
      { ...hookParts(), fhir, recording: records.recording },
    );
  }
  await server?.close();
}

test('every case in three ways, several times over, is answered to the byte as it was', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const place of cases.keys()) for (const way of WAYS) await answer(place, way, round);
  }
  await records.settle();
  const side = { parts: hookParts(), siteOf: (origin: string) => policyOf(Number(origin)) };
  const different: string[] = [];
  let replayed = 0;
  for await (const { record, snapshot } of records.all()) {
    const report = await reportReplay(record, snapshot, 'test', side);
    replayed += 1;
    if (!report.identical) different.push(JSON.stringify(report));
  }
  // On a busy machine an answer may have been late; none may be lost.
  expect(records.faults.filter((fault) => fault !== 'late')).toEqual([]);
  expect(different).toEqual([]);
  console.log(`${String(replayed)} answers were made again, all the same to the byte.`);
  // Some cases order nothing that is ours, and leave no record.
  expect(replayed).toBeGreaterThan(ROUNDS * cases.length * WAYS.length * 0.95);
}, 1_800_000);
