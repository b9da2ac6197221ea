import { describe, expect, test } from '@jest/globals';
import type {
  Dosage,
  FhirResource,
  MedicationAdministration,
  MedicationDispense,
  MedicationRequest,
  MedicationStatement,
  Procedure,
} from 'fhir/r4.js';
import { daysAgo, TODAY } from '../../../../test/support/clinical-facts.js';
import { evidenceReader } from '../../../../test/support/evidence-reader.js';
import { dayPlus, exactly, onDay } from '../../time/instant.js';
import type { ChartRow } from '../chart-rows.js';
import type { MedicationUse } from './medication-use.js';
import { readAdministration } from './read-administration.js';
import { readDispense } from './read-dispense.js';
import { readOrder } from './read-order.js';
import { readProcedure } from './read-procedure.js';
import { readStatement } from './read-statement.js';

/** What one resource says, whole: drug, source, dates and provenance (`clinical-opioid` 5.1, 8.1, 8.3). */

const reader = evidenceReader();
const chartRow = <R extends FhirResource>(resource: R): ChartRow<R> => ({
  resource,
  slice: 'procedures',
  complete: true,
});
const iso = (days: number): string =>
  new Date(dayPlus(TODAY, days) * 86_400_000).toISOString().slice(0, 10);
const on = (days: number) => exactly(daysAgo(-days));
const seenIn = (source: string) => ({ source, slice: 'procedures', complete: true }) as const;
type Uses = readonly MedicationUse[];
const asList = (use: MedicationUse | undefined): Uses => (use === undefined ? [] : [use]);

const MORPHINE = 'morphine 15 mg tablet';
const ORAL_NALTREXONE = 'naltrexone 50 mg oral tablet';
const LOPERAMIDE = 'loperamide 2 mg capsule';
const course = {
  ingredient: 'morphine',
  name: 'morphine',
  exposureClass: 'short-acting',
  illicit: false,
  certainty: 'confirmed',
  ongoing: false,
  asNeeded: false,
  listedOn: undefined,
  doubt: undefined,
} as const;

describe('administrations', () => {
  const read = (drug: string, more: Partial<MedicationAdministration> = {}): Uses =>
    asList(
      readAdministration(
        reader,
        chartRow({
          resourceType: 'MedicationAdministration',
          id: 'a1',
          status: 'completed',
          medicationCodeableConcept: { text: drug },
          subject: {},
          effectiveDateTime: iso(-3),
          ...more,
        }),
      ),
    );
  const provenance = seenIn('MedicationAdministration/a1');
  const dose = (product: string) => ({
    is: 'naltrexone-dose',
    dose: { product, at: on(-3), provenance },
  });
  const given = (more: object = {}) => ({
    is: 'depot',
    depot: {
      product: 'sublocade',
      event: 'given',
      from: 'administration',
      certainty: 'confirmed',
      at: on(-3),
      provenance,
      ...more,
    },
  });
  const used = (more: object = {}) => ({
    is: 'exposure',
    exposure: {
      ...course,
      from: 'administration',
      last: on(-3),
      listedOn: daysAgo(3),
      provenance,
      ...more,
    },
  });
  const ahead = { last: undefined, listedOn: undefined, certainty: 'possible' };

  test.each<[string, string, Partial<MedicationAdministration>, readonly object[]]>([
    ['an opioid', MORPHINE, {}, [used()]],
    [
      'today without a time of day',
      MORPHINE,
      { effectiveDateTime: iso(0) },
      [used({ last: on(0), listedOn: daysAgo(0) })],
    ],
    [
      'a period that ends before it starts counts by its later date',
      MORPHINE,
      { effectiveDateTime: undefined, effectivePeriod: { start: iso(-3), end: iso(-9) } },
      [used()],
    ],
    [
      'in progress, but dated ahead',
      MORPHINE,
      { status: 'in-progress', effectiveDateTime: iso(9) },
      [used({ ...ahead, doubt: 'future-dated' })],
    ],
    [
      'a patch, when is not said',
      'fentanyl 25 mcg/h transdermal patch',
      { effectiveDateTime: undefined },
      [
        used({
          ...ahead,
          ingredient: 'fentanyl',
          name: 'fentanyl',
          exposureClass: 'transdermal',
          doubt: 'undated',
        }),
      ],
    ],
    ['naloxone is no exposure', 'naloxone injection', {}, []],
    ['loperamide in its usual dose is none', LOPERAMIDE, {}, []],
    ['depot naltrexone', 'Vivitrol', {}, [dose('depot')]],
    ['depot naltrexone in progress', 'Vivitrol', { status: 'in-progress' }, [dose('depot')]],
    ['depot naltrexone, broken off', 'Vivitrol', { status: 'stopped' }, []],
    ['depot naltrexone, perhaps', 'Vivitrol', { status: 'unknown' }, []],
    ['depot naltrexone without a date', 'Vivitrol', { effectiveDateTime: undefined }, []],
    ['depot naltrexone dated ahead', 'Vivitrol', { effectiveDateTime: iso(9) }, []],
    ['oral naltrexone', ORAL_NALTREXONE, {}, [dose('oral')]],
    ['oral naltrexone in progress', ORAL_NALTREXONE, { status: 'in-progress' }, []],
    ['a depot of buprenorphine', 'Sublocade', {}, [given()]],
    [
      'a depot of buprenorphine, perhaps',
      'Sublocade',
      { status: 'on-hold' },
      [given({ certainty: 'possible' })],
    ],
    ...[undefined, iso(9)].map(
      (effectiveDateTime): [string, string, Partial<MedicationAdministration>, object[]] => [
        `a depot of buprenorphine dated ${effectiveDateTime ?? 'nowhere'}`,
        'Sublocade',
        { effectiveDateTime },
        [given({ certainty: 'possible', at: undefined })],
      ],
    ),
  ])('%s', (_, drug, more, expected) => {
    expect(read(drug, more)).toEqual(expected);
  });
});

