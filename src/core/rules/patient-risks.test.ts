import { describe, expect, test } from '@jest/globals';
import { between, daysAgo, diagnosis, seen, TODAY } from '../../../test/support/clinical-facts.js';
import { hoursAgo, naltrexoneDraft, ruleInput } from '../../../test/support/rule-input.js';
import type { DraftOrder } from '../call.js';
import type { SliceName } from '../chart.js';
import type { Allergy } from '../evidence/allergy.js';
import type { Diagnosis } from '../evidence/diagnosis.js';
import type { Evidence } from '../evidence/evidence.js';
import type { PlannedOperation } from '../evidence/read-planned-operations.js';
import type { RescueSupply } from '../evidence/read-rescue-supplies.js';
import { type Day, DAY_MS, exactly, onDay } from '../time/instant.js';
import { age } from './age.js';
import { chartCompleteness } from './chart-completeness.js';
import { eosinophilicPneumonia } from './eosinophilic-pneumonia.js';
import { hypersensitivity } from './hypersensitivity.js';
import { indication } from './indication.js';
import { overdoseRescue } from './overdose-rescue.js';
import { plannedSurgery } from './planned-surgery.js';
import type { RuleInput } from './rule.js';
import { suicidality } from './suicidality.js';

/** Questions about the patient beside opioids, alcohol and organs (`clinical-liver-other` C1, C9-C13, D5). */

type Product = 'depot' | 'oral' | 'contrave' | 'ldn';
const PRODUCTS: readonly Product[] = ['depot', 'oral', 'contrave', 'ldn'];
const OPIOID = {
  order: { ...naltrexoneDraft('depot'), identity: { is: 'opioid' } } as RuleInput['order'],
};
const outcomes = (verdicts: readonly { readonly outcome: string }[]) =>
  verdicts.map(({ outcome }) => outcome);
const dated = (earliest: number, latest = earliest) => ({
  kind: 'span',
  earliest: daysAgo(earliest).day,
  latest: daysAgo(latest).day,
});
const incomplete = (...slices: readonly SliceName[]): Pick<Evidence, 'incomplete'> => ({
  incomplete: new Set(slices),
});

describe('hypersensitivity', () => {
  const allergy = (allergen: Allergy['allergen'], differing: Partial<Allergy> = {}): Allergy => ({
    allergen,
    degree: 'allergy',
    recorded: undefined,
    provenance: seen(`AllergyIntolerance/${allergen}`),
    ...differing,
  });
  const judged = (allergies: readonly Allergy[], product: Product = 'depot') =>
    hypersensitivity.judge(ruleInput(product, { allergies }), {});

  test.each(['allergy', 'intolerance', 'severe-intolerance'] as const)(
    '%s to naltrexone concerns every product, to an excipient the depot alone',
    (degree) => {
      for (const product of PRODUCTS) {
        const isDepot = product === 'depot';
        expect(outcomes(judged([allergy('naltrexone', { degree })], product))).toStrictEqual([
          degree,
        ]);
        for (const excipient of ['polymer', 'carmellose'] as const) {
          const found = outcomes(judged([allergy(excipient, { degree })], product));
          expect(found).toStrictEqual(isDepot ? [degree] : []);
        }
      }
    },
  );

  test.each(PRODUCTS)('naloxone is a relative, whatever the degree: %s', (product) => {
    expect(outcomes(judged([allergy('naloxone')], product))).toStrictEqual(['naloxone']);
  });

  test('each names its allergen, its date if there is one, and its source', () => {
    const recorded = between(40, 30);
    expect(judged([allergy('carmellose', { recorded }), allergy('naloxone')])).toStrictEqual([
      {
        outcome: 'allergy',
        subject: 'carmellose',
        values: {
          allergen: { kind: 'term', term: 'allergen.carmellose' },
          recorded: dated(40, 30),
        },
        evidence: [seen('AllergyIntolerance/carmellose')],
      },
      {
        outcome: 'naloxone',
        subject: 'naloxone',
        values: {
          allergen: { kind: 'term', term: 'allergen.naloxone' },
          recorded: { kind: 'term', term: 'dated.without' },
        },
        evidence: [seen('AllergyIntolerance/naloxone')],
      },
    ]);
  });

  test('an opioid is not judged', () => {
    const allergies = [allergy('naltrexone')];
    expect(hypersensitivity.judge(ruleInput('depot', { allergies }, OPIOID), {})).toStrictEqual([]);
  });
});

