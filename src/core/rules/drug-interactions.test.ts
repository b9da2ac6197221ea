import { describe, expect, test } from '@jest/globals';
import { between, daysAgo, diagnosis, seen } from '../../../test/support/clinical-facts.js';
import { ruleInput } from '../../../test/support/rule-input.js';
import type { ReadableLiverResult } from '../evidence/liver-result.js';
import type { ContextMedication } from '../evidence/read-context-medications.js';
import { exactly } from '../time/instant.js';
import { drugInteractions } from './drug-interactions.js';
import type { RuleInput } from './rule.js';

/** `clinical-liver-other` C13. */

const NUMBERS = {
  'lofexidine.ended': 14,
  'acetaminophen.daily': 3000,
  'acetaminophen.daily-alcohol': 2000,
  'conflict.within': 24,
  'conflict.factor': 2,
  'moderate.from': 3,
  'stale.first-dose': 180,
  'stale.continuation': 365,
};
const PRODUCTS = ['depot', 'oral', 'contrave'] as const;
type Product = (typeof PRODUCTS)[number] | 'ldn';

const taken = (name: string, differing: Partial<ContextMedication> = {}): ContextMedication => ({
  ingredient: name,
  role: name,
  name,
  active: true,
  endedAt: undefined,
  listedAt: undefined,
  product: `${name} tablet`,
  dailyDoseMg: undefined,
  asNeeded: false,
  provenance: seen(`MedicationStatement/${name}`),
  ...differing,
});
const ended = (days: number, differing: Partial<ContextMedication> = {}) =>
  taken('lofexidine', { active: false, endedAt: exactly(daysAgo(days)), ...differing });
const enzyme = (
  analyte: 'alt' | 'ast',
  times: number,
  days = 20,
  differing: Partial<ReadableLiverResult> = {},
): ReadableLiverResult => ({
  analyte,
  name: analyte.toUpperCase(),
  at: exactly(daysAgo(days)),
  issued: undefined,
  lowCertainty: false,
  status: 'final',
  value: {
    readable: true,
    canonical: times * 40,
    reported: { value: times * 40, unit: 'U/L' },
    bound: undefined,
    upperLimit: {
      lowest: 40,
      highest: 40,
      timesLowest: times,
      timesHighest: times,
      origin: 'result',
      rangeUnusable: false,
    },
  },
  provenance: seen(`Observation/${analyte}`),
  ...differing,
});
interface Chart {
  readonly drugs: readonly ContextMedication[];
  readonly results?: readonly ReadableLiverResult[];
  readonly diagnoses?: RuleInput['evidence']['diagnoses'];
}
const judged = (
  { drugs, results = [], diagnoses = [] }: Chart,
  product: Product = 'depot',
  differing: Partial<RuleInput> = {},
) =>
  drugInteractions.judge(
    ruleInput(
      product,
      { contextMedications: drugs, diagnoses, liver: { results } as never },
      differing,
    ),
    NUMBERS,
  );
const outcomes = (...args: Parameters<typeof judged>) =>
  judged(...args).map(({ outcome }) => outcome);
const named = (text: string) => ({ kind: 'text', text });
const dated = (from: number, to = from) => ({
  kind: 'span',
  earliest: daysAgo(from).day,
  latest: daysAgo(to).day,
});

