import { describe, expect, test } from '@jest/globals';
import { theKnowledge } from '../../test/support/hook-parts.js';
import type { ServiceError } from '../errors.js';
import type { ChartSource } from '../fhir/chart-source.js';
import { findOrders } from './find-orders.js';
import { readRequest } from './read-request.js';

const { terminology } = theKnowledge();
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const rx = (code: string) => ({ coding: [{ system: RXNORM, code }] });
const DEPOT = rx('637216');
const OXYCODONE = rx('1049621');
const words = (text: string) => ({ text });
const J2315 = 'J2315';
const hcpcs = (...codes: readonly string[]) => ({
  coding: codes.map((code) => ({
    system: 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
    code,
  })),
});
const OPTIONS = (...codes: readonly string[]) => ({
  url: 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-billing-options',
  valueCodeableConcept: hcpcs(...codes),
});
const LINE = (code: string) => ({
  url: 'https://clinic.example/fhir/StructureDefinition/billing-line',
  extension: [{ url: 'code', valueCodeableConcept: hcpcs(code) }],
});

type Concept = { text?: string; coding?: unknown };
const order = (id: string | undefined, concept: Concept | undefined, more: object = {}) => ({
  resourceType: 'MedicationRequest',
  ...(id === undefined ? {} : { id }),
  status: 'draft',
  ...(concept === undefined ? {} : { medicationCodeableConcept: concept }),
  ...more,
});

/** `question: answered orders | other drafts`, or why there is nothing to answer. */
async function found(
  resources: readonly unknown[],
  {
    selections,
    prefetch,
    source,
  }: { selections?: unknown; prefetch?: object; source?: ChartSource } = {},
): Promise<string> {
  const request = readRequest(
    {
      hook: selections === undefined ? 'order-sign' : 'order-select',
      context: {
        patientId: 'p1',
        draftOrders: { resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })) },
        selections,
      },
      prefetch,
    },
    ['order-sign', 'order-select'],
  );
  const answer = await findOrders(request, terminology, source, ['naltrexone', 'mirror']);
  if (answer.answer === 'nothing') return answer.because;
  const { question, orders, otherDrafts } = answer.call;
  const list = (some: typeof orders) =>
    some
      .map(({ ref, identity }) => `${ref.replace('MedicationRequest', 'MR')}=${identity.is}`)
      .join(' ');
  return `${question}: ${list(orders)} | ${list(otherDrafts)}`;
}