describe('age', () => {
  const judged = (evidence: Partial<Evidence>, differing: Partial<RuleInput> = {}) =>
    age.judge(ruleInput('depot', evidence, differing), { 'adult.from': 18 });
  const unsettled = [{ outcome: 'unsettled', values: {}, evidence: [] }];
  const under = (value: number) => [
    { outcome: 'under-age', values: { years: { kind: 'number', value } }, evidence: [] },
  ];

  test.each([
    ['17', { least: 17, most: 17 }, under(17)],
    ['18', { least: 18, most: 18 }, []],
    ['16 or 17', { least: 16, most: 17 }, under(17)],
    ['17 or 18', { least: 17, most: 18 }, unsettled],
    ['18 or 19', { least: 18, most: 19 }, []],
    ['not known', undefined, unsettled],
  ])('%s', (_, ages, expected) => {
    expect(judged({ age: ages })).toStrictEqual(expected);
  });

  test('silent while the Patient could not be read, and for an opioid', () => {
    expect(judged({ age: undefined, failed: new Set(['patient']) })).toStrictEqual([]);
    expect(judged({ age: { least: 9, most: 9 } }, OPIOID)).toStrictEqual([]);
  });
});

describe('suicidality', () => {
  const NUMBERS = { 'condition.recent': 90, 'answer.recent': 30, 'future.tolerance': 24 };
  const judged = (
    evidence: Partial<Evidence>,
    product: Product = 'depot',
    differing: Partial<RuleInput> = {},
  ) => suicidality.judge(ruleInput(product, evidence, differing), NUMBERS);
  const thoughts = (differing: Partial<Diagnosis> = {}) =>
    diagnosis({
      group: 'suicidality',
      code: 'R45.851',
      display: 'suicidal ideations',
      at: exactly(daysAgo(20)),
      ...differing,
    });
  const event = { also: ['self-harm-event'], code: 'T14.91XA' } as const;
  const answer = (days: number, source = 'Observation/phq') => ({
    at: exactly(daysAgo(days)),
    provenance: seen(source),
  });

  test.each<[string, Partial<Diagnosis>, string[]]>([
    ['90 days ago', { at: exactly(daysAgo(90)) }, ['condition']],
    ['91 days ago', { at: exactly(daysAgo(91)) }, []],
    ['of a span that may be recent', { at: between(300, 90) }, ['condition']],
    ['undated', { at: undefined }, []],
    ['of an hour by a clock that runs ahead', { at: exactly(hoursAgo(-24)) }, ['condition']],
    ['dated in two days', { at: exactly(daysAgo(-2)) }, []],
    ['over', { active: false }, []],
    ['an act that is over', { ...event, active: false }, ['condition']],
    ['an act', event, ['condition']],
    ['the late effect of an act', { ...event, code: 'T14.91XS' }, []],
    [
      'an act as SNOMED CT says it',
      { ...event, system: 'SNOMED CT', code: '82313006' },
      ['condition'],
    ],
    [
      'a code of another system that looks like a late effect',
      { ...event, system: 'SNOMED CT', code: 'T1491XS' },
      ['condition'],
    ],
    ['a code of seven characters and more', { ...event, code: 'T14.91XSA' }, ['condition']],
    ['another group', { group: 'pregnancy' }, []],
  ])('a Condition %s', (_, differing, expected) => {
    expect(outcomes(judged({ diagnoses: [thoughts(differing)] }))).toStrictEqual(expected);
  });

  test.each([
    [30, ['answer']],
    [31, []],
  ])('PHQ-9 item 9 answered %d days ago', (days, expected) => {
    expect(outcomes(judged({ selfHarmAnswers: [answer(days)] }))).toStrictEqual(expected);
  });

  test('the newest of each speaks, with all recent ones as its sources', () => {
    const first = thoughts({ at: exactly(daysAgo(80)), provenance: seen('Condition/1') });
    const second = thoughts({
      ...event,
      display: 'suicide attempt',
      at: between(9, 7),
      provenance: seen('Condition/2'),
    });
    const third = thoughts({ at: exactly(daysAgo(30)), provenance: seen('Condition/3') });
    const old = thoughts({ at: exactly(daysAgo(400)), provenance: seen('Condition/4') });
    const evidence = {
      diagnoses: [first, second, old, third],
      selfHarmAnswers: [answer(20, 'Observation/1'), answer(4, 'Observation/2'), answer(60)],
    };
    expect(judged(evidence)).toStrictEqual([
      {
        outcome: 'condition',
        subject: 'condition',
        values: { condition: { kind: 'text', text: 'suicide attempt' }, date: dated(9, 7) },
        evidence: [seen('Condition/1'), seen('Condition/2'), seen('Condition/3')],
      },
      {
        outcome: 'answer',
        subject: 'answer',
        values: { date: dated(4) },
        evidence: [seen('Observation/1'), seen('Observation/2')],
      },
    ]);
  });

  test('is asked about treatment in full dose only', () => {
    const evidence = { diagnoses: [thoughts()], selfHarmAnswers: [answer(4)] };
    const found = PRODUCTS.map((product) => judged(evidence, product).length);
    expect(found).toStrictEqual([2, 2, 2, 0]);
    expect(judged(evidence, 'depot', OPIOID)).toStrictEqual([]);
  });
});