describe('dispenses', () => {
  const read = (drug: string, more: Partial<MedicationDispense> = {}): Uses =>
    asList(
      readDispense(
        reader,
        chartRow({
          resourceType: 'MedicationDispense',
          id: 'd1',
          status: 'completed',
          medicationCodeableConcept: { text: drug },
          whenHandedOver: iso(-8),
          daysSupply: { value: 5, code: 'd' },
          ...more,
        }),
      ),
    );
  const provenance = seenIn('MedicationDispense/d1');
  const used = (more: object = {}) => ({
    is: 'exposure',
    exposure: {
      ...course,
      from: 'dispense',
      last: on(-3),
      listedOn: daysAgo(8),
      provenance,
      ...more,
    },
  });
  const covering = (last: number) => ({
    is: 'naltrexone-listing',
    listing: {
      product: 'oral',
      from: 'dispense',
      covers: { first: daysAgo(8), last: daysAgo(-last) },
      provenance,
    },
  });
  const undatedUse = { certainty: 'possible', last: undefined, listedOn: undefined };

  test.each<[string, string, Partial<MedicationDispense>, readonly object[]]>([
    ['days of supply', MORPHINE, {}, [used()]],
    [
      'a supply in weeks',
      MORPHINE,
      { daysSupply: { value: 1, unit: 'wk' } },
      [used({ last: on(-1) })],
    ],
    ['a supply in words', MORPHINE, { daysSupply: { value: 5, unit: 'doses' } }, [used()]],
    ['broken days up', MORPHINE, { daysSupply: { value: 4.5, unit: 'd' } }, [used()]],
    ['a supply of no days', MORPHINE, { daysSupply: { value: 0 } }, [used({ last: on(22) })]],
    [
      'as needed in any of its instructions',
      MORPHINE,
      { dosageInstruction: [{ text: 'at night' }, { asNeededBoolean: true }] },
      [used({ asNeeded: true })],
    ],
    [
      'prepared, when handed over is not said',
      MORPHINE,
      { whenHandedOver: undefined, whenPrepared: iso(-8) },
      [used()],
    ],
    [
      'dated ahead',
      MORPHINE,
      { whenHandedOver: iso(9) },
      [used({ ...undatedUse, doubt: 'future-dated' })],
    ],
    [
      'without a date',
      MORPHINE,
      { whenHandedOver: undefined },
      [used({ ...undatedUse, doubt: 'undated' })],
    ],
    ['loperamide in its usual dose is no exposure', LOPERAMIDE, {}, []],
    ['naltrexone covers its days', ORAL_NALTREXONE, {}, [covering(-3)]],
    ['else 30', ORAL_NALTREXONE, { daysSupply: undefined }, [covering(22)]],
    ['naltrexone that may not be handed over', ORAL_NALTREXONE, { status: 'preparation' }, []],
    ['naltrexone without a date', ORAL_NALTREXONE, { whenHandedOver: undefined }, []],
    [
      'a depot of buprenorphine: a dose on that day',
      'Sublocade',
      {},
      [
        {
          is: 'depot',
          depot: {
            product: 'sublocade',
            event: 'given',
            from: 'dispense',
            certainty: 'confirmed',
            at: on(-8),
            provenance,
          },
        },
      ],
    ],
  ])('%s', (_, drug, more, expected) => {
    expect(read(drug, more)).toEqual(expected);
  });
});

