import { describe, expect, test } from '@jest/globals';
import { TODAY } from '../../../../test/support/clinical-facts.js';
import type { Fact } from '../../../../test/support/clinical-case.js';
import { caseToFhir } from '../../../../test/support/case-to-fhir.js';
import { prepareCase } from '../../../../test/support/decide-case.js';
import { evidenceReader } from '../../../../test/support/evidence-reader.js';
import { type Chart, resourcesOf, type SliceName } from '../../chart.js';
import type { Span } from '../../time/instant.js';
import { gatherMedicationUse, type GatheredUse } from './gather-medication-use.js';

const OXYCODONE = 'oxycodone/acetaminophen tablet';
const fact =
  (type: string, usual: object) =>
  (more: object = {}): Fact => ({ type, code: OXYCODONE, ...usual, ...more });
const administered = fact('MedicationAdministration', { effective: '-3d' });
const dispensed = fact('MedicationDispense', { whenHandedOver: '-8d', daysSupply: 5 });
const ordered = fact('MedicationRequest', { status: 'active', authoredOn: '-8d', supplyDays: 5 });
const listed = fact('MedicationStatement', { status: 'stopped', end: '-3d', dateAsserted: '-1d' });

async function gathered(
  facts: readonly Fact[],
  plannedIn = 0,
  change: (chart: Chart) => Chart = (chart) => chart,
): Promise<GatheredUse> {
  const chart = change((await prepareCase(caseToFhir({ facts: [...facts] }))).chart);
  const reader = evidenceReader();
  const planned = { day: (TODAY + plannedIn) as typeof TODAY, moment: undefined };
  return gatherMedicationUse({ ...reader, planned }, chart);
}

/** Days from today, "-3", or from-to. */
const days = (span: Span | undefined): string => {
  if (span === undefined) return 'undated';
  const [first, last] = [span.earliest.day - TODAY, span.latest.day - TODAY];
  return first === last ? String(last) : `${String(first)}..${String(last)}`;
};
const usesIn = async (facts: readonly Fact[], plannedIn = 0): Promise<readonly string[]> =>
  (await gathered(facts, plannedIn)).exposures.map(({ certainty, ongoing, last, doubt }) =>
    [certainty, ongoing ? 'ongoing' : days(last), doubt].filter(Boolean).join(' '),
  );
const depotsIn = async (...facts: readonly Fact[]): Promise<readonly string[]> =>
  (await gathered(facts)).depots.map(
    ({ certainty, from, at }) => `${certainty} ${from} ${days(at)}`,
  );

describe('administrations', () => {
  test.each<[string, object, readonly string[]]>([
    ['completed', {}, ['confirmed -3']],
    ['stopped', { status: 'stopped' }, ['confirmed -3']],
    ['in progress without an end', { status: 'in-progress' }, ['confirmed ongoing']],
    [
      'in progress, when is not said',
      { status: 'in-progress', effective: undefined },
      ['confirmed ongoing'],
    ],
    [
      'in progress with an end',
      { status: 'in-progress', effective: '-9d', end: '-2d' },
      ['confirmed -2'],
    ],
    ['unknown', { status: 'unknown' }, ['possible -3 unclear-status']],
    ['on hold', { status: 'on-hold' }, ['possible -3 unclear-status']],
    ['not done', { status: 'not-done' }, []],
    ['entered in error', { status: 'entered-in-error' }, []],
    ['undated', { effective: undefined }, ['possible undated undated']],
    ['24 hours ahead counts as now', { effective: '+24h' }, ['confirmed 0']],
    ['25 hours ahead is no value', { effective: '+25h' }, ['possible undated future-dated']],
    ['this month', { effective: '2026-11' }, ['confirmed -23..0']],
    ['a patch without a removal', { code: 'fentanyl patch' }, ['confirmed 0']],
    [
      'a patch that was removed',
      { code: 'fentanyl patch', effective: '-6d', end: '-3d' },
      ['confirmed -3'],
    ],
  ])('%s', async (_, more, expected) => {
    expect(await usesIn([administered(more)])).toEqual(expected);
  });
});

describe('dispenses', () => {
  test.each<[string, object, readonly string[]]>([
    ['run out after the days of supply', {}, ['confirmed -3']],
    [
      'else after quantity by daily maximum, broken days up',
      { daysSupply: undefined, quantity: 10, dailyMax: 4 },
      ['confirmed -5'],
    ],
    ['else after 30 days', { daysSupply: undefined }, ['confirmed 22']],
    ['in preparation', { status: 'preparation' }, ['possible -3 unclear-status']],
    ['declined', { status: 'declined' }, []],
    ['handed over who knows when', { whenHandedOver: undefined }, ['possible undated undated']],
  ])('%s', async (_, more, expected) => {
    expect(await usesIn([dispensed(more)])).toEqual(expected);
  });
});

