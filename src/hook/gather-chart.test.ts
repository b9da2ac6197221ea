import { describe, expect, test } from '@jest/globals';
import type { FhirResource } from 'fhir/r4.js';
import { hookParts } from '../../test/support/hook-parts.js';
import type { Chart, SliceFault, SliceName } from '../core/chart.js';
import type { Moment } from '../core/time/instant.js';
import type { ChartSource } from '../fhir/chart-source.js';
import { type BundlePage, readBundle } from '../fhir/read-bundle.js';
import { loadTimeZone } from '../knowledge/load-time-zone.js';
import { gatherChart } from './gather-chart.js';
import { readRequest } from './read-request.js';

const { queries, knowledge } = hookParts();
const NOW = Date.parse('2026-11-24T15:00:00-05:00') as Moment;
const zone = loadTimeZone('America/New_York');
const OXYCODONE = { text: 'oxycodone 5 mg tablet' };

const mine = (more: object = {}) => ({ subject: { reference: 'Patient/p1' }, ...more });
const condition = (id: string, more: object = {}) => ({
  resourceType: 'Condition',
  id,
  ...mine(),
  ...more,
});
const dispense = (id: string, more: object = {}) => ({
  resourceType: 'MedicationDispense',
  id,
  status: 'completed',
  ...mine(),
  ...more,
});
const bundle = (resources: readonly unknown[], more: object = {}) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
  ...more,
});
const OUTCOME = { resourceType: 'OperationOutcome', issue: [] };

interface Setting {
  readonly prefetch?: object;
  readonly context?: object;
  readonly source?: ChartSource;
  readonly needed?: readonly SliceName[];
  readonly unread?: SliceFault;
}

function gather(setting: Setting): Promise<Chart> {
  const request = readRequest(
    {
      hook: 'order-sign',
      context: { patientId: 'p1', draftOrders: { resourceType: 'Bundle' }, ...setting.context },
      prefetch: setting.prefetch,
    },
    ['order-sign'],
  );
  const needs = {
    queries,
    needed: new Set(setting.needed ?? (['conditions'] as const)),
    terminology: knowledge.terminology,
    now: NOW,
    zone,
  };
  return gatherChart(request, needs, setting.source, setting.unread ?? { reason: 'not-sent' });
}

/** `complete: a b`, `partial(reason): a`, `failed(reason)`. */
async function seen(setting: Setting, name: SliceName = 'conditions'): Promise<string> {
  const slice = (await gather({ needed: [name], ...setting })).slices[name];
  const ids = 'resources' in slice ? slice.resources.map(({ id }) => id ?? '?').join(' ') : '';
  const reason = 'fault' in slice ? `(${slice.fault.reason})` : '';
  return `${slice.state}${reason}${ids === '' ? '' : `: ${ids}`}`;
}

/** A server that answers each type with these pages, and says what was asked of it. */
function serverOf(
  pages: Readonly<Record<string, readonly unknown[]>>,
  reads: Readonly<Record<string, unknown>> = {},
) {
  const asked: string[] = [];
  const source: ChartSource = {
    async search(query, resourceType) {
      asked.push(query);
      return (pages[resourceType] ?? [bundle([])]).map((page): BundlePage =>
        page instanceof Error
          ? {
              ...readBundle(bundle([]), resourceType),
              fault: { reason: 'http-error', status: 500 },
            }
          : readBundle(page, resourceType),
      );
    },
    async read(path) {
      asked.push(path);
      return path in reads
        ? { ok: true, resource: reads[path] }
        : { ok: false, fault: { reason: 'http-error', status: 404 } };
    },
    root: 'https://fhir.example.org/',
    localPath: (reference) => (/^[A-Z]\w+\/[\w.-]+$/.test(reference) ? reference : undefined),
  };
  return { source, asked };
}