const until = (days: number): Dosage => ({
  timing: { repeat: { boundsPeriod: { end: iso(days) } } },
});
const daily = (mg: number): Dosage => ({
  timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
  doseAndRate: [{ doseQuantity: { value: mg, unit: 'mg' } }],
});
const antidiarrhoeal = (source: string) => ({
  is: 'other',
  medication: { kind: 'antidiarrhoeal', name: 'loperamide', provenance: seenIn(source) },
});
const methylnaltrexone = (source: string) => ({
  is: 'other',
  medication: {
    kind: 'peripheral-antagonist',
    name: 'methylnaltrexone',
    provenance: seenIn(source),
  },
});

describe('orders', () => {
  const SOURCE = 'MedicationRequest/o1';
  const provenance = seenIn(SOURCE);
  const read = (drug: string, more: Partial<MedicationRequest> = {}, plannedIn = 0): Uses =>
    asList(
      readOrder(
        { ...reader, planned: onDay(dayPlus(TODAY, plannedIn)) },
        chartRow({
          resourceType: 'MedicationRequest',
          id: 'o1',
          status: 'active',
          intent: 'order',
          medicationCodeableConcept: { text: drug },
          subject: {},
          authoredOn: iso(-8),
          ...more,
        }),
      ),
    );
  const used = (more: object = {}) => ({
    is: 'exposure',
    exposure: {
      ...course,
      from: 'order',
      last: undefined,
      ongoing: true,
      listedOn: daysAgo(8),
      provenance,
      ...more,
    },
  });
  const ended = (last: number, more: object = {}) =>
    used({ last: on(last), ongoing: false, ...more });
  const active = (more: object = {}) => ({
    is: 'active-naltrexone',
    active: {
      product: 'oral',
      from: 'order',
      testDose: false,
      listed: on(-8),
      provenance,
      ...more,
    },
  });
  const undated = { ongoing: false, certainty: 'possible', listedOn: undefined, doubt: 'undated' };
  const SUPPLY = { dispenseRequest: { expectedSupplyDuration: { value: 5, code: 'd' } } };

  test.each<[string, string, Partial<MedicationRequest>, readonly object[]]>([
    ['without an end', MORPHINE, {}, [used()]],
    ['without any date', MORPHINE, { authoredOn: undefined }, [used(undated)]],
    ['a supply without a date', MORPHINE, { authoredOn: undefined, ...SUPPLY }, [used(undated)]],
    ['a supply', MORPHINE, SUPPLY, [ended(-3)]],
    [
      'several instructions end with the last of them',
      MORPHINE,
      { dosageInstruction: [until(-2), until(-6)] },
      [ended(-2)],
    ],
    ['in either order', MORPHINE, { dosageInstruction: [until(-6), until(-2)] }, [ended(-2)]],
    [
      'written by a clock that runs ahead',
      MORPHINE,
      { authoredOn: iso(1) },
      [used({ listedOn: reader.now })],
    ],
    [
      'loperamide beyond its daily maximum acts like an opioid',
      LOPERAMIDE,
      { dosageInstruction: [daily(16.1)] },
      [used({ ingredient: 'loperamide', name: 'loperamide' })],
    ],
    [
      'at its daily maximum it does not',
      LOPERAMIDE,
      { dosageInstruction: [daily(16)] },
      [antidiarrhoeal(SOURCE)],
    ],
    ['loperamide on hold', LOPERAMIDE, { status: 'on-hold' }, [antidiarrhoeal(SOURCE)]],
    ['loperamide completed', LOPERAMIDE, { status: 'completed' }, []],
    [
      'loperamide until today',
      LOPERAMIDE,
      { dosageInstruction: [until(0)] },
      [antidiarrhoeal(SOURCE)],
    ],
    ['loperamide until yesterday', LOPERAMIDE, { dosageInstruction: [until(-1)] }, []],
    ['methylnaltrexone', 'methylnaltrexone injection', {}, [methylnaltrexone(SOURCE)]],
    ['naloxone', 'naloxone nasal spray', {}, []],
    ['another drug', 'lisinopril 10 mg tablet', {}, []],
    ['no drug', '', {}, []],
    ['naltrexone', ORAL_NALTREXONE, {}, [active()]],
    ['naltrexone on hold', ORAL_NALTREXONE, { status: 'on-hold' }, [active()]],
    ['naltrexone completed', ORAL_NALTREXONE, { status: 'completed' }, []],
    ['naltrexone until today', ORAL_NALTREXONE, { dosageInstruction: [until(0)] }, [active()]],
    ['naltrexone until yesterday', ORAL_NALTREXONE, { dosageInstruction: [until(-1)] }, []],
    ['a supply that has run out is no end', ORAL_NALTREXONE, SUPPLY, [active()]],
    [
      'a test dose by its note',
      ORAL_NALTREXONE,
      { note: [{ text: 'Test dose before the injection' }] },
      [active({ testDose: true })],
    ],
    ['another note', ORAL_NALTREXONE, { note: [{ text: 'take with food' }] }, [active()]],
  ])('%s', (_, drug, more, expected) => {
    expect(read(drug, more)).toEqual(expected);
  });

  test.each([
    ['the day before', 9, 0],
    ['the same day', 10, 1],
  ])('one that starts in ten days, naltrexone planned for %s', (_, plannedIn, count) => {
    expect(read(MORPHINE, { authoredOn: iso(10) }, plannedIn)).toHaveLength(count);
  });
});

