import { describe, expect, test } from '@jest/globals';
import { daysAgo, diagnosis, dose, seen, TODAY } from '../../../test/support/clinical-facts.js';
import { OPIOID_NUMBERS, ruleInput } from '../../../test/support/opioid-judging.js';
import type { DraftOrder } from '../call.js';
import type { Evidence } from '../evidence/evidence.js';
import type { NaltrexoneDose, NaltrexoneListing } from '../evidence/exposure.js';
import { exactly } from '../time/instant.js';
import { opioidOnNaltrexone } from './opioid-on-naltrexone.js';
import type { RuleInput } from './rule.js';

const order = (exposureClass: string, opioid = 'oxycodone') =>
  ({ identity: { is: 'opioid', opioids: [opioid], exposureClass } }) as unknown as DraftOrder;
const OXYCODONE = order('short-acting');
const METHADONE = order('methadone', 'methadone');
const given = (product: NaltrexoneDose['product'], days: number) =>
  dose({ product, at: exactly(daysAgo(days)), provenance: seen(`${product}/${String(days)}`) });
const listed = (
  product: NaltrexoneListing['product'],
  from: NaltrexoneListing['from'],
  first: number,
  last: number,
): NaltrexoneListing => ({
  product,
  from,
  covers: { first: daysAgo(first), last: daysAgo(last) },
  provenance: seen(`${from}/${product}`),
});
const judge = (evidence: Partial<Evidence>, differing: Partial<RuleInput> = {}) =>
  opioidOnNaltrexone.judge(ruleInput(evidence, { order: OXYCODONE, ...differing }), OPIOID_NUMBERS);
const outcomes = (...args: Parameters<typeof judge>) => judge(...args).map((one) => one.outcome);

test.each<[NaltrexoneDose['product'], number, string[]]>([
  ['depot', 28, ['depot-on-board']],
  ['depot', 29, ['depot-waning']],
  ['depot', 35, ['depot-waning']],
  ['depot', 36, []],
  ['oral', 3, ['oral-on-board']],
  ['oral', 4, []],
  ['contrave', 3, ['oral-on-board']],
  ['ldn', 1, []],
])('%s, given %s days ago', (product, days, expected) => {
  expect(outcomes({ naltrexoneDoses: [given(product, days)] })).toEqual(expected);
});

test.each<[string, NaltrexoneListing, string[]]>([
  ['asserted 3 days ago', listed('oral', 'statement', 3, 3), ['oral-listed']],
  ['asserted 4 days ago', listed('oral', 'statement', 4, 4), []],
  ['a supply that covers today', listed('oral', 'dispense', 30, 0), ['oral-listed']],
  ['a supply that ended yesterday', listed('oral', 'dispense', 30, 1), []],
  ['Contrave', listed('contrave', 'dispense', 30, -5), ['oral-listed']],
  ['the depot, only listed', listed('depot', 'dispense', 5, -20), []],
  ['a low dose', listed('ldn', 'statement', 1, 1), []],
])('only listed: %s', (_, listing, expected) => {
  expect(outcomes({ naltrexoneListings: [listing] })).toEqual(expected);
});

test.each<[string, Partial<Evidence>, string, number, string]>([
  [
    'a depot before an oral dose of today',
    { naltrexoneDoses: [given('oral', 0), given('depot', 20)] },
    'depot-on-board',
    20,
    'depot/20',
  ],
  [
    'an oral dose before a depot that wanes',
    { naltrexoneDoses: [given('depot', 30), given('oral', 2)] },
    'oral-on-board',
    2,
    'oral/2',
  ],
  [
    'a depot that wanes before a listing of today',
    {
      naltrexoneDoses: [given('depot', 30)],
      naltrexoneListings: [listed('oral', 'statement', 0, 0)],
    },
    'depot-waning',
    30,
    'depot/30',
  ],
  [
    'the newer of two depots',
    { naltrexoneDoses: [given('depot', 27), given('depot', 3), given('depot', 9)] },
    'depot-on-board',
    3,
    'depot/3',
  ],
])('the strongest sign speaks: %s', (_, evidence, outcome, days, source) => {
  expect(judge(evidence)).toEqual([
    {
      outcome,
      values: {
        opioids: { kind: 'list', items: [{ kind: 'text', text: 'oxycodone' }] },
        given: { kind: 'day', day: TODAY - days },
        days: { kind: 'number', value: days },
      },
      evidence: [seen(source)],
    },
  ]);
});

test.each([
  ['EMER', 'depot-on-board-monitored'],
  ['IMP', 'depot-on-board-monitored'],
  ['ACUTE', 'depot-on-board-monitored'],
  ['AMB', 'depot-on-board'],
  [undefined, 'depot-on-board'],
])('encounter %s', (encounterClass, expected) => {
  expect(outcomes({ naltrexoneDoses: [given('depot', 5)], encounterClass })).toEqual([expected]);
});

describe('leaving naltrexone for agonist treatment is a warning at most', () => {
  const naltrexoneDoses = [given('depot', 5)];
  test.each<[string, Partial<RuleInput>, Partial<Evidence>, string]>([
    ['no opioid diagnosis', {}, {}, 'depot-on-board'],
    ['opioid use disorder', {}, { diagnoses: [diagnosis()] }, 'agonist-treatment'],
    [
      'withdrawal',
      {},
      { diagnoses: [diagnosis({ group: 'opioid-withdrawal' })] },
      'agonist-treatment',
    ],
    ['no longer active', {}, { diagnoses: [diagnosis({ active: false })] }, 'depot-on-board'],
    ['another diagnosis', {}, { diagnoses: [diagnosis({ group: 'pregnancy' })] }, 'depot-on-board'],
    ['ordered for use', { reasons: ['opioid-use-unspecified'] }, {}, 'agonist-treatment'],
    ['ordered for withdrawal', { reasons: ['opioid-withdrawal'] }, {}, 'agonist-treatment'],
    ['ordered for something else', { reasons: ['alcohol-withdrawal'] }, {}, 'depot-on-board'],
    ['another opioid', { order: OXYCODONE, reasons: ['opioid-withdrawal'] }, {}, 'depot-on-board'],
    [
      'a patch of buprenorphine',
      { order: order('buprenorphine-patch'), reasons: ['opioid-withdrawal'] },
      {},
      'depot-on-board',
    ],
  ])('methadone: %s', (_, differing, evidence, expected) => {
    expect(outcomes({ naltrexoneDoses, ...evidence }, { order: METHADONE, ...differing })).toEqual([
      expected,
    ]);
  });
});
