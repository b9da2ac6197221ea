import { describe, expect, test } from '@jest/globals';
import { between, daysAgo, diagnosis, seen } from '../../../test/support/clinical-facts.js';
import { ruleInput } from '../../../test/support/rule-input.js';
import type { Diagnosis } from '../evidence/diagnosis.js';
import type { Evidence } from '../evidence/evidence.js';
import type { LiverAnalyte, ReadableLiverResult } from '../evidence/liver-result.js';
import type { ContextMedication } from '../evidence/read-context-medications.js';
import { exactly } from '../time/instant.js';
import { bleedingRisk } from './bleeding-risk.js';
import { renalFunction } from './renal-function.js';
import type { RuleInput } from './rule.js';

/** `clinical-liver-other` C6 and C7: laboratory values and listed conditions that stand in for each other. */

type Differing = Partial<Omit<ReadableLiverResult, 'value'>> & {
  readonly bound?: 'above' | 'below';
};
const result = (
  analyte: LiverAnalyte,
  canonical: number,
  days: number,
  { bound, ...differing }: Differing = {},
): ReadableLiverResult => ({
  analyte,
  name: analyte,
  at: exactly(daysAgo(days)),
  issued: undefined,
  lowCertainty: false,
  status: 'final',
  provenance: seen(`Observation/${analyte}`),
  ...differing,
  value: {
    readable: true,
    canonical,
    reported: { value: canonical, unit: 'U' },
    bound,
    upperLimit: undefined,
  },
});
const unnumbered = (one: ReadableLiverResult): ReadableLiverResult => ({
  ...one,
  value: { ...one.value, canonical: undefined },
});
const condition = (group: Diagnosis['group'], differing: Partial<Diagnosis> = {}): Diagnosis =>
  diagnosis({ group, display: group, ...differing });
const drug = (role: string, name: string, active = true): ContextMedication => ({
  ingredient: name,
  role,
  name,
  active,
  endedAt: undefined,
  listedAt: undefined,
  product: name,
  dailyDoseMg: undefined,
  asNeeded: false,
  provenance: seen(`MedicationStatement/${name}`),
});
const part = seen('Observation/part', false);
const named = (items: readonly string[]) => ({
  kind: 'list',
  items: items.map((text) => ({ kind: 'text', text })),
});
const dated = (days: number) => ({
  kind: 'span',
  earliest: daysAgo(days).day,
  latest: daysAgo(days).day,
});
const asReported = (value: number) => ({
  kind: 'list',
  separator: ', ',
  items: [
    {
      kind: 'list',
      separator: ' ',
      items: [
        { kind: 'number', value },
        { kind: 'text', text: 'U' },
      ],
    },
  ],
});
const undated = (display: string) => ({
  kind: 'list',
  separator: ' ',
  items: [
    { kind: 'text', text: display },
    { kind: 'term', term: 'dated.without' },
  ],
});

const CURRENT = { 'conflict.within': 24, 'conflict.factor': 2, 'moderate.from': 3 };
const BLEEDING = {
  'platelets.very-low-below': 50,
  'platelets.low-below': 100,
  'platelets.age': 90,
  'inr.above': 3,
  'inr.age': 90,
  ...CURRENT,
};
interface Chart extends Partial<Omit<Evidence, 'liver'>> {
  readonly results?: readonly ReadableLiverResult[];
  readonly ageYears?: number | undefined;
}
const evidenceOf = ({ results = [], ...chart }: Chart): Partial<Evidence> => ({
  ...chart,
  liver: { results, ageYears: 'ageYears' in chart ? chart.ageYears : 60 } as never,
});
const bleeding = (chart: Chart, product: 'depot' | 'oral' | 'contrave' | 'ldn' = 'depot') =>
  bleedingRisk.judge(ruleInput(product, evidenceOf(chart)), BLEEDING);
const outcomes = (verdicts: readonly { readonly outcome: string }[]) =>
  verdicts.map(({ outcome }) => outcome);