describe('lofexidine: somebody was in opioid withdrawal', () => {
  test.each<[string, ContextMedication[], string[]]>([
    ['active', [taken('lofexidine')], ['lofexidine']],
    ['ended 14 days ago', [ended(14)], ['lofexidine-ended']],
    ['ended 15 days ago', [ended(15)], []],
    [
      'ended at some time of 40 to 14 days ago',
      [ended(0, { endedAt: between(40, 14) })],
      ['lofexidine-ended'],
    ],
    ['over, and nobody knows when', [ended(0, { endedAt: undefined })], []],
    ['ended, and active again', [ended(3), taken('lofexidine')], ['lofexidine']],
    ['two courses, both ended', [ended(30), ended(9), ended(4)], ['lofexidine-ended']],
  ])('%s', (_, drugs, expected) => {
    expect(outcomes({ drugs })).toStrictEqual(expected);
    // Oral products: it makes them less effective, and is information.
    const oral = expected.map((outcome) => outcome.replace('lofexidine', 'lofexidine-oral'));
    expect(outcomes({ drugs }, 'oral')).toStrictEqual(oral);
    expect(outcomes({ drugs }, 'contrave')).toStrictEqual(oral);
  });

  test('an active one is named with the day it was listed, an ended one with its end', () => {
    const active = taken('lofexidine', { listedAt: exactly(daysAgo(4)) });
    expect(judged({ drugs: [ended(3), active] })).toStrictEqual([
      {
        outcome: 'lofexidine',
        values: {
          drug: {
            kind: 'list',
            separator: ' ',
            items: [named('lofexidine'), { kind: 'term', term: 'dated.of' }, dated(4)],
          },
        },
        evidence: [active.provenance],
      },
    ]);
    const over = ended(0, {
      endedAt: between(9, 5),
      provenance: seen('MedicationRequest/l', false),
    });
    expect(judged({ drugs: [ended(60), over] }, 'oral')).toStrictEqual([
      {
        outcome: 'lofexidine-oral-ended',
        values: { drug: named('lofexidine'), ended: dated(9, 5) },
        evidence: [seen('MedicationRequest/l', false)],
      },
    ]);
  });
});

describe('disulfiram is hepatotoxic too', () => {
  const drugs = [taken('disulfiram')];
  test.each<[string, ReadableLiverResult[], string]>([
    ['normal enzymes', [enzyme('alt', 1), enzyme('ast', 0.5)], 'disulfiram'],
    ['no enzymes', [], 'disulfiram'],
    ['ALT above its limit', [enzyme('alt', 1.1)], 'disulfiram-raised'],
    ['AST above its limit', [enzyme('alt', 0.7), enzyme('ast', 1.1)], 'disulfiram-raised'],
    ['raised 180 days ago', [enzyme('alt', 2, 180)], 'disulfiram-raised'],
    ['raised 181 days ago', [enzyme('alt', 2, 181)], 'disulfiram'],
    [
      'raised at some time of 300 to 180 days ago',
      [enzyme('alt', 2, 0, { at: between(300, 180) })],
      'disulfiram-raised',
    ],
    ['raised, and normal since', [enzyme('alt', 2, 30), enzyme('alt', 0.9, 5)], 'disulfiram'],
  ])('%s', (_, results, expected) => {
    expect(outcomes({ drugs, results })).toStrictEqual([expected]);
    expect(outcomes({ drugs, results }, 'oral')).toStrictEqual([expected]);
    expect(outcomes({ drugs, results }, 'contrave')).toStrictEqual(['disulfiram']);
  });

  test('on treatment an enzyme counts for a year', () => {
    const asked = (days: number, lane: RuleInput['lane']) =>
      outcomes({ drugs, results: [enzyme('ast', 2, days)] }, 'depot', { lane });
    expect(asked(365, 'depot')).toStrictEqual(['disulfiram-raised']);
    expect(asked(366, 'depot')).toStrictEqual(['disulfiram']);
    expect(asked(365, 'oral')).toStrictEqual(['disulfiram-raised']);
  });

  test('the worse enzyme is named, with both sources', () => {
    const results = [enzyme('alt', 1.5, 20), enzyme('ast', 2.25, 10)];
    const expected = [
      {
        outcome: 'disulfiram-raised',
        evidence: [seen('MedicationStatement/disulfiram'), seen('Observation/ast')],
        values: {
          drug: named('disulfiram'),
          enzyme: named('AST'),
          times: named('2.3'),
          date: dated(10),
        },
      },
    ];
    expect(judged({ drugs, results })).toStrictEqual(expected);
    expect(judged({ drugs, results: [enzyme('alt', 1.5), enzyme('ast', 1.1)] })).toMatchObject([
      { values: { enzyme: named('ALT'), times: named('1.5') } },
    ]);
  });

  test('without raised enzymes the drug alone', () => {
    expect(judged({ drugs })).toStrictEqual([
      {
        outcome: 'disulfiram',
        values: { drug: named('disulfiram') },
        evidence: [seen('MedicationStatement/disulfiram')],
      },
    ]);
  });
});

test.each(PRODUCTS)('thioridazine beside %s', (product) => {
  expect(judged({ drugs: [taken('thioridazine')] }, product)).toStrictEqual([
    {
      outcome: 'thioridazine',
      values: { drug: named('thioridazine') },
      evidence: [seen('MedicationStatement/thioridazine')],
    },
  ]);
});