describe('prefetch alone', () => {
  test.each<[string, unknown, string]>([
    ['rows', bundle([condition('a'), condition('b')]), 'complete: a b'],
    ['null is nothing there', null, 'complete'],
    ['a bundle without entries is nothing there', bundle([]), 'complete'],
    ['an OperationOutcome is not known', OUTCOME, 'failed(operation-outcome)'],
    [
      'an OperationOutcome beside rows',
      bundle([condition('a'), OUTCOME]),
      'partial(operation-outcome): a',
    ],
    ['a text is not known', '<html>', 'failed(not-fhir)'],
    ['a number is not known', 7, 'failed(not-fhir)'],
    ['false is not known', false, 'failed(not-fhir)'],
    ['a list is not known', [condition('a')], 'failed(not-fhir)'],
    ['one resource for a search is not known', condition('a'), 'failed(not-fhir)'],
    [
      'a next page that was not sent',
      bundle([condition('a')], { link: [{ relation: 'next', url: 'x' }] }),
      'partial(more-pages): a',
    ],
    [
      'fewer rows than it counts',
      bundle([condition('a')], { total: 5 }),
      'partial(count-reached): a',
    ],
    ['no rows, yet it counts some', bundle([], { total: 5 }), 'failed(count-reached)'],
    [
      'more rows than it counts',
      bundle([condition('a'), condition('b')], { total: 1 }),
      'complete: a b',
    ],
    ['a null entry', bundle([condition('a'), null]), 'partial(unreadable-row): a'],
    ['the same row twice', bundle([condition('a'), condition('a')]), 'complete: a'],
    [
      'a row that does not say whose it is',
      bundle([condition('a'), condition('b', { subject: {} })]),
      'partial(unreadable-row): a',
    ],
    [
      'only rows of another type',
      bundle([{ resourceType: 'Goal', id: 'g' }]),
      'failed(unreadable-row)',
    ],
  ])('%s', async (_name, value, expected) => {
    expect(await seen({ prefetch: { conditions: value } })).toBe(expected);
  });

  test('a missing key is not known, and says why nothing was read', async () => {
    expect(await seen({})).toBe('failed(not-sent)');
    expect(await seen({ unread: { reason: 'not-permitted' } })).toBe('failed(not-permitted)');
  });

  test('__proto__ in prefetch is no key', async () => {
    const prefetch = JSON.parse('{"__proto__":{"conditions":null}}') as object;
    expect(await seen({ prefetch })).toBe('failed(not-sent)');
  });

  test("another patient's rows are dropped and counted, and are no fault", async () => {
    const foreign = [{ reference: 'Patient/p2' }, { reference: 'https://x/fhir/Patient/p11' }];
    const rows = foreign.map((subject, index) => condition(`f${index}`, { subject }));
    const chart = await gather({ prefetch: { conditions: bundle([condition('a'), ...rows]) } });
    expect(chart.slices.conditions).toMatchObject({ state: 'complete', resources: [{ id: 'a' }] });
    expect(chart.foreignRows).toBe(2);
  });

  test("another patient's rows and no other are no answer to what was asked", async () => {
    const foreign = condition('f', { subject: { reference: 'Patient/p2' } });
    const chart = await gather({ prefetch: { conditions: bundle([foreign]) } });
    expect(chart.slices.conditions).toEqual({
      state: 'failed',
      fault: { reason: 'unreadable-row' },
    });
    expect(chart.foreignRows).toBe(1);
  });

  test('what no rule needs is not asked', async () => {
    expect((await gather({})).slices.allergies).toEqual({
      state: 'not-asked',
      fault: { reason: 'not-needed' },
    });
  });
});

describe('the patient and the encounter', () => {
  const patient = { resourceType: 'Patient', id: 'p1' };
  test.each<[string, object, string]>([
    ['the patient', { patient }, 'complete: p1'],
    ['in a bundle', { patient: bundle([patient]) }, 'complete: p1'],
    ['null', { patient: null }, 'complete'],
    ['somebody else', { patient: { ...patient, id: 'p2' } }, 'failed(unreadable-row)'],
    ['nobody', {}, 'failed(not-sent)'],
  ])('%s', async (_name, prefetch, expected) => {
    expect(await seen({ prefetch }, 'patient')).toBe(expected);
  });

  test('somebody else in prefetch is recovered by a read', async () => {
    const { source } = serverOf({}, { 'Patient/p1': patient });
    const prefetch = { patient: { ...patient, id: 'p2' } };
    expect(await seen({ prefetch, source }, 'patient')).toBe('complete: p1');
  });

  test('a call without an encounter has none; nothing is read', async () => {
    const { source, asked } = serverOf({});
    expect(await seen({ source }, 'encounter')).toBe('complete');
    expect(asked).toEqual([]);
  });

  test('the encounter of the call is read by id', async () => {
    const { source } = serverOf(
      {},
      { 'Encounter/e1': { resourceType: 'Encounter', id: 'e1', ...mine() } },
    );
    expect(await seen({ source, context: { encounterId: 'e1' } }, 'encounter')).toBe(
      'complete: e1',
    );
  });

  test('an id that is no FHIR id is put into no address', async () => {
    const { source, asked } = serverOf({});
    const context = { patientId: 'p1?x=1&_count=1' };
    expect(await seen({ source, context }, 'conditions')).toBe('failed(not-sent)');
    expect(asked).toEqual([]);
  });
});