const platelets = (count: number, days = 14, differing: Differing = {}) =>
  result('platelets', count, days, differing);
const inr = (value: number, days = 14, differing: Differing = {}) =>
  result('inr', value, days, differing);

describe('bleeding into the muscle: platelets and INR', () => {
  test.each<[string, readonly ReadableLiverResult[], string[]]>([
    ['platelets 49', [platelets(49)], ['platelets-very-low']],
    ['platelets 50', [platelets(50)], ['platelets-low']],
    ['platelets 99', [platelets(99)], ['platelets-low']],
    ['platelets 100', [platelets(100)], []],
    ['platelets below 50', [platelets(50, 14, { bound: 'below' })], ['platelets-very-low']],
    ['platelets below 100', [platelets(100, 14, { bound: 'below' })], ['platelets-low']],
    ['platelets above 40', [platelets(40, 14, { bound: 'above' })], []],
    ['platelets 49 of 90 days ago', [platelets(49, 90)], ['platelets-very-low']],
    ['platelets 49 of 91 days ago', [platelets(49, 91)], []],
    [
      'platelets 49 of a span that may be recent',
      [platelets(49, 0, { at: between(120, 90) })],
      ['platelets-very-low'],
    ],
    ['a later normal count clears', [platelets(49, 20), platelets(200, 10)], []],
    [
      'a later preliminary one does not',
      [platelets(49, 20), platelets(200, 10, { status: 'preliminary' })],
      ['platelets-very-low'],
    ],
    [
      'nor one of a partly read source',
      [platelets(49, 20), platelets(200, 10, { provenance: part })],
      ['platelets-very-low'],
    ],
    [
      'a later preliminary one is lower',
      [platelets(90, 20), platelets(45, 10, { status: 'preliminary' })],
      ['platelets-very-low'],
    ],
    [
      '"above 40" beside it hides nothing',
      [platelets(45, 20), platelets(40, 10, { status: 'preliminary', bound: 'above' })],
      ['platelets-very-low'],
    ],
    [
      'a later one without a number hides nothing',
      [platelets(45, 20), unnumbered(platelets(45, 10, { status: 'preliminary' }))],
      ['platelets-very-low'],
    ],
    ['INR 3', [inr(3)], []],
    ['INR 3.1', [inr(3.1)], ['inr-high']],
    ['INR above 3', [inr(3, 14, { bound: 'above' })], ['inr-high']],
    ['INR below 4', [inr(4, 14, { bound: 'below' })], []],
    ['INR 3.1 of 90 days ago', [inr(3.1, 90)], ['inr-high']],
    ['INR 3.1 of 91 days ago', [inr(3.1, 91)], []],
    ['both', [inr(4), platelets(20)], ['platelets-very-low', 'inr-high']],
  ])('%s', (_, results, expected) => {
    expect(outcomes(bleeding({ results }))).toStrictEqual(expected);
  });

  test('the lowest count and the highest INR speak, with value, day, limit and source', () => {
    const results = [
      platelets(80, 20),
      platelets(30, 10, { status: 'preliminary', provenance: seen('Observation/p') }),
      inr(5, 9, { provenance: part }),
      inr(3.5, 20),
      inr(4, 5, { status: 'preliminary' }),
    ];
    const preliminary = { kind: 'term', term: 'result.preliminary' };
    const { items, ...list } = asReported(30);
    const expected = [
      {
        outcome: 'platelets-very-low',
        subject: 'platelets',
        evidence: [seen('Observation/p')],
        values: {
          measured: { ...list, items: [...items, preliminary] },
          date: dated(10),
          limit: { kind: 'number', value: 50 },
        },
      },
      {
        outcome: 'inr-high',
        subject: 'inr',
        evidence: [part],
        values: { measured: asReported(5), date: dated(9), limit: { kind: 'number', value: 3 } },
      },
    ];
    expect(bleeding({ results })).toStrictEqual(expected);
    expect(bleeding({ results: results.toReversed() })).toStrictEqual(expected);
  });

  test('low platelets are measured against their own limit', () => {
    expect(bleeding({ results: [platelets(80)] })).toMatchObject([
      { outcome: 'platelets-low', subject: 'platelets', values: { limit: { value: 100 } } },
    ]);
  });

  test.each(['oral', 'contrave', 'ldn'] as const)('no injection, no risk: %s', (product) => {
    const chart = { results: [platelets(20)], diagnoses: [condition('thrombocytopenia')] };
    expect(bleeding(chart, product)).toStrictEqual([]);
  });
});