describe('eosinophilic pneumonia', () => {
  const judged = (
    diagnoses: readonly Diagnosis[],
    product: Product = 'depot',
    differing: Partial<RuleInput> = {},
  ) => eosinophilicPneumonia.judge(ruleInput(product, { diagnoses }, differing), {});
  const pneumonia = diagnosis({
    group: 'eosinophilic pneumonia',
    display: 'acute eosinophilic pneumonia',
    at: exactly(daysAgo(900)),
    active: false,
    provenance: seen('Condition/e'),
  });

  test('active or over, with its date and source', () => {
    const other = diagnosis({ group: 'cirrhosis' });
    const again = { ...pneumonia, active: true, at: undefined, provenance: seen('Condition/f') };
    const text = { kind: 'text', text: 'acute eosinophilic pneumonia' };
    const list = { kind: 'list', separator: ' ' };
    expect(judged([other, pneumonia, again])).toStrictEqual([
      {
        outcome: 'history',
        values: {
          conditions: {
            kind: 'list',
            items: [
              { ...list, items: [text, { kind: 'term', term: 'dated.of' }, dated(900)] },
              { ...list, items: [text, { kind: 'term', term: 'dated.without' }] },
            ],
          },
        },
        evidence: [seen('Condition/e'), seen('Condition/f')],
      },
    ]);
    expect(judged([other])).toStrictEqual([]);
  });

  test('is asked about depot and oral naltrexone', () => {
    expect(PRODUCTS.map((product) => judged([pneumonia], product).length)).toStrictEqual([
      1, 1, 0, 0,
    ]);
    expect(judged([pneumonia], 'depot', OPIOID)).toStrictEqual([]);
  });
});

