import { describe, expect, test } from '@jest/globals';
import type { FhirResource } from 'fhir/r4.js';
import { caseToFhir } from '../../../test/support/case-to-fhir.js';
import { prepareCase } from '../../../test/support/decide-case.js';
import { daysOf, evidenceReader, observed } from '../../../test/support/evidence-reader.js';
import type { DraftOrder } from '../call.js';
import { type RescueSupply, readRescueSupplies } from './read-rescue-supplies.js';

const NASAL = { medicationCodeableConcept: { text: 'naloxone 4 mg nasal spray' } };
const drug = (text: string) => ({ medicationCodeableConcept: { text } });
const HCPCS = 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const billed = (code: string) => ({ coding: [{ system: HCPCS, code }] });

async function supplies(
  resource: object,
  notes: readonly string[] = [],
): Promise<readonly RescueSupply[]> {
  const { call } = await prepareCase(caseToFhir({ facts: [] }));
  const [draft] = call?.orders ?? [];
  if (draft === undefined) throw new Error('the usual case has an order');
  const order: DraftOrder = {
    ...draft,
    resource: { ...draft.resource, note: notes.map((text) => ({ text })) },
  };
  const one = resource as FhirResource;
  const rows = <T extends FhirResource['resourceType']>(type: T) =>
    one.resourceType === type
      ? [
          {
            resource: one as Extract<FhirResource, { resourceType: T }>,
            slice: 'procedures',
            complete: true,
          } as const,
        ]
      : [];
  return readRescueSupplies(
    evidenceReader(),
    {
      orders: rows('MedicationRequest'),
      statements: rows('MedicationStatement'),
      dispenses: rows('MedicationDispense'),
      procedures: rows('Procedure'),
      assessments: one.resourceType === 'Observation' ? [observed(one)] : [],
    },
    order,
  );
}

async function read(resource: object, notes: readonly string[] = []): Promise<readonly string[]> {
  const found = await supplies(resource, notes);
  return found.map(({ from, handedOver }) =>
    [from, daysOf(handedOver)].filter((part) => part !== undefined).join(' '),
  );
}

describe('orders, list entries and dispenses', () => {
  const ordered = (more: object) => ({
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    ...NASAL,
    ...more,
  });
  const dispensed = (more: object) => ({
    resourceType: 'MedicationDispense',
    status: 'completed',
    whenHandedOver: '2026-03-01',
    ...NASAL,
    ...more,
  });
  const listed = (more: object) => ({
    resourceType: 'MedicationStatement',
    status: 'active',
    ...NASAL,
    ...more,
  });
  test.each<[string, object, readonly string[]]>([
    ['an active order', ordered({}), ['order']],
    ['a completed order', ordered({ status: 'completed' }), ['order']],
    ['a stopped order', ordered({ status: 'stopped' }), []],
    ['a proposal', ordered({ intent: 'proposal' }), []],
    ['an order not to give it', ordered({ doNotPerform: true }), []],
    ['an inpatient order', ordered({ category: [{ coding: [{ code: 'inpatient' }] }] }), []],
    ['a discharge order', ordered({ category: [{ coding: [{ code: 'discharge' }] }] }), ['order']],
    [
      'an order by vein',
      ordered({
        ...drug('naloxone 0.4 mg/mL injection'),
        dosageInstruction: [{ route: { text: 'intravenous' } }],
      }),
      [],
    ],
    ['an order by vein in its name', ordered(drug('naloxone 0.4 mg IV push')), []],
    ['nalmefene', ordered(drug('nalmefene 2.7 mg nasal spray')), ['order']],
    ['by HCPCS', ordered({ medicationCodeableConcept: billed('J2312') }), ['order']],
    ['buprenorphine/naloxone', ordered(drug('buprenorphine 8 mg / naloxone 2 mg film')), []],
    ['pentazocine/naloxone', ordered(drug('pentazocine 50 mg / naloxone 0.5 mg tablet')), []],
    ['naltrexone', ordered(drug('naltrexone 50 mg tablet')), []],
    ['a dispense', dispensed({}), ['dispense 2026-03-01']],
    ['a dispense in preparation', dispensed({ status: 'preparation' }), []],
    ['a dispense without a date', dispensed({ whenHandedOver: undefined }), []],
    ['a dispense of next month', dispensed({ whenHandedOver: '2026-12-20' }), []],
    ['a list entry', listed({}), ['statement']],
    ['a list entry that has ended', listed({ effectivePeriod: { end: '2026-01-01' } }), []],
    ['a list entry of what is not taken', listed({ status: 'not-taken' }), []],
  ])('%s', async (_, resource, expected) => {
    expect(await read(resource)).toEqual(expected);
  });
});

describe('billed supplies', () => {
  const procedure = (code: string) => ({
    resourceType: 'Procedure',
    status: 'completed',
    code: billed(code),
    performedDateTime: '2026-10-01',
  });
  test.each([
    ['take-home naloxone', 'G2215', ['dispense 2026-10-01']],
    ['take-home nalmefene', 'G0532', ['dispense 2026-10-01']],
    ['naloxone given here', 'J2310', []],
  ])('%s', async (_, code, expected) => {
    expect(await read(procedure(code))).toEqual(expected);
  });
});

