import { describe, expect, test } from '@jest/globals';
import type { MedicationRequest, MedicationStatement } from 'fhir/r4.js';
import { caseToFhir } from '../../../test/support/case-to-fhir.js';
import type { Fact } from '../../../test/support/clinical-case.js';
import { TODAY } from '../../../test/support/clinical-facts.js';
import { prepareCase } from '../../../test/support/decide-case.js';
import { daysOf, evidenceReader } from '../../../test/support/evidence-reader.js';
import type { Span } from '../time/instant.js';
import { type ChartRow, rowsOf } from './chart-rows.js';
import { type ContextMedication, readContextMedications } from './read-context-medications.js';

type Entry = MedicationRequest | MedicationStatement;

const row = (resource: Entry, complete = true): ChartRow<Entry> => ({
  resource,
  slice: 'medicationStatements',
  complete,
});
const WARFARIN = { text: 'warfarin 5 mg' };
const listed = (more: object): Fact => ({
  type: 'MedicationStatement',
  code: WARFARIN,
  status: 'active',
  dateAsserted: '-4d',
  ...more,
});
const ordered = (more: object): Fact => ({
  type: 'MedicationRequest',
  code: WARFARIN,
  status: 'active',
  authoredOn: '-40d',
  ...more,
});

async function rowsFrom(fact: Fact): Promise<readonly ChartRow<Entry>[]> {
  const { chart } = await prepareCase(caseToFhir({ facts: [fact] }));
  return [
    ...rowsOf(chart, 'MedicationRequest', ['medicationRequests']),
    ...rowsOf(chart, 'MedicationStatement', ['medicationStatements']),
  ];
}

const read = async (fact: Fact, plannedIn = 0): Promise<ContextMedication | undefined> => {
  const planned = { day: (TODAY + plannedIn) as typeof TODAY, moment: undefined };
  return readContextMedications({ ...evidenceReader(), planned }, await rowsFrom(fact))[0];
};

/** "active", "ended -4", "ended" without a date, "none". */
function said(one: ContextMedication | undefined): string {
  if (one === undefined) return 'none';
  return one.active ? 'active' : ['ended', ...days(one.endedAt)].join(' ');
}

const days = (span: Span | undefined): readonly string[] =>
  span === undefined ? [] : [String(span.latest.day - TODAY)];

describe('active on the planned day (clinical-liver-other 0.7)', () => {
  test.each<[string, Fact, string, number?]>([
    ['an active list entry', listed({}), 'active'],
    ['a paused one', listed({ status: 'on-hold' }), 'active'],
    ['one that ends today', listed({ end: '0d' }), 'active'],
    ['one that ended yesterday and stands as active', listed({ end: '-1d' }), 'ended -1'],
    ['one that ends before the planned day', listed({ end: '+3d' }), 'ended 3', 5],
    ['a stopped one with its end', listed({ status: 'stopped', end: '-9d' }), 'ended -9'],
    ['a stopped one, asserted 4 days ago', listed({ status: 'stopped' }), 'ended -4'],
    ['one that is not taken', listed({ status: 'not-taken' }), 'none'],
    ['one that is only intended', listed({ status: 'intended' }), 'none'],
    ['one entered in error', listed({ status: 'entered-in-error' }), 'none'],
    ['one that starts after the planned day', listed({ start: '+9d' }), 'none'],
    ['an active order', ordered({}), 'active'],
    ['an order whose supply has run out stays active', ordered({ supplyDays: 7 }), 'active'],
    ['an order with an end before the planned day', ordered({ boundsEnd: '-2d' }), 'ended -2'],
    ['an order not to give it', ordered({ doNotPerform: true }), 'none'],
    ['a proposal', ordered({ intent: 'proposal' }), 'none'],
    ['a cancelled order', ordered({ status: 'cancelled' }), 'none'],
    ['another drug', listed({ code: { text: 'metformin 500 mg' } }), 'none'],
  ])('%s', async (_, fact, expected, ...[plannedIn]) => {
    expect(said(await read(fact, plannedIn))).toBe(expected);
  });

  test('an end in the future of what was stopped counts as now', async () => {
    expect(said(await read(listed({ status: 'stopped', end: '+400d' })))).toBe('ended 0');
  });
});

describe('the daily dose', () => {
  const acetaminophen = (text: string, more: object): Fact => listed({ code: { text }, ...more });
  test.each<[string, Fact, number | undefined]>([
    ['scheduled', acetaminophen('acetaminophen 500 mg', { dailyMg: 1500 }), 1500],
    ['as needed', acetaminophen('acetaminophen 500 mg', { asNeededMg: 1500 }), undefined],
    ['not stated', acetaminophen('acetaminophen 500 mg', {}), undefined],
    [
      'of a product with an opioid',
      acetaminophen('hydrocodone 5 mg / acetaminophen 325 mg', { dailyMg: 1500 }),
      undefined,
    ],
  ])('%s', async (_, fact, expected) => {
    expect((await read(fact))?.dailyDoseMg).toBe(expected);
  });

  test('several instructions add up, those as needed left out', () => {
    const statement: MedicationStatement = {
      resourceType: 'MedicationStatement',
      id: 's1',
      status: 'active',
      subject: {},
      medicationCodeableConcept: { text: 'acetaminophen' },
      dosage: [
        {
          timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } },
          doseAndRate: [{ doseQuantity: { value: 500, unit: 'mg' } }],
        },
        {
          timing: { code: { text: 'BED' } },
          doseAndRate: [{ doseQuantity: { value: 1, unit: 'g' } }],
        },
        {
          asNeededBoolean: true,
          timing: { repeat: { frequency: 4, period: 1, periodUnit: 'd' } },
          doseAndRate: [{ doseQuantity: { value: 500, unit: 'mg' } }],
        },
      ],
    };
    const [one] = readContextMedications(evidenceReader(), [row(statement)]);
    expect(one).toMatchObject({ dailyDoseMg: 2000, asNeeded: false, role: 'acetaminophen' });
  });
});