describe('a planned operation', () => {
  const NUMBERS = { 'depot.blocks': 30, 'oral.blocks': 3 };
  const operation = (
    days: number,
    differing: Partial<PlannedOperation> = {},
  ): PlannedOperation => ({
    from: 'order',
    what: 'knee replacement',
    at: exactly(daysAgo(-days)),
    provenance: seen(`ServiceRequest/${days}`),
    ...differing,
  });
  const judged = (
    plannedOperations: readonly PlannedOperation[],
    product: Product = 'depot',
    differing: Partial<RuleInput> = {},
  ) => plannedSurgery.judge(ruleInput(product, { plannedOperations }, differing), NUMBERS);

  test.each<[string, Product, PlannedOperation, string[]]>([
    ['30 days after a depot', 'depot', operation(30), ['depot']],
    ['31 days after a depot', 'depot', operation(31), []],
    ['3 days after an oral dose', 'oral', operation(3), ['oral']],
    ['4 days after an oral dose', 'oral', operation(4), []],
    ['on the planned day', 'depot', operation(0), ['depot']],
    ['the day before', 'depot', operation(-1), []],
    ['of a month that has begun', 'depot', operation(0, { at: between(10, -6) }), ['depot']],
    [
      'of a span that may be early enough',
      'oral',
      operation(0, { at: between(-3, -30) }),
      ['oral'],
    ],
    ['of a span that ended', 'depot', operation(0, { at: between(30, 1) }), []],
    ['for bupropion/naltrexone', 'contrave', operation(3), []],
    ['for a low dose', 'ldn', operation(3), []],
  ])('%s', (_, product, one, expected) => {
    expect(outcomes(judged([one], product))).toStrictEqual(expected);
  });

  test('the next one speaks; a dose was safe until a day before the blockade reaches it', () => {
    const later = operation(20);
    const next = operation(0, { at: between(-9, -12), provenance: seen('Appointment/n') });
    const expected = {
      outcome: 'depot',
      values: {
        operation: { kind: 'chart-text', text: 'knee replacement' },
        date: dated(-9, -12),
        lastSafe: { kind: 'day', day: TODAY + 9 - 31 },
        days: { kind: 'number', value: 30 },
      },
    };
    const evidence = [next.provenance, later.provenance];
    expect(judged([later, next, operation(50)])).toStrictEqual([{ ...expected, evidence }]);
    expect(judged([next, later])).toStrictEqual([{ ...expected, evidence }]);
  });

  test('one that may have been counts from the planned day, and may have no name', () => {
    const open = operation(0, { at: between(10, -6), what: undefined });
    const soon = operation(1, { provenance: seen('ServiceRequest/soon') });
    expect(judged([soon, open], 'oral')).toStrictEqual([
      {
        outcome: 'oral',
        values: {
          operation: { kind: 'term', term: 'operation.unnamed' },
          date: dated(10, -6),
          lastSafe: { kind: 'day', day: TODAY - 4 },
          days: { kind: 'number', value: 3 },
        },
        evidence: [seen('ServiceRequest/0'), seen('ServiceRequest/soon')],
      },
    ]);
  });

  test('no question about an opioid', () => {
    expect(judged([operation(3)], 'depot', OPIOID)).toStrictEqual([]);
  });
});

describe('naloxone for the patient to keep', () => {
  const missing = [{ outcome: 'missing', values: {}, evidence: [] }];
  const supply = (differing: Partial<RescueSupply> = {}): RescueSupply => ({
    from: 'order',
    handedOver: undefined,
    provenance: seen('MedicationRequest/n'),
    ...differing,
  });
  const dispensed = (iso: string, differing: Partial<RescueSupply> = {}) => {
    const handedOver = exactly(onDay((Date.parse(iso) / DAY_MS) as Day));
    return supply({ from: 'dispense', handedOver, ...differing });
  };
  const judged = (
    evidence: Partial<Evidence> = {},
    product: Product = 'depot',
    differing: Partial<RuleInput> = {},
  ) =>
    overdoseRescue.judge(ruleInput(product, { diagnoses: [diagnosis()], ...evidence }, differing), {
      'dispense.months': 24,
    });

  test.each<[string, RescueSupply[], object[]]>([
    ['nothing', [], missing],
    ['an order', [supply()], []],
    ['a dispense 24 calendar months ago', [dispensed('2024-11-24')], []],
    ['a dispense one day more ago', [dispensed('2024-11-23')], missing],
    [
      'a dispense of a span that may be too long ago',
      [dispensed('2024-11-24', { handedOver: between(731, 100) })],
      missing,
    ],
    ['of a partly read source', [supply({ provenance: seen('n', false) })], missing],
    ['one of several', [dispensed('2020-01-01'), supply()], []],
  ])('%s', (_, rescueSupplies, expected) => {
    expect(judged({ rescueSupplies })).toStrictEqual(expected);
  });

  const drafted = (identity: object, routes: readonly string[] = []) => {
    const draft = {
      ...naltrexoneDraft('depot'),
      ref: 'MedicationRequest/draft-2',
      identity,
      dosing: { instructions: [{ routes: [] }, { routes }], testDose: false },
    } as unknown as DraftOrder;
    const { call } = ruleInput('depot');
    return { call: { ...call, otherDrafts: [draft] } };
  };
  test.each<[string, Partial<RuleInput>, object[]]>([
    ['a rescue product', drafted({ is: 'antagonist', rescue: true }), []],
    ['one for the nose', drafted({ is: 'antagonist', rescue: true }, ['nasal']), []],
    ['one by vein', drafted({ is: 'antagonist', rescue: true }, ['intravenous']), missing],
    ['another antagonist', drafted({ is: 'antagonist', rescue: false }), missing],
    ['another drug', drafted({ is: 'opioid', rescue: true }), missing],
  ])('drafted beside the order: %s', (_, differing, expected) => {
    expect(judged({}, 'depot', differing)).toStrictEqual(expected);
  });

  test.each<[string, Parameters<typeof judged>, object[]]>([
    ['no opioid diagnosis', [{ diagnoses: [] }], []],
    [
      'alcohol use disorder alone',
      [{ diagnoses: [diagnosis({ group: 'alcohol-use-disorder' })] }],
      [],
    ],
    [
      'opioid use disorder as a reason of the order',
      [{ diagnoses: [] }, 'depot', { reasons: ['opioid-use-disorder active'] }],
      missing,
    ],
    ['oral naltrexone', [{}, 'oral'], missing],
    ['bupropion/naltrexone', [{}, 'contrave'], []],
    ['a low dose', [{}, 'ldn'], []],
    ['an opioid', [{}, 'depot', OPIOID], []],
  ])('who is asked: %s', (_, asked, expected) => {
    expect(judged(...asked)).toStrictEqual(expected);
  });

  test.each<SliceName>([
    'medicationRequests',
    'medicationStatements',
    'medicationDispenses',
    'medicationAdministrations',
  ])('what is absent from %s is not known to be missing while it was not wholly read', (slice) => {
    expect(judged(incomplete(slice))).toStrictEqual([]);
    expect(judged(incomplete('conditions', 'procedures'))).toStrictEqual(missing);
  });
});