describe('with a server', () => {
  test('what was sent whole is not read again', async () => {
    const { source, asked } = serverOf({});
    expect(await seen({ source, prefetch: { conditions: bundle([condition('a')]) } })).toBe(
      'complete: a',
    );
    expect(asked).toEqual([]);
  });

  test('what is missing is read, by the text of the prefetch template', async () => {
    const { source, asked } = serverOf({ Condition: [bundle([condition('a')])] });
    expect(await seen({ source })).toBe('complete: a');
    expect(asked).toEqual([
      queries.get('conditions')!.template.replace('{{context.patientId}}', 'p1'),
    ]);
  });

  test('a read completes an incomplete prefetch; no row that was sent is lost', async () => {
    const { source } = serverOf({ Condition: [bundle([condition('a'), condition('b')])] });
    const sent = bundle([condition('c'), OUTCOME]);
    expect(await seen({ source, prefetch: { conditions: sent } })).toBe('complete: a b c');
    expect(await seen({ source, prefetch: { conditions: OUTCOME } })).toBe('complete: a b');
  });

  test('prefetch and read that contradict each other: both stay, as a part', async () => {
    const { source } = serverOf({
      Condition: [bundle([condition('a', { clinicalStatus: { text: 'resolved' } })])],
    });
    const sent = bundle([condition('a', { clinicalStatus: { text: 'active' } }), OUTCOME]);
    const { conditions } = (await gather({ source, prefetch: { conditions: sent } })).slices;
    expect(conditions).toMatchObject({
      state: 'partial',
      fault: { reason: 'conflicting-rows' },
      resources: [
        { id: 'a', clinicalStatus: { text: 'resolved' } },
        { clinicalStatus: { text: 'active' } },
      ],
    });
    expect(conditions).not.toHaveProperty('resources.1.id');
  });

  test('prefetch and read that differ in version and narrative only are one row', async () => {
    const read = condition('a', { meta: { versionId: '2' }, text: { div: 'x' } });
    const { source } = serverOf({ Condition: [bundle([read])] });
    const sent = bundle([condition('a'), OUTCOME]);
    expect(await seen({ source, prefetch: { conditions: sent } })).toBe('complete: a');
  });

  test('a failed read leaves what was sent, as a part', async () => {
    const { source } = serverOf({ Condition: [new Error()] });
    const sent = bundle([condition('c'), OUTCOME]);
    expect(await seen({ source, prefetch: { conditions: sent } })).toBe('partial(http-error): c');
    expect(await seen({ source })).toBe('failed(http-error)');
  });

  test('a page that fails leaves the pages before it, as a part', async () => {
    const { source } = serverOf({ Condition: [bundle([condition('a')]), new Error()] });
    expect(await seen({ source })).toBe('partial(http-error): a');
  });

  test('all reads start at once', async () => {
    let running = 0;
    let most = 0;
    const { source } = serverOf({});
    const slow: ChartSource = {
      ...source,
      async search(...query) {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 10));
        running -= 1;
        return source.search(...query);
      },
    };
    await gather({ source: slow, needed: ['conditions', 'allergies', 'procedures', 'laboratory'] });
    expect(most).toBe(4);
  });
});