describe('orders', () => {
  const open = { supplyDays: undefined };
  test.each<[string, object, readonly string[]]>([
    ['run out after their supply', {}, ['confirmed -3']],
    ['and its refills', { refills: 2 }, ['confirmed 7']],
    ['bounds before supply', { boundsEnd: '-6d' }, ['confirmed -6']],
    ['the fill-by date is no end', { ...open, validityEnd: '-4d' }, ['confirmed ongoing']],
    [
      'the fill-by date ends the refills',
      { ...open, authoredOn: '-40d', quantity: 10, dailyMax: 2, refills: 9, validityEnd: '-7d' },
      ['confirmed -2'],
    ],
    [
      'a single supply outlasts its fill-by date',
      { ...open, quantity: 10, dailyMax: 2, validityEnd: '-20d' },
      ['confirmed -3'],
    ],
    ['on hold', { status: 'on-hold' }, ['possible -3 unclear-status']],
    ['completed without an end', { ...open, status: 'completed' }, ['possible undated undated']],
    ['cancelled', { status: 'cancelled' }, []],
    ['a draft', { status: 'draft' }, []],
    ['a plan', { intent: 'plan' }, []],
    ['not to be done', { doNotPerform: true }, []],
  ])('%s', async (_, more, expected) => {
    expect(await usesIn([ordered(more)])).toEqual(expected);
  });
  test.each([
    ['the day before', 11, ['confirmed ongoing']],
    ['the day after', 9, []],
  ])(
    'one that starts in ten days counts when naltrexone is planned for %s it',
    async (_, plannedIn, expected) => {
      const start = ordered({ ...open, authoredOn: '+10d' });
      expect(await usesIn([start], plannedIn)).toEqual(expected);
    },
  );
  test('a handed-over supply of the same order wins', async () => {
    const order = ordered({ ...open, id: 'o1' });
    expect(await usesIn([order, dispensed({ basedOn: 'o1' })])).toEqual(['confirmed -3']);
    expect(await usesIn([order, dispensed({ basedOn: 'o1', status: 'declined' })])).toEqual([
      'confirmed ongoing',
    ]);
  });
  test.each<[string, object, readonly string[]]>([
    ['by a version of the order', { basedOn: 'o1/_history/12' }, ['confirmed -3']],
    ['not of another order', { basedOn: 'o2' }, ['confirmed -3', 'confirmed ongoing']],
    [
      'not one that may not be handed over',
      { basedOn: 'o1', status: 'preparation' },
      ['possible -3 unclear-status', 'confirmed ongoing'],
    ],
  ])('%s', async (_, dispense, expected) => {
    expect(await usesIn([ordered({ ...open, id: 'o1' }), dispensed(dispense)])).toEqual(expected);
  });
  test('named by an absolute reference', async () => {
    const absolute = (chart: Chart): Chart => {
      const text = JSON.stringify(chart.slices);
      const slices = text.replaceAll(
        '"MedicationRequest/o1"',
        '"https://ehr.example/MedicationRequest/o1"',
      );
      return { ...chart, slices: JSON.parse(slices) as Chart['slices'] };
    };
    const facts = [ordered({ ...open, id: 'o1' }), dispensed({ basedOn: 'o1' })];
    expect((await gathered(facts, 0, absolute)).exposures).toHaveLength(1);
  });
});

test('a part that was not read may hold a later supply, or a later entry: nothing is calmed by it', async () => {
  const partial =
    (slice: SliceName) =>
    (chart: Chart): Chart => ({
      ...chart,
      slices: {
        ...chart.slices,
        [slice]: {
          state: 'partial',
          resources: resourcesOf(chart.slices[slice]),
          fault: { reason: 'more-pages' },
        },
      },
    });
  const order = ordered({ supplyDays: undefined, id: 'o1' });
  const filled = [order, dispensed({ basedOn: 'o1' })];
  const denied = [order, listed({ status: 'not-taken', end: undefined })];
  const counted = async (facts: readonly Fact[], slice: SliceName) =>
    (await gathered(facts, 0, partial(slice))).exposures.some(({ ongoing }) => ongoing);
  expect(await counted(filled, 'medicationDispenses')).toBe(true);
  expect(await counted(denied, 'medicationStatements')).toBe(true);
});