describe('acetaminophen in high scheduled doses', () => {
  const dose = (dailyDoseMg: number | undefined, differing: Partial<ContextMedication> = {}) =>
    taken('acetaminophen', { dailyDoseMg, ...differing });
  const ordered = (dailyDoseMg: number, differing: Partial<ContextMedication> = {}) =>
    dose(dailyDoseMg, {
      provenance: { source: 'MedicationRequest/a', slice: 'medicationRequests', complete: true },
      ...differing,
    });
  const drinker = [diagnosis({ group: 'alcohol-use-disorder' })];

  test.each<[string, ContextMedication[], RuleInput['evidence']['diagnoses'], string[]]>([
    ['3 g', [dose(3000)], [], ['acetaminophen']],
    ['2.9 g', [dose(2999)], [], []],
    ['2 g with alcohol use disorder', [dose(2000)], drinker, ['acetaminophen-alcohol']],
    ['1.9 g with alcohol use disorder', [dose(1999)], drinker, []],
    [
      '2 g with alcohol use disorder that is over',
      [dose(2000)],
      [diagnosis({ group: 'alcohol-use-disorder', active: false, remission: true })],
      [],
    ],
    [
      'two products of 1.5 g each',
      [dose(1500), dose(1500, { product: 'another' })],
      [],
      ['acetaminophen'],
    ],
    ['a dose that is not stated', [dose(undefined), dose(2900)], [], []],
    ['3 g that is no longer taken', [dose(3000, { active: false })], [], []],
    ['the order and its list entry of 2 g', [ordered(2000), dose(2000)], [], []],
    ['the list entry before its order', [dose(2000), ordered(2000)], [], []],
    [
      'an order and a list entry of another product',
      [ordered(2000), dose(2000, { product: 'another' })],
      [],
      ['acetaminophen'],
    ],
    [
      'an order and a list entry of another dose',
      [ordered(2000), dose(1000)],
      [],
      ['acetaminophen'],
    ],
    ['two orders alike', [ordered(2000), ordered(2000)], [], ['acetaminophen']],
    ['two list entries alike', [dose(2000), dose(2000)], [], ['acetaminophen']],
  ])('%s', (_, drugs, diagnoses, expected) => {
    expect(outcomes({ drugs, diagnoses })).toStrictEqual(expected);
  });

  test('grams a day, the limit, and the sources that were counted', () => {
    const other = dose(1250, { product: 'another', provenance: seen('MedicationStatement/b') });
    const drugs = [
      dose(2000),
      dose(undefined, { provenance: seen('MedicationStatement/x') }),
      other,
    ];
    expect(judged({ drugs })).toStrictEqual([
      {
        outcome: 'acetaminophen',
        values: { grams: { kind: 'number', value: 3.25 }, limit: { kind: 'number', value: 3 } },
        evidence: [seen('MedicationStatement/acetaminophen'), seen('MedicationStatement/b')],
      },
    ]);
    // Of a supply that was seen twice the order is named.
    expect(judged({ drugs: [dose(3000), ordered(3000)] })).toMatchObject([
      { evidence: [{ source: 'MedicationRequest/a' }] },
    ]);
    expect(judged({ drugs: [dose(2500)], diagnoses: drinker })).toMatchObject([
      { values: { grams: { value: 2.5 }, limit: { value: 2 } } },
    ]);
  });
});

const ALL = ['lofexidine', 'disulfiram', 'thioridazine'].map((name) => taken(name));

test('several drugs at once are several findings; none is one of an unknown role', () => {
  expect(outcomes({ drugs: [...ALL, taken('warfarin')] })).toStrictEqual([
    'lofexidine',
    'disulfiram',
    'thioridazine',
  ]);
});

test('drugs that are no longer taken', () => {
  const drugs = ALL.map((one) => ({ ...one, active: false }));
  expect(judged({ drugs })).toStrictEqual([]);
});

test('nothing is asked about low-dose naltrexone or another drug', () => {
  const order = { ...ruleInput('depot').order, identity: { is: 'opioid' } } as RuleInput['order'];
  expect(judged({ drugs: ALL }, 'ldn')).toStrictEqual([]);
  expect(judged({ drugs: ALL }, 'depot', { order })).toStrictEqual([]);
});