describe('bleeding into the muscle: listed disorders and anticoagulants', () => {
  const DISORDER = 'thrombocytopenia/coagulation disorder';
  const haemophilia = condition(DISORDER, {
    also: ['clotting-factor-deficiency'],
    display: 'haemophilia A',
    provenance: seen('Condition/h'),
  });
  const other = condition(DISORDER, {
    display: 'qualitative platelet defect',
    provenance: seen('Condition/q'),
  });
  const low = condition(DISORDER, {
    also: ['thrombocytopenia'],
    display: 'thrombocytopenia',
    provenance: seen('Condition/t'),
  });

  test('each kind apart, with its conditions and sources', () => {
    const conditions = (display: string) => ({
      conditions: { kind: 'list', items: [undated(display)] },
    });
    expect(bleeding({ diagnoses: [low, other, haemophilia] })).toStrictEqual([
      {
        outcome: 'clotting-factors',
        values: conditions('haemophilia A'),
        evidence: [seen('Condition/h')],
      },
      {
        outcome: 'disorder',
        values: conditions('qualitative platelet defect'),
        evidence: [seen('Condition/q')],
      },
      {
        outcome: 'thrombocytopenia',
        values: { ...conditions('thrombocytopenia'), days: { kind: 'number', value: 90 } },
        evidence: [seen('Condition/t')],
      },
    ]);
  });

  test.each<[string, readonly Diagnosis[], string[]]>([
    [
      'no longer active',
      [
        { ...haemophilia, active: false },
        { ...low, active: false },
      ],
      [],
    ],
    ['of another group', [condition('cirrhosis')], []],
    [
      'a factor deficiency with few platelets',
      [{ ...haemophilia, also: ['clotting-factor-deficiency', 'thrombocytopenia'] }],
      ['clotting-factors'],
    ],
  ])('a disorder %s', (_, diagnoses, expected) => {
    expect(outcomes(bleeding({ diagnoses }))).toStrictEqual(expected);
  });

  test.each<[string, ReadableLiverResult, string[]]>([
    ['90 days ago', platelets(150, 90), []],
    ['91 days ago', platelets(150, 91), ['thrombocytopenia']],
    [
      'of a span that may be too long ago',
      platelets(150, 0, { at: between(91, 80) }),
      ['thrombocytopenia'],
    ],
    ['preliminary', platelets(150, 9, { status: 'preliminary' }), ['thrombocytopenia']],
    ['of a partly read source', platelets(150, 9, { provenance: part }), ['thrombocytopenia']],
  ])('a normal count answers listed thrombocytopenia: %s', (_, count, expected) => {
    expect(outcomes(bleeding({ results: [count], diagnoses: [low] }))).toStrictEqual(expected);
  });

  const therapy = condition('anticoagulant-therapy', {
    display: 'long-term anticoagulants',
    provenance: seen('Condition/z'),
  });
  test.each<[string, Chart, readonly string[], readonly string[]]>([
    [
      'active drugs by name, each once',
      {
        contextMedications: [
          drug('vitamin-K-antagonist', 'warfarin'),
          drug('heparin', 'enoxaparin'),
          drug('direct-oral-anticoagulant', 'apixaban'),
          drug('heparin', 'enoxaparin'),
        ],
      },
      ['apixaban', 'enoxaparin', 'warfarin'],
      [
        'MedicationStatement/warfarin',
        'MedicationStatement/enoxaparin',
        'MedicationStatement/apixaban',
        'MedicationStatement/enoxaparin',
      ],
    ],
    [
      'a drug says more than the listed therapy',
      { contextMedications: [drug('heparin', 'enoxaparin')], diagnoses: [therapy] },
      ['enoxaparin'],
      ['MedicationStatement/enoxaparin', 'Condition/z'],
    ],
    [
      'the listed therapy alone',
      { diagnoses: [therapy] },
      ['long-term anticoagulants'],
      ['Condition/z'],
    ],
  ])('anticoagulants: %s', (_, chart, drugs, sources) => {
    expect(bleeding(chart)).toStrictEqual([
      {
        outcome: 'anticoagulant',
        values: { drugs: named(drugs) },
        evidence: sources.map((source) => seen(source)),
      },
    ]);
  });

  test.each<[string, Chart]>([
    ['a heparin that has ended', { contextMedications: [drug('heparin', 'enoxaparin', false)] }],
    ['a drug of another role', { contextMedications: [drug('disulfiram', 'disulfiram')] }],
    ['a therapy that is over', { diagnoses: [{ ...therapy, active: false }] }],
  ])('silent: %s', (_, chart) => {
    expect(bleeding(chart)).toStrictEqual([]);
  });
});