describe('at signing', () => {
  test('a naltrexone draft is answered', async () => {
    expect(await found([order('1', DEPOT)])).toBe('naltrexone: MR/1=naltrexone | ');
  });

  test('two naltrexone drafts are one call; everything else is beside them', async () => {
    const drafts = [
      order('1', DEPOT),
      order('2', OXYCODONE),
      order('3', words('naltrexone 50 mg tablet')),
    ];
    expect(await found(drafts)).toBe('naltrexone: MR/1=naltrexone MR/3=naltrexone | MR/2=opioid');
  });

  test('an opioid without naltrexone is the mirror case', async () => {
    expect(await found([order('1', OXYCODONE)])).toBe('mirror: MR/1=opioid | ');
  });

  test('neither naltrexone nor an opioid: nothing, and nothing is read', async () => {
    expect(await found([order('1', words('amoxicillin 500 mg'))])).toBe('other-orders');
    expect(await found([])).toBe('other-orders');
    expect(await found([null, 'x', 7, {}, { resourceType: 'NutritionOrder' }])).toBe(
      'other-orders',
    );
  });

  test.each([
    ['options of a concept without words', { extension: [OPTIONS(J2315)] }, {}, 'naltrexone'],
    ['a later code of the options', { extension: [OPTIONS('96372', J2315)] }, {}, 'naltrexone'],
    ['a billing line', undefined, { extension: [LINE(J2315)] }, 'naltrexone'],
    [
      'a billing line beside other words',
      words('injection'),
      { extension: [LINE(J2315)] },
      'naltrexone',
    ],
    ['a code of another drug', words('injection'), { extension: [LINE('J2320')] }, undefined],
    ['an opioid, whatever its bill says', OXYCODONE, { extension: [LINE(J2315)] }, 'opioid'],
  ])('a drug that only the bill names: %s', async (_, concept, more, is) => {
    const answer = await found([order('1', concept as Concept, more)]);
    expect(/=(\w+)/.exec(answer)?.[1]).toBe(is);
  });

  test('look-alikes are neither: methylnaltrexone, naloxone', async () => {
    expect(await found([order('1', words('methylnaltrexone 12 mg injection'))])).toBe(
      'other-orders',
    );
    expect(await found([order('1', words('naloxone nasal spray 4 mg'))])).toBe('other-orders');
  });

  test('an order whose drug nobody can tell counts beside naltrexone, and alone is a counter', async () => {
    expect(await found([order('1', undefined)])).toBe('unresolvable');
    expect(await found([order('1', DEPOT), order('2', undefined)])).toBe(
      'naltrexone: MR/1=naltrexone | MR/2=unresolvable',
    );
  });

  test('an administration code on a ServiceRequest orders naltrexone; another service is no riddle', async () => {
    const service = (code: object) => ({ resourceType: 'ServiceRequest', id: 's', code });
    const hcpcs = {
      system: 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
      code: 'J2315',
    };
    expect(await found([service({ coding: [hcpcs] })])).toBe(
      'naltrexone: ServiceRequest/s=naltrexone | ',
    );
    expect(await found([service({ coding: [{ system: 'urn:local', code: '77' }] })])).toBe(
      'other-orders',
    );
    expect(await found([order('1', DEPOT), service({})])).toBe(
      'naltrexone: MR/1=naltrexone | ServiceRequest/s=other',
    );
  });

  test.each([
    [{ status: 'cancelled' }, 'other-orders'],
    [{ status: 'entered-in-error' }, 'other-orders'],
    [{ doNotPerform: true }, 'other-orders'],
    [{ status: 'active' }, 'naltrexone: MR/1=naltrexone | '],
    [{ status: undefined }, 'naltrexone: MR/1=naltrexone | '],
  ])('a draft with %j: %s', async (more, expected) => {
    expect(await found([order('1', DEPOT, more)])).toBe(expected);
  });

  test('a draft without id is named by its position', async () => {
    expect(await found([null, order(undefined, DEPOT)])).toBe('naltrexone: MR#2=naltrexone | ');
  });

  test('the order of an older FHIR release does not get silence', async () => {
    const old = { resourceType: 'MedicationOrder', id: '1', medicationCodeableConcept: DEPOT };
    expect(await found([old])).toBe('naltrexone: MedicationOrder/1=naltrexone | ');
  });

  test('one concept that names naltrexone and an opioid is both orders', async () => {
    const both = { coding: [...DEPOT.coding, ...OXYCODONE.coding] };
    expect(await found([order('1', both)])).toBe('naltrexone: MR/1=naltrexone | MR/1=opioid');
  });

  test('odd shapes are read: one coding for a list, a dosage as an object, nulls', async () => {
    const odd = order(
      '1',
      { coding: DEPOT.coding[0] },
      { dosageInstruction: { route: null }, category: {} },
    );
    expect(await found([odd])).toBe('naltrexone: MR/1=naltrexone | ');
    expect(await found([order('1', { coding: [null, ...DEPOT.coding] })])).toMatch(/^naltrexone/);
  });

  test('a draft of another patient is refused, whatever it orders', async () => {
    const foreign = { subject: { reference: 'Patient/p2' } };
    for (const concept of [DEPOT, words('amoxicillin')]) {
      await expect(found([order('1', concept, foreign)])).rejects.toMatchObject({
        code: 'patient-mismatch' satisfies ServiceError['code'],
      });
    }
    const own = { subject: { reference: 'https://ehr.example/fhir/Patient/p1/_history/3' } };
    expect(await found([order('1', DEPOT, own)])).toMatch(/^naltrexone/);
  });
});