describe('notes that rescue was offered', () => {
  const answer = (name: string, more: object) => ({
    resourceType: 'Observation',
    status: 'final',
    code: { text: name },
    ...more,
  });
  test.each<[string, object, readonly string[]]>([
    ['offered', answer('Naloxone offered', {}), ['offer']],
    ['declined', answer('Take-home naloxone', { valueString: 'Declined by patient' }), ['offer']],
    ['at home', answer('Naloxone kit', { valueString: 'has at home' }), ['offer']],
    ['yes', answer('Narcan offered', { valueBoolean: true }), ['offer']],
    ['no', answer('Narcan offered', { valueBoolean: false }), []],
    ['not yet', answer('Naloxone offered', { valueString: 'not yet' }), []],
    ['asked, not answered', answer('Take-home naloxone', {}), []],
    ['a challenge', answer('Naloxone challenge', { valueString: 'declined' }), []],
    ['preliminary', answer('Naloxone offered', { status: 'preliminary' }), []],
  ])('%s', async (_, resource, expected) => {
    expect(await read(resource)).toEqual(expected);
  });

  test.each([
    ['Naloxone offered, declined', ['offer']],
    ['Naloxone not offered', []],
    ['Depot offered, patient accepted', []],
  ])('in a note of the order: %s', async (note, expected) => {
    expect(await read(answer('Hemoglobin', {}), [note])).toEqual(expected);
  });
});

describe('where rescue was found', () => {
  const provenance = (source: string) => ({ source, slice: 'procedures', complete: true });
  test.each<[string, object, object]>([
    [
      'an order',
      { resourceType: 'MedicationRequest', id: 'r1', status: 'active', intent: 'order', ...NASAL },
      { from: 'order', at: undefined, provenance: provenance('MedicationRequest/r1') },
    ],
    [
      'a list entry that ends on the planned day',
      {
        resourceType: 'MedicationStatement',
        id: 's1',
        status: 'active',
        effectivePeriod: { end: '2026-11-24' },
        ...NASAL,
      },
      { from: 'statement', at: undefined, provenance: provenance('MedicationStatement/s1') },
    ],
    [
      'a dispense that was prepared',
      {
        resourceType: 'MedicationDispense',
        id: 'd1',
        status: 'completed',
        whenPrepared: '2026-03-02',
        ...NASAL,
      },
      { from: 'dispense', at: '2026-03-02', provenance: provenance('MedicationDispense/d1') },
    ],
    [
      'a billed supply, its code in small letters',
      {
        resourceType: 'Procedure',
        id: 'p1',
        status: 'completed',
        code: billed('g2215'),
        performedDateTime: '2026-10-01',
      },
      { from: 'dispense', at: '2026-10-01', provenance: provenance('Procedure/p1') },
    ],
    [
      'an answer',
      {
        resourceType: 'Observation',
        id: 'o1',
        status: 'amended',
        code: { text: 'Naloxone offered' },
        valueCodeableConcept: { text: 'declined' },
      },
      {
        from: 'offer',
        at: undefined,
        provenance: { source: 'Observation/o1', slice: 'laboratory', complete: true },
      },
    ],
  ])('%s', async (_, resource, expected) => {
    const found = await supplies(resource);
    expect(
      found.map(({ from, handedOver, provenance: where }) => ({
        from,
        at: daysOf(handedOver),
        provenance: where,
      })),
    ).toEqual([expected]);
  });

  test('a note of the order', async () => {
    const note = 'Narcan offered, accepted';
    const [one] = await supplies({ resourceType: 'Patient' }, [note]);
    expect(one).toMatchObject({
      from: 'offer',
      handedOver: undefined,
      provenance: { slice: 'order', complete: true },
    });
    expect(one?.provenance.source).toMatch(/^MedicationRequest\//);
  });
});

test.each<[string, object]>([
  ['a plan', { intent: 'plan' }],
  ['an option', { intent: 'option' }],
  ['an inpatient order in words', { category: [{ text: 'Inpatient' }] }],
  ['a cancelled order', { status: 'cancelled' }],
])('no rescue at home: %s', async (_, more) => {
  const order = { resourceType: 'MedicationRequest', status: 'active', intent: 'order', ...NASAL };
  expect(await read({ ...order, ...more })).toEqual([]);
});

test.each<[string, object]>([
  ['not done', { status: 'not-done', code: billed('G2215') }],
  ['of another system', { code: { coding: [{ system: 'http://loinc.org', code: 'G2215' }] } }],
  ['without a day', { code: billed('G2215'), performedDateTime: '' }],
])('no supply: a billing code %s', async (_, more) => {
  const supply = {
    resourceType: 'Procedure',
    status: 'completed',
    performedDateTime: '2026-10-01',
  };
  expect(await read({ ...supply, ...more })).toEqual([]);
});