const RENAL = {
  'severe.below': 30,
  'moderate.below': 50,
  'filtration.age': 180,
  'weight.age': 180,
  'cockcroft-gault.age-from': 140,
  'cockcroft-gault.divisor': 72,
  'cockcroft-gault.female': 0.85,
  ...CURRENT,
};
const renal = (
  chart: Chart,
  product: 'depot' | 'oral' | 'contrave' | 'ldn' = 'depot',
  differing: Partial<RuleInput> = {},
) => renalFunction.judge(ruleInput(product, evidenceOf(chart), differing), RENAL);
const rate = (value: number, days = 14, differing: Differing = {}) =>
  result('egfr', value, days, differing);
const creatinine = (value: number, days = 14, differing: Differing = {}) =>
  result('creatinine', value, days, differing);
const weight = (kilograms: number, days = 30, source = 'Observation/kg') => ({
  kilograms,
  at: exactly(daysAgo(days)),
  provenance: seen(source),
});

describe('renal function: measured filtration', () => {
  test.each<[string, readonly ReadableLiverResult[], string[]]>([
    ['29', [rate(29)], ['severe']],
    ['30', [rate(30)], ['moderate']],
    ['49', [rate(49)], ['moderate']],
    ['50', [rate(50)], []],
    ['below 30', [rate(30, 14, { bound: 'below' })], ['severe']],
    ['above 60', [rate(60, 14, { bound: 'above' })], []],
    ['above 25: it may be below 30', [rate(25, 14, { bound: 'above' })], ['severe']],
    [
      'a later preliminary one is less low',
      [rate(20, 20), rate(45, 10, { status: 'preliminary' })],
      ['severe'],
    ],
    [
      'a later one without a number hides nothing',
      [rate(20, 20), unnumbered(rate(20, 10, { status: 'preliminary' }))],
      ['severe'],
    ],
    ['29 of 180 days ago', [rate(29, 180)], ['severe']],
    ['29 of 181 days ago', [rate(29, 181)], []],
    ['a later normal one clears', [rate(29, 20), rate(90, 10)], []],
    [
      'a later one of a partly read source does not',
      [rate(29, 20), rate(90, 10, { provenance: part })],
      ['severe'],
    ],
    [
      'a later preliminary one is lower',
      [rate(45, 20), rate(20, 10, { status: 'preliminary' })],
      ['severe'],
    ],
  ])('eGFR %s', (_, results, expected) => {
    expect(outcomes(renal({ results }))).toStrictEqual(expected);
    expect(outcomes(renal({ results: results.toReversed() }, 'oral'))).toStrictEqual(expected);
  });

  test('the value, its day, the limit it is below, and its source', () => {
    expect(renal({ results: [rate(42, 7)] })).toStrictEqual([
      {
        outcome: 'moderate',
        subject: 'egfr',
        evidence: [seen('Observation/egfr')],
        values: {
          measured: asReported(42),
          date: dated(7),
          limit: { kind: 'number', value: 50 },
        },
      },
    ]);
    expect(renal({ results: [rate(12, 7)] })).toMatchObject([{ values: { limit: { value: 30 } } }]);
  });

  test.each(['contrave', 'ldn'] as const)('is not asked about for %s', (product) => {
    expect(
      renal({ results: [rate(12)], diagnoses: [condition('dialysis')] }, product),
    ).toStrictEqual([]);
  });

  test('nor for a draft that is no naltrexone', () => {
    const order = { ...ruleInput('depot').order, identity: { is: 'opioid' } } as RuleInput['order'];
    expect(renal({ results: [rate(12)] }, 'depot', { order })).toStrictEqual([]);
  });
});