test('a fact of a partly read list says so', () => {
  const order: MedicationRequest = {
    resourceType: 'MedicationRequest',
    id: 'r1',
    status: 'active',
    intent: 'order',
    subject: {},
    medicationCodeableConcept: WARFARIN,
  };
  const [one] = readContextMedications(evidenceReader(), [row(order, false)]);
  expect(one).toMatchObject({
    ingredient: 'warfarin',
    active: true,
    listedAt: undefined,
    provenance: { source: 'MedicationRequest/r1', complete: false },
  });
});

describe('the whole entry', () => {
  const statement = (more: Partial<MedicationStatement>): MedicationStatement => ({
    resourceType: 'MedicationStatement',
    id: 's1',
    status: 'active',
    subject: {},
    medicationCodeableConcept: WARFARIN,
    dateAsserted: '2026-11-20',
    ...more,
  });
  const request = (more: Partial<MedicationRequest>): MedicationRequest => ({
    resourceType: 'MedicationRequest',
    id: 'r1',
    status: 'active',
    intent: 'order',
    subject: {},
    medicationCodeableConcept: WARFARIN,
    authoredOn: '2026-11-10',
    ...more,
  });
  const iso = (span: Span | undefined) => span && daysOf(span);
  const whole = (entry: Entry) =>
    readContextMedications(evidenceReader(), [row(entry)]).map(
      ({ endedAt, listedAt, ...more }) => ({
        ...more,
        endedAt: iso(endedAt),
        listedAt: iso(listedAt),
      }),
    );
  const bounds = (start: string | undefined, end: string | undefined) => ({
    timing: { repeat: { boundsPeriod: { ...(start && { start }), ...(end && { end }) } } },
  });
  const FACT = {
    ingredient: 'warfarin',
    role: 'vitamin-K-antagonist',
    name: 'warfarin',
    active: true,
    endedAt: undefined,
    listedAt: '2026-11-20',
    product: 'warfarin 5 mg',
    dailyDoseMg: undefined,
    asNeeded: false,
    provenance: {
      source: 'MedicationStatement/s1',
      slice: 'medicationStatements',
      complete: true,
    },
  };
  const OF_ORDER = {
    listedAt: '2026-11-10',
    provenance: { ...FACT.provenance, source: 'MedicationRequest/r1' },
  };
  test.each<[string, Entry, object]>([
    ['an active one', statement({}), {}],
    [
      'asserted ahead of now: now',
      statement({ dateAsserted: '2026-12-24' }),
      { listedAt: '2026-11-24' },
    ],
    [
      'a completed one with its day',
      statement({ status: 'completed', effectiveDateTime: '2026-11-12' }),
      { active: false, endedAt: '2026-11-12' },
    ],
    [
      'a period before a day',
      statement({
        status: 'stopped',
        effectivePeriod: { end: '2026-11-13' },
        effectiveDateTime: '2026-11-12',
      }),
      { active: false, endedAt: '2026-11-13' },
    ],
    ['an order', request({}), OF_ORDER],
    [
      'one that starts on the planned day',
      request({ dosageInstruction: [bounds('2026-11-24', undefined)] }),
      OF_ORDER,
    ],
    [
      'an order whose instructions end one after the other: the last',
      request({
        dosageInstruction: [bounds(undefined, '2026-11-22'), bounds(undefined, '2026-11-12')],
      }),
      { ...OF_ORDER, active: false, endedAt: '2026-11-22' },
    ],
    [
      'the same in the other order',
      request({
        dosageInstruction: [bounds(undefined, '2026-11-12'), bounds(undefined, '2026-11-22')],
      }),
      { ...OF_ORDER, active: false, endedAt: '2026-11-22' },
    ],
    [
      'one that is only taken as needed',
      statement({ dosage: [{ asNeededBoolean: true }] }),
      { asNeeded: true },
    ],
    [
      'one that is also taken as needed',
      statement({ dosage: [{ asNeededBoolean: true }, { text: 'every day' }] }),
      {},
    ],
  ])('%s', (_, entry, differing) => {
    expect(whole(entry)).toEqual([{ ...FACT, ...differing }]);
  });

  test('an order that starts after the planned day is none, nor a plan or an option', () => {
    expect(whole(request({ dosageInstruction: [bounds('2026-12-24', undefined)] }))).toEqual([]);
    expect(whole(request({ intent: 'plan' }))).toEqual([]);
    expect(whole(request({ intent: 'option' }))).toEqual([]);
  });
});
