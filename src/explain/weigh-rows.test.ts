import { beforeAll, expect, test } from '@jest/globals';
import type { FhirResource } from 'fhir/r4.js';
import { prepareCase } from '../../test/support/decide-case.js';
import { fixtureToCase } from '../../test/support/fixture-to-case.js';
import { hookParts, theKnowledge } from '../../test/support/hook-parts.js';
import { loadFixtures } from '../demo/load-fixtures.js';
import { loadSitePolicy } from '../knowledge/load-site-policy.js';
import { type WeighedRow, weighRows } from './weigh-rows.js';

/* Maria, whose oxycodone is running, and rows beside hers that are no evidence for one reason each. */

const SUBJECT = { subject: { reference: 'Patient/maria-delgado' } };
const DISPENSED = 'maria-oxycodone';
const now = '2026-11-20T10:00:00-05:00';
const opiates = {
  resourceType: 'Observation',
  ...SUBJECT,
  status: 'final',
  category: [{ coding: [{ code: 'laboratory' }] }],
  code: { coding: [{ system: 'http://loinc.org', code: '3879-4' }] },
  effectiveDateTime: now,
  valueString: 'Negative',
};
const planted = [
  { ...opiates, id: 'whole' },
  { ...opiates, id: 'cancelled', status: 'cancelled' },
  { ...opiates, id: 'undated', effectiveDateTime: undefined },
  { ...opiates, id: 'empty', valueString: undefined },
  { ...opiates, id: 'cancelled-undated', status: 'cancelled', effectiveDateTime: undefined },
  {
    ...opiates,
    id: 'potassium',
    code: { coding: [{ system: 'http://loinc.org', code: '2823-3' }] },
  },
  {
    resourceType: 'MedicationDispense',
    ...SUBJECT,
    id: 'local',
    status: 'completed',
    medicationCodeableConcept: { text: 'OXIR5' },
    whenHandedOver: now,
  },
] as unknown as readonly FhirResource[];
const localCodes = [
  {
    text: 'OXIR5',
    means: { system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '7804' },
    ...{ owner: 'Informatics', date: '2026-11-02' },
  },
];

let rows: ReadonlyMap<string, WeighedRow>;
let weigh: (isOver: () => boolean) => readonly WeighedRow[];

beforeAll(async () => {
  const [maria] = (await loadFixtures()).filter(({ name }) => name.startsWith('maria'));
  const { context, ...sent } = fixtureToCase(maria!);
  const prepared = await prepareCase({
    ...sent,
    context,
    resources: [...sent.resources, ...planted],
  });
  const { chart } = prepared;
  const read = loadSitePolicy({ localCodes }, theKnowledge());
  const site = { ...prepared.site, localCodes: read.localCodes };
  const { decide } = hookParts();
  const decision = decide(prepared.call!, chart, theKnowledge(), site, prepared.now);
  const judged = { ...prepared, site, call: prepared.call!, decision };
  weigh = (isOver) => weighRows(judged, theKnowledge(), decide, 500, isOver);
  rows = new Map(weigh(() => false).map((row) => [row.row, row]));
});

test('the dispense that runs decides, and the rule names it', () => {
  const deciding = [...rows.values()].filter(({ weight }) => weight === 'decides');
  expect(deciding.map(({ row }) => row)).toContain(`MedicationDispense/${DISPENSED}`);
  expect(rows.get(`MedicationDispense/${DISPENSED}`)).toMatchObject({
    because: undefined,
  });
  expect(rows.get(`MedicationDispense/${DISPENSED}`)?.evidence).toContain('exposures');
  expect(rows.get(`MedicationDispense/${DISPENSED}`)?.rules).toContain('opioid-ongoing');
});

test.each([
  ['whole', undefined],
  ['cancelled', 'status'],
  ['undated', 'date'],
  ['empty', 'result'],
  ['cancelled-undated', 'status and date'],
  ['potassium', 'what it is about'],
])('a test that is %s is ignored for its %s', (id, because) => {
  const row = rows.get(`Observation/${id}`);
  expect([row?.weight === 'ignored', row?.because]).toEqual([because !== undefined, because]);
});

test('a row that a local code of the site explains counts', () => {
  const row = rows.get('MedicationDispense/local');
  expect([row?.because, row?.evidence]).toEqual([undefined, expect.arrayContaining(['exposures'])]);
});

test('rows that a finding names come first, and no more when the time is over', () => {
  let left = 2;
  const first = weigh(() => (left -= 1) < 0);
  expect(first).toHaveLength(2);
  expect(first[0]?.rules).not.toEqual([]);
});

test('each row stands there once, also when two searches bring it', () => {
  expect(rows.size).toBeGreaterThan(planted.length);
  expect([...rows.values()].filter(({ slice }) => slice === 'liverTests')).toEqual([]);
});