describe('renal function: the listed stage of disease', () => {
  test.each<[string, Diagnosis['group'][], readonly ReadableLiverResult[], string[]]>([
    ['end stage', ['end-stage-kidney-disease'], [], ['end-stage']],
    ['dialysis', ['dialysis'], [], ['end-stage']],
    ['dialysis, whatever the eGFR', ['dialysis'], [rate(60)], ['end-stage']],
    ['severe', ['severe-kidney-disease'], [], ['severe-stage']],
    [
      'severe beside moderate',
      ['severe-kidney-disease', 'moderate-kidney-disease'],
      [],
      ['severe-stage'],
    ],
    [
      'severe and moderate beside dialysis',
      ['dialysis', 'severe-kidney-disease', 'moderate-kidney-disease'],
      [],
      ['end-stage'],
    ],
    ['moderate', ['moderate-kidney-disease'], [], ['moderate-stage']],
    ['moderate, answered by an eGFR of 60', ['moderate-kidney-disease'], [rate(60)], []],
    ['severe, answered by an eGFR of 60', ['severe-kidney-disease'], [rate(60, 180)], []],
    [
      'severe, with an eGFR too long ago',
      ['severe-kidney-disease'],
      [rate(60, 181)],
      ['severe-stage'],
    ],
    [
      'severe, with an eGFR that may be too long ago',
      ['severe-kidney-disease'],
      [rate(60, 0, { at: between(181, 100) })],
      ['severe-stage'],
    ],
    [
      'severe, with a preliminary eGFR',
      ['severe-kidney-disease'],
      [rate(60, 9, { status: 'preliminary' })],
      ['severe-stage'],
    ],
    [
      'severe, with an eGFR of a partly read source',
      ['severe-kidney-disease'],
      [rate(60, 9, { provenance: part })],
      ['severe-stage'],
    ],
    [
      'moderate, with an eGFR of a partly read source',
      ['moderate-kidney-disease'],
      [rate(60, 9, { provenance: part })],
      ['moderate-stage'],
    ],
    ['another disease', ['cirrhosis'], [], []],
  ])('%s', (_, names, results, expected) => {
    const diagnoses = names.map((group) => condition(group));
    expect(outcomes(renal({ diagnoses, results }))).toStrictEqual(expected);
  });

  test('no longer active: silent', () => {
    const diagnoses = [
      condition('dialysis', { active: false }),
      condition('severe-kidney-disease', { active: false }),
    ];
    expect(renal({ diagnoses })).toStrictEqual([]);
  });

  test.each([
    ['end-stage', 'end-stage-kidney-disease'],
    ['severe-stage', 'severe-kidney-disease'],
    ['moderate-stage', 'moderate-kidney-disease'],
  ] as const)('%s names its conditions and their sources', (outcome, group) => {
    const diagnoses = [
      condition(group, { provenance: seen('Condition/1') }),
      condition(group, { display: 'the same again', provenance: seen('Condition/2', false) }),
    ];
    expect(renal({ diagnoses })).toStrictEqual([
      {
        outcome,
        evidence: [seen('Condition/1'), seen('Condition/2', false)],
        values: {
          conditions: { kind: 'list', items: [undated(group), undated('the same again')] },
        },
      },
    ]);
  });
});