describe('as many rows as were asked for', () => {
  const { count, lookBackDays } = queries.get('medicationDispenses')!;
  const day = (daysAgo: number) => new Date(NOW - daysAgo * 86_400_000).toISOString().slice(0, 10);
  const rows = (last: number, number = count!) =>
    Array.from({ length: number }, (_, index) =>
      dispense(`d${index}`, {
        whenHandedOver: day(index === number - 1 ? last : 1),
        medicationCodeableConcept: OXYCODONE,
      }),
    );
  const stateOf = async (value: unknown) =>
    (await seen({ prefetch: { medicationDispenses: value } }, 'medicationDispenses')).split(':')[0];

  test('down to the look-back is everything; the oldest inside it is not', async () => {
    expect(await stateOf(bundle(rows(lookBackDays! + 1)))).toBe('complete');
    expect(await stateOf(bundle(rows(lookBackDays!)))).toBe('partial(count-reached)');
  });

  test('one row less is everything', async () => {
    expect(await stateOf(bundle(rows(1, count! - 1)))).toBe('complete');
  });

  test('a total of the same number proves nothing', async () => {
    expect(await stateOf(bundle(rows(1), { total: count }))).toBe('partial(count-reached)');
    expect(await stateOf(bundle(rows(lookBackDays! + 1), { total: count }))).toBe('complete');
  });

  test('rows that come twice are not those that a total counts beside them', async () => {
    const three = rows(1, 3);
    expect(await stateOf(bundle([...three, ...three], { total: 5 }))).toBe(
      'partial(count-reached)',
    );
    for (const total of [3, 6]) {
      expect(await stateOf(bundle([...three, ...three], { total }))).toBe('complete');
    }
  });

  test('an old row proves nothing when the rows are not sorted', async () => {
    expect(await stateOf(bundle(rows(lookBackDays! + 1).reverse()))).toBe('partial(count-reached)');
  });

  test('where a row of any age counts, as many as asked for is never everything', async () => {
    const limit = queries.get('conditions')!.count!;
    const old = Array.from({ length: limit }, (_, index) =>
      condition(`c${index}`, { recordedDate: '1999-01-01' }),
    );
    expect(await seen({ prefetch: { conditions: bundle(old) } })).toMatch(
      /^partial\(count-reached\)/,
    );
  });
});

describe('medications by reference', () => {
  const medication = { resourceType: 'Medication', id: 'm1', code: OXYCODONE };
  const refers = (reference: string, more: object = {}) =>
    dispense('d', { medicationReference: { reference, ...more } });
  const state = (row: unknown, setting: Setting = {}) =>
    seen(
      { ...setting, prefetch: { medicationDispenses: bundle([row]), ...setting.prefetch } },
      'medicationDispenses',
    );

  test('contained, sent along, or on the server', async () => {
    expect(await state({ ...refers('#m1'), contained: [medication] })).toBe('complete: d');
    expect(await state(refers('Medication/m1'), { prefetch: { x: bundle([medication]) } })).toBe(
      'complete: d',
    );
    const { source } = serverOf({}, { 'Medication/m1': medication });
    expect(await state(refers('Medication/m1'), { source })).toBe('complete: d');
  });

  test('is found by the reference as the row writes it', async () => {
    const { source } = serverOf({}, { 'Medication/m1': medication });
    const prefetch = { medicationDispenses: bundle([refers('Medication/m1')]) };
    const { medications } = await gather({ source, prefetch, needed: ['medicationDispenses'] });
    expect(medications.get('Medication/m1')).toMatchObject(medication);
  });

  test('is read once, however many rows name it', async () => {
    const { source, asked } = serverOf({}, { 'Medication/m1': medication });
    const rows = ['1', '2', '3'].map((id) => ({ ...refers('Medication/m1'), id }));
    await gather({
      source,
      prefetch: { medicationDispenses: bundle(rows) },
      needed: ['medicationDispenses'],
    });
    expect(asked).toEqual(['Medication/m1']);
  });

  test.each<[string, unknown, string]>([
    ['dangling', refers('Medication/m9'), 'partial(medication-unreadable): d'],
    ['dangling inside', refers('#m9'), 'partial(medication-unreadable): d'],
    [
      'elsewhere',
      refers('https://other.example/Medication/m1'),
      'partial(medication-unreadable): d',
    ],
    [
      'dangling, yet its words name a drug',
      refers('Medication/m9', { display: 'amoxicillin 500 mg' }),
      'complete: d',
    ],
    ['no medication at all', dispense('d'), 'partial(medication-unreadable): d'],
    [
      'an empty concept',
      dispense('d', { medicationCodeableConcept: {} }),
      'partial(medication-unreadable): d',
    ],
    [
      'dangling, on a cancelled one',
      { ...refers('Medication/m9'), status: 'cancelled' },
      'complete: d',
    ],
  ])('%s', async (_name, row, expected) => {
    expect(await state(row as FhirResource)).toBe(expected);
  });
});