describe('why naltrexone is given', () => {
  const missing = [{ outcome: 'missing', values: {}, evidence: [] }];
  const judged = (
    evidence: Partial<Evidence>,
    product: Product = 'depot',
    resource: object = {},
  ) => {
    const order = naltrexoneDraft(product, {
      resource: { resourceType: 'MedicationRequest', ...resource } as never,
    });
    return indication.judge(ruleInput(product, evidence, { order }), {});
  };

  test.each<[string, Partial<Evidence>, object[]]>([
    ['nothing says so', {}, missing],
    ['opioid use disorder', { diagnoses: [diagnosis()] }, []],
    ['alcohol use disorder', { diagnoses: [diagnosis({ group: 'alcohol-use-disorder' })] }, []],
    ['one in remission', { diagnoses: [diagnosis({ active: false, remission: true })] }, []],
    ['one that is over', { diagnoses: [diagnosis({ active: false })] }, missing],
    ['another condition', { diagnoses: [diagnosis({ group: 'cirrhosis' })] }, missing],
    ['conditions not wholly read', incomplete('conditions'), []],
    ['another source not wholly read', incomplete('procedures'), missing],
  ])('%s', (_, evidence, expected) => {
    expect(judged(evidence)).toStrictEqual(expected);
    expect(judged(evidence, 'oral')).toStrictEqual(expected);
    expect(judged(evidence, 'contrave')).toStrictEqual([]);
    expect(judged(evidence, 'ldn')).toStrictEqual([]);
  });

  test.each([
    ['a code', { reasonCode: [{ text: 'craving' }] }, []],
    ['a reference', { reasonReference: [{ reference: 'Condition/1' }] }, []],
    ['empty lists', { reasonCode: [], reasonReference: [] }, missing],
  ])('a reason of the order: %s', (_, resource, expected) => {
    expect(judged({}, 'depot', resource)).toStrictEqual(expected);
  });

  test('no question about an opioid', () => {
    expect(indication.judge(ruleInput('depot', {}, OPIOID), {})).toStrictEqual([]);
  });
});

test('what could not be wholly read is named once for each kind of resource, in order', () => {
  const judged = (...slices: readonly SliceName[]) =>
    chartCompleteness.judge(ruleInput('depot', incomplete(...slices)), {});
  const terms = (...types: readonly string[]) => [
    {
      outcome: 'unreadable',
      values: {
        sources: {
          kind: 'list',
          items: types.map((type) => ({ kind: 'term', term: `resource.${type}` })),
        },
      },
      evidence: [],
    },
  ];
  expect(judged()).toStrictEqual([]);
  expect(judged('appointments', 'serviceRequests', 'encounter')).toStrictEqual([]);
  expect(judged('laboratory', 'assessments', 'allergies')).toStrictEqual(
    terms('AllergyIntolerance', 'Observation'),
  );
  expect(judged('procedures', 'patient')).toStrictEqual(terms('Patient', 'Procedure'));
});