describe('medicationReference', () => {
  const medication = { resourceType: 'Medication', id: 'm1', code: DEPOT };
  const refers = (reference: string, more: object = {}) =>
    order('1', undefined, { medicationReference: { reference, ...more } });

  /** A server that holds these Medications, and says what was asked of it. */
  function sourceOf(held: Readonly<Record<string, unknown>>) {
    const asked: string[] = [];
    const source: ChartSource = {
      search: async () => [],
      root: 'https://fhir.example.org/',
      localPath: (reference) =>
        reference.replace('https://ehr.example/fhir/', '').replace(/\/_history\/.*/, ''),
      async read(path) {
        asked.push(path);
        return path in held
          ? { ok: true, resource: held[path] }
          : { ok: false, fault: { reason: 'http-error', status: 404 } };
      },
    };
    return { source, asked };
  }

  test('contained', async () => {
    expect(await found([{ ...refers('#m1'), contained: [medication] }])).toMatch(
      /MR\/1=naltrexone/,
    );
    expect(await found([{ ...refers('#m2'), contained: [medication] }])).toBe('unresolvable');
  });

  test('in the same bundle, by id or by fullUrl', async () => {
    expect(await found([refers('Medication/m1'), medication])).toMatch(/MR\/1=naltrexone/);
    const request = readRequest(
      {
        hook: 'order-sign',
        context: {
          patientId: 'p1',
          draftOrders: {
            resourceType: 'Bundle',
            entry: [
              { resource: refers('urn:uuid:9') },
              { fullUrl: 'urn:uuid:9', resource: medication },
            ],
          },
        },
      },
      ['order-sign'],
    );
    expect(
      await findOrders(request, terminology, undefined, ['naltrexone', 'mirror']),
    ).toMatchObject({ answer: 'call' });
  });

  test('in prefetch', async () => {
    const prefetch = { meds: { resourceType: 'Bundle', entry: [{ resource: medication }] } };
    expect(await found([refers('Medication/m1')], { prefetch })).toMatch(/MR\/1=naltrexone/);
  });

  test('sent along, named by the address on the server, with a version or without', async () => {
    const { source, asked } = sourceOf({});
    for (const reference of [
      'https://ehr.example/fhir/Medication/m1',
      'https://ehr.example/fhir/Medication/m1/_history/2',
      'Medication/m1/_history/2',
    ]) {
      expect(await found([refers(reference), medication], { source })).toMatch(/MR\/1=naltrexone/);
    }
    expect(asked).toEqual([]);
  });

  test('on the server only: read once, and nothing else is', async () => {
    const { source, asked } = sourceOf({ 'Medication/m1': medication });
    const drafts = [refers('Medication/m1'), { ...refers('Medication/m1'), id: '2' }];
    expect(await found(drafts, { source })).toBe('naltrexone: MR/1=naltrexone MR/2=naltrexone | ');
    expect(asked).toEqual(['Medication/m1']);
  });

  test('a reference to something that is no Medication is not read', async () => {
    const { source, asked } = sourceOf({ 'Observation/m1': medication });
    expect(await found([refers('Observation/m1')], { source })).toBe('unresolvable');
    expect(asked).toEqual([]);
  });

  test('dangling: the words on the reference decide, else nobody can tell', async () => {
    const { source } = sourceOf({});
    expect(await found([refers('Medication/m9')], { source })).toBe('unresolvable');
    const display = 'naltrexone 380 mg extended-release injection';
    expect(await found([refers('Medication/m9', { display })], { source })).toMatch(
      /MR\/1=naltrexone/,
    );
    expect(await found([refers('Medication/m9', { display: 'amoxicillin' })])).toBe('other-orders');
  });
});

describe('at selecting', () => {
  const drafts = [order('1', DEPOT), order('2', OXYCODONE), order('3', words('amoxicillin'))];
  const select = (...ids: string[]) =>
    found(drafts, { selections: ids.map((id) => `MedicationRequest/${id}`) });

  test('naltrexone selected: the others are background', async () => {
    expect(await select('1')).toBe('naltrexone: MR/1=naltrexone | MR/2=opioid MR/3=other');
  });

  test('an opioid selected beside a background naltrexone: as at signing', async () => {
    expect(await select('2')).toBe('naltrexone: MR/1=naltrexone | MR/2=opioid MR/3=other');
  });

  test('an order that nobody can tell, selected beside a background naltrexone: as at signing', async () => {
    const selections = ['MedicationRequest/4'];
    expect(await found([...drafts, order('4', undefined)], { selections })).toMatch(/^naltrexone/);
  });

  test('only something else selected: nothing', async () => {
    expect(await select('3')).toBe('other-orders');
  });

  test('only an order of another kind selected, naltrexone in the background: nothing', async () => {
    const device = { resourceType: 'DeviceRequest', id: '4' };
    const selections = ['DeviceRequest/4'];
    expect(await found([...drafts, device], { selections })).toBe('other-orders');
  });

  test('an opioid selected and no naltrexone drafted: mirror', async () => {
    expect(await found([drafts[1], drafts[2]], { selections: ['MedicationRequest/2'] })).toBe(
      'mirror: MR/2=opioid | MR/3=other',
    );
  });

  test.each([[[]], [['MedicationRequest/99']], ['x'], [[null, 7]]])(
    'selections that say nothing (%j): all drafts are judged',
    async (selections) => {
      expect(await found(drafts, { selections })).toBe(
        'naltrexone: MR/1=naltrexone | MR/2=opioid MR/3=other',
      );
    },
  );

  test('a selection by address counts', async () => {
    const selections = ['https://ehr.example/fhir/MedicationRequest/3'];
    expect(await found(drafts, { selections })).toBe('other-orders');
  });
});