describe('list entries', () => {
  const SOURCE = 'MedicationStatement/s1';
  const provenance = seenIn(SOURCE);
  const read = (drug: string, more: Partial<MedicationStatement> = {}): Uses =>
    readStatement(
      reader,
      chartRow({
        resourceType: 'MedicationStatement',
        id: 's1',
        status: 'active',
        medicationCodeableConcept: { text: drug },
        subject: {},
        dateAsserted: iso(-4),
        ...more,
      }),
    );
  const used = (more: object = {}) => ({
    is: 'exposure',
    exposure: {
      ...course,
      from: 'statement',
      last: on(-2),
      listedOn: daysAgo(4),
      provenance,
      ...more,
    },
  });
  const listing = {
    is: 'naltrexone-listing',
    listing: {
      product: 'oral',
      from: 'statement',
      covers: { first: daysAgo(4), last: daysAgo(4) },
      provenance,
    },
  };
  const active = (more: object = {}) => ({
    is: 'active-naltrexone',
    active: {
      product: 'oral',
      from: 'statement',
      testDose: false,
      listed: on(-4),
      provenance,
      ...more,
    },
  });
  const denied = (days: number, ingredient = 'morphine') => ({
    is: 'not-taken',
    notTaken: { ingredient, asserted: daysAgo(-days) },
  });
  const kratom = (more: object = {}) =>
    used({
      ingredient: 'kratom',
      name: 'kratom',
      exposureClass: 'kratom-tianeptine-nitazene',
      certainty: 'possible',
      doubt: 'kratom-by-words',
      ...more,
    });
  const end = (days: number) => ({ effectivePeriod: { end: iso(days) } });
  const stopped = { status: 'stopped' } as const;
  const onHold = { status: 'on-hold' } as const;
  const notTaken = { status: 'not-taken' } as const;

  test.each<[string, string, Partial<MedicationStatement>, readonly object[]]>([
    ['stopped', MORPHINE, { ...stopped, ...end(-2) }, [used()]],
    ['stopped at one time', MORPHINE, { ...stopped, effectiveDateTime: iso(-2) }, [used()]],
    [
      'stopped next month: not later than now',
      MORPHINE,
      { ...stopped, ...end(30) },
      [used({ last: exactly(reader.now) })],
    ],
    ['active until today is no contradiction', MORPHINE, end(0), [used({ last: on(0) })]],
    [
      'active until yesterday is one',
      MORPHINE,
      end(-1),
      [
        used({ last: on(-1) }),
        used({ last: on(-1), certainty: 'possible', doubt: 'active-but-ended' }),
      ],
    ],
    [
      'asserted by a clock far ahead',
      MORPHINE,
      { ...stopped, ...end(-2), dateAsserted: iso(9) },
      [used({ listedOn: reader.now })],
    ],
    ['of a status that we do not know', MORPHINE, { status: 'draft' as 'active' }, []],
    ['that starts after the planned day', MORPHINE, { effectivePeriod: { start: iso(9) } }, []],
    ['kratom', 'kratom', {}, [kratom({ last: undefined })]],
    ['kratom until lately', 'kratom', end(-2), [kratom()]],
    ['kratom that was stopped, when is not said', 'kratom', stopped, [kratom({ last: on(-4) })]],
    [
      'nor asserted',
      'kratom',
      { ...stopped, dateAsserted: undefined },
      [kratom({ last: undefined, listedOn: undefined })],
    ],
    ['loperamide', LOPERAMIDE, {}, [antidiarrhoeal(SOURCE)]],
    ['loperamide on hold', LOPERAMIDE, onHold, [antidiarrhoeal(SOURCE)]],
    ['loperamide stopped', LOPERAMIDE, stopped, []],
    ['loperamide until today', LOPERAMIDE, end(0), [antidiarrhoeal(SOURCE)]],
    ['loperamide until yesterday', LOPERAMIDE, end(-1), []],
    ['methylnaltrexone', 'methylnaltrexone injection', {}, [methylnaltrexone(SOURCE)]],
    ['another drug', 'lisinopril 10 mg tablet', {}, []],
    ['no drug', '', {}, []],
    ['naltrexone', ORAL_NALTREXONE, {}, [listing, active()]],
    [
      'naltrexone, not asserted',
      ORAL_NALTREXONE,
      { dateAsserted: undefined },
      [active({ listed: undefined })],
    ],
    ['naltrexone on hold', ORAL_NALTREXONE, onHold, [active()]],
    ['naltrexone stopped', ORAL_NALTREXONE, stopped, []],
    ['naltrexone not taken', ORAL_NALTREXONE, notTaken, []],
    ['naltrexone until today', ORAL_NALTREXONE, end(0), [listing, active()]],
    ['naltrexone until yesterday', ORAL_NALTREXONE, end(-1), [listing]],
    ['not taken', MORPHINE, notTaken, [denied(-4)]],
    [
      'not taken, by the end of the entry',
      MORPHINE,
      { ...notTaken, dateAsserted: undefined, ...end(-6) },
      [denied(-6)],
    ],
    ['not taken, who knows since when', MORPHINE, { ...notTaken, dateAsserted: undefined }, []],
    ['not taken, said in the future', MORPHINE, { ...notTaken, dateAsserted: iso(9) }, []],
    [
      'not taken, of two opioids',
      'codeine and morphine',
      notTaken,
      [denied(-4, 'codeine'), denied(-4)],
    ],
    [
      'two opioids in one',
      'codeine and morphine',
      { ...stopped, ...end(-2) },
      [used({ ingredient: 'codeine + morphine', name: 'codeine / morphine' })],
    ],
  ])('%s', (_, drug, more, expected) => {
    expect(read(drug, more)).toEqual(expected);
  });
});