describe('renal function: creatinine clearance by Cockcroft and Gault stands in for an eGFR', () => {
  // A woman of 60 years: 80 x kg / (72 x creatinine) x 0.85.
  test('below 30 is severe: 72 kg and 2.3 mg/dL are 29.5 mL/min', () => {
    const chart = { results: [creatinine(2.3)], bodyWeights: [weight(72)] };
    expect(renal(chart)).toStrictEqual([
      {
        outcome: 'severe-clearance',
        subject: 'creatinine',
        evidence: [seen('Observation/creatinine'), seen('Observation/kg')],
        values: {
          clearance: { kind: 'number', value: 29.5 },
          measured: asReported(2.3),
          date: dated(14),
          kilograms: { kind: 'number', value: 72 },
          weighed: dated(30),
          limit: { kind: 'number', value: 30 },
        },
      },
    ]);
  });

  test.each<[string, Chart, string[]]>([
    [
      'a man with the same values: 34.7',
      { sex: 'male', results: [creatinine(2.3)] },
      ['moderate-clearance'],
    ],
    [
      'sex unknown counts as the lower: 29.5',
      { sex: 'unknown', results: [creatinine(2.3)] },
      ['severe-clearance'],
    ],
    ['1.36 mg/dL: exactly 50', { results: [creatinine(1.36)] }, []],
    ['1.37 mg/dL: 49.6', { results: [creatinine(1.37)] }, ['moderate-clearance']],
    ['the age is not known', { results: [creatinine(2.3)], ageYears: undefined }, []],
    ['no weight', { results: [creatinine(2.3)], bodyWeights: [] }, []],
    [
      'weighed 180 days ago',
      { results: [creatinine(2.3)], bodyWeights: [weight(72, 180)] },
      ['severe-clearance'],
    ],
    ['weighed 181 days ago', { results: [creatinine(2.3)], bodyWeights: [weight(72, 181)] }, []],
    ['creatinine of 180 days ago', { results: [creatinine(2.3, 180)] }, ['severe-clearance']],
    ['creatinine of 181 days ago', { results: [creatinine(2.3, 181)] }, []],
    ['a creatinine of nothing is no value', { results: [creatinine(0)] }, []],
    [
      'the worse of two that stand',
      { results: [creatinine(1, 20), creatinine(2.3, 10, { provenance: part })] },
      ['severe-clearance'],
    ],
    [
      'the worse of two is the earlier one',
      { results: [creatinine(2.3, 20), creatinine(1, 10, { provenance: part })] },
      ['severe-clearance'],
    ],
    ['there is an eGFR', { results: [creatinine(2.3), rate(80)] }, []],
    [
      'the eGFR is too long ago',
      { results: [creatinine(2.3), rate(80, 181)] },
      ['severe-clearance'],
    ],
  ])('%s', (_, chart, expected) => {
    const { results = [], ...rest } = chart;
    const other = { bodyWeights: [weight(72)], ...rest };
    expect(outcomes(renal({ ...other, results }))).toStrictEqual(expected);
    expect(outcomes(renal({ ...other, results: results.toReversed() }))).toStrictEqual(expected);
  });

  test('the newest weight counts, in whatever order they arrive', () => {
    const weights = [
      weight(150, 20, 'Observation/old'),
      weight(72.04, 10, 'Observation/new'),
      weight(150, 90),
    ];
    for (const bodyWeights of [weights, weights.toReversed()]) {
      expect(renal({ results: [creatinine(2.3)], bodyWeights })).toMatchObject([
        {
          evidence: [{}, seen('Observation/new')],
          values: { kilograms: { value: 72 }, weighed: dated(10) },
        },
      ]);
    }
  });

  test('the clearance never reads as the limit that it is below', () => {
    // 80 x 72 / (72 x 2.268) x 0.85 = 29.98
    const chart = { results: [creatinine(2.268)], bodyWeights: [weight(72)] };
    expect(renal(chart)).toMatchObject([{ values: { clearance: { value: 29.9 } } }]);
  });
});