describe('list entries', () => {
  test.each<[string, object, readonly string[]]>([
    ['stopped', {}, ['confirmed -3']],
    [
      'active with a past end',
      { status: 'active' },
      ['confirmed -3', 'possible -3 active-but-ended'],
    ],
    ['active with an end long past', { status: 'active', end: '-91d' }, ['confirmed -91']],
    ['active, to end this month', { status: 'active', end: '2026-11' }, ['confirmed -23..6']],
    ['stopped this month', { end: '2026-11' }, ['confirmed -23..0']],
    [
      'completed, when is not said',
      { status: 'completed', end: undefined },
      ['possible -1 undated'],
    ],
    ['nor asserted', { end: undefined, dateAsserted: undefined }, ['possible undated undated']],
    ['intended', { status: 'intended', end: undefined }, ['possible undated unclear-status']],
  ])('%s', async (_, more, expected) => {
    expect(await usesIn([listed(more)])).toEqual(expected);
  });
});

describe('"not taken" beats', () => {
  const open = { status: 'active', end: undefined, dateAsserted: '-10d' };
  const denied = (dateAsserted: string, more: object = {}) =>
    listed({ status: 'not-taken', end: undefined, dateAsserted, ...more });
  test.each<[string, readonly Fact[]]>([
    ['an older list entry', [listed(open), denied('-2d')]],
    ['an older order', [ordered({ supplyDays: undefined }), denied('-2d')]],
  ])('%s', async (_, facts) => {
    expect(await usesIn(facts)).toEqual([]);
  });
  test.each<[string, readonly Fact[]]>([
    ['a later list entry', [listed(open), denied('-12d')]],
    ['one of the same day', [listed(open), denied('-10d')]],
    ['one that may be later', [listed(open), denied('2026-11')]],
    ['another drug', [listed(open), denied('-2d', { code: 'tramadol tablet' })]],
    ['a dispense', [dispensed(), denied('-2d')]],
    ['an administration', [administered(), denied('-2d')]],
  ])('but not %s', async (_, facts) => {
    expect(await usesIn(facts)).toHaveLength(1);
  });
});

describe('depots of buprenorphine', () => {
  const SUBLOCADE = { code: 'Sublocade' };
  const order = ordered({ ...SUBLOCADE, supplyDays: undefined });
  const entry = listed({ ...SUBLOCADE, status: 'active', end: undefined, dateAsserted: '-9d' });
  const denial = listed({ ...SUBLOCADE, status: 'not-taken', end: undefined });
  test.each<[string, readonly Fact[], readonly string[]]>([
    ['an injection', [administered(SUBLOCADE)], ['confirmed administration -3']],
    [
      'handed over: that day, whatever the supply',
      [dispensed(SUBLOCADE)],
      ['confirmed dispense -8'],
    ],
    ['an order alone', [order], ['possible order -8']],
    ['a completed order alone', [{ ...order, status: 'completed' }], ['possible order -8']],
    [
      'an order and the injection that followed',
      [order, administered(SUBLOCADE)],
      ['confirmed administration -3'],
    ],
    [
      'an order after the last injection',
      [order, administered({ ...SUBLOCADE, effective: '-40d' })],
      ['confirmed administration -40', 'possible order -8'],
    ],
    [
      'an order of another product than was given',
      [order, administered({ code: 'Brixadi weekly' })],
      ['confirmed administration -3', 'possible order -8'],
    ],
    [
      'an active list entry, started long ago',
      [listed({ ...SUBLOCADE, status: 'active', start: '-500d', end: undefined })],
      ['possible statement -1'],
    ],
    ['an order that the patient says was not followed', [order, denial], []],
    ['an older list entry that the patient denies', [entry, denial], []],
    [
      'an injection that the patient denies',
      [administered(SUBLOCADE), denial],
      ['confirmed administration -3'],
    ],
    [
      'an undated order that the patient denies',
      [{ ...order, authoredOn: undefined }, denial],
      ['possible order undated'],
    ],
    [
      'an undated order and an injection',
      [{ ...order, authoredOn: undefined }, administered(SUBLOCADE)],
      ['confirmed administration -3'],
    ],
    [
      'an order of implants after which the old ones were removed',
      [
        { ...order, code: 'buprenorphine implant' },
        { type: 'Procedure', code: 'buprenorphine implant removal', performed: '-3d' },
      ],
      ['confirmed procedure -3', 'possible order -8'],
    ],
  ])('%s', async (_, facts, expected) => {
    expect(await depotsIn(...facts)).toEqual(expected);
  });
});