describe('procedures', () => {
  const HCPCS = 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
  const read = (code: string, more: Partial<Procedure> = {}): Uses =>
    asList(
      readProcedure(
        reader,
        chartRow({
          resourceType: 'Procedure',
          id: 'p1',
          status: 'completed',
          code: { coding: [{ system: HCPCS, code }] },
          subject: {},
          performedDateTime: iso(-3),
          ...more,
        }),
      ),
    );
  const provenance = seenIn('Procedure/p1');
  const used = (more: object = {}) => ({
    is: 'exposure',
    exposure: {
      ...course,
      name: 'injectable morphine',
      from: 'procedure',
      last: on(-3),
      provenance,
      ...more,
    },
  });
  const depot = (product: string, more: object = {}) => ({
    is: 'depot',
    depot: {
      product,
      event: 'given',
      from: 'procedure',
      certainty: 'confirmed',
      at: on(-3),
      provenance,
      ...more,
    },
  });
  const IMPLANT = 'buprenorphine-implant';
  const METHADONE = {
    ingredient: 'methadone',
    name: 'OTP weekly bundle, methadone',
    exposureClass: 'methadone',
  };
  const open = { certainty: 'possible', last: undefined };
  const period = (start: number | undefined, end: number | undefined) => ({
    performedDateTime: undefined,
    performedPeriod: {
      ...(start === undefined ? {} : { start: iso(start) }),
      ...(end === undefined ? {} : { end: iso(end) }),
    },
  });

  test.each<[string, string, Partial<Procedure>, readonly object[]]>([
    ['an injection', 'J2270', {}, [used()]],
    ['an injection that ended', 'J2270', period(-9, -3), [used()]],
    ['an injection that began', 'J2270', period(-3, undefined), [used()]],
    [
      'within a month',
      'J2270',
      { performedDateTime: '2026-11' },
      [used({ last: { earliest: daysAgo(23), latest: reader.now } })],
    ],
    [
      'without a date',
      'J2270',
      { performedDateTime: undefined },
      [used({ ...open, doubt: 'undated' })],
    ],
    [
      'dated ahead',
      'J2270',
      { performedDateTime: iso(9) },
      [used({ ...open, doubt: 'future-dated' })],
    ],
    ['a weekly bundle covers its week', 'G2067', {}, [used({ ...METHADONE, last: on(4) })]],
    [
      'a weekly bundle without a date',
      'G2067',
      { performedDateTime: undefined },
      [used({ ...METHADONE, ...open, doubt: 'undated' })],
    ],
    ['not done', 'J2270', { status: 'not-done' }, []],
    ['in progress', 'J2315', { status: 'in-progress' }, []],
    ['another service', '99213', {}, []],
    ['a naloxone challenge', '', { code: { text: 'Naloxone challenge' } }, []],
    [
      'depot naltrexone',
      'J2315',
      {},
      [{ is: 'naltrexone-dose', dose: { product: 'depot', at: on(-3), provenance } }],
    ],
    ['depot naltrexone without a date', 'J2315', { performedDateTime: undefined }, []],
    ['a depot of buprenorphine', 'Q9992', {}, [depot('sublocade')]],
    [
      'one without a date',
      'Q9992',
      { performedDateTime: undefined },
      [depot('sublocade', { certainty: 'possible', at: undefined })],
    ],
    ['an implant', 'J0570', {}, [depot(IMPLANT)]],
    ['its removal', 'G2071', {}, [depot(IMPLANT, { event: 'removed' })]],
    [
      'a removal without a date',
      'G2071',
      { performedDateTime: undefined },
      [depot(IMPLANT, { event: 'removed', certainty: 'possible', at: undefined })],
    ],
  ])('%s', (_, code, more, expected) => {
    expect(read(code, more)).toEqual(expected);
  });
});
