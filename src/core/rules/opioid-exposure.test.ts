import { describe, expect, test } from '@jest/globals';
import {
  between,
  daysAgo,
  depot,
  exposure,
  seen,
  TODAY,
} from '../../../test/support/clinical-facts.js';
import { OPIOID_NUMBERS, ruleInput } from '../../../test/support/opioid-judging.js';
import type { BuprenorphineDepot, Exposure, ExposureDoubt } from '../evidence/exposure.js';
import { exactly } from '../time/instant.js';
import { opioidExposure } from './opioid-exposure.js';
import type { RuleInput } from './rule.js';

const possible = (differing: Partial<Exposure> = {}) =>
  exposure({ certainty: 'possible', ...differing });
const judge = (
  exposures: readonly Exposure[],
  depots: readonly BuprenorphineDepot[] = [],
  differing: Partial<RuleInput> = {},
) =>
  opioidExposure.judge(
    ruleInput({ exposures, buprenorphineDepots: depots }, differing),
    OPIOID_NUMBERS,
  );
const outcomes = (...args: Parameters<typeof judge>) => judge(...args).map((one) => one.outcome);
const OXYCODONE = {
  opioid: { kind: 'text', text: 'oxycodone' },
  product: { kind: 'text', text: 'oxycodone 5 mg tablet' },
  source: { kind: 'term', term: 'source.dispense' },
  basis: { kind: 'term', term: 'window.short-acting' },
};

describe('each doubt has words of its own', () => {
  test.each<ExposureDoubt>([
    'active-but-ended',
    'open-entry',
    'stale-entry',
    'unclear-status',
    'kratom-by-words',
    'future-dated',
    'unreadable-test',
    'unclear-challenge',
    'withdrawal-score',
    'opioid-therapy',
  ])('%s', (doubt) => {
    expect(outcomes([possible({ doubt })])).toEqual([doubt]);
    expect(outcomes([possible({ doubt, last: undefined })])).toEqual([doubt]);
  });
  test.each<[string, Partial<Exposure>, string]>([
    ['no doubt but the use itself', {}, 'possible-use'],
    ['listed without its own date', { doubt: 'undated' }, 'possible-use'],
    ['no date at all', { doubt: 'undated', last: undefined }, 'undated'],
    ['no date, no reason', { last: undefined }, 'undated'],
  ])('%s', (_, differing, expected) => {
    expect(outcomes([possible(differing)])).toEqual([expected]);
  });
});

test('a possible use: days from its latest end, no critical day', () => {
  expect(judge([possible()])).toMatchObject([
    {
      outcome: 'possible-use',
      subject: 'oxycodone',
      evidence: [seen()],
      values: { ...OXYCODONE, last: { kind: 'span', earliest: TODAY - 5, latest: TODAY - 5 } },
      dates: { notBefore: undefined, earliest: TODAY + 5 },
    },
  ]);
});
test('an undated one gives no day', () => {
  const [verdict] = judge([possible({ last: undefined })]);
  expect(verdict).toMatchObject({ values: OXYCODONE, evidence: [seen()] });
  expect(verdict?.values).not.toHaveProperty('last');
  expect(verdict?.dates).toBeUndefined();
});

test.each<[string, Partial<Exposure>, string[]]>([
  ['9 days ago', { last: exactly(daysAgo(9)) }, ['possible-use']],
  ['10 days ago', { last: exactly(daysAgo(10)) }, []],
  [
    'a contradiction that is 10 days old',
    { last: exactly(daysAgo(10)), doubt: 'active-but-ended' },
    ['active-but-ended'],
  ],
])('possible use %s', (_, differing, expected) => {
  const found = judge([possible(differing)]);
  expect(found.map(({ outcome }) => outcome)).toEqual(expected);
  if (differing.doubt !== undefined) expect(found[0]?.dates).toBeUndefined();
});

test.each<[string, Partial<Exposure>, string[]]>([
  ['some time in 31 days', { last: between(31, 0) }, []],
  ['some time in 32 days', { last: between(32, 0) }, ['vague-date']],
  ['some time this year, 10 days ago at the latest', { last: between(300, 10) }, []],
  ['without a date', { last: undefined }, []],
])('certain use %s', (_, differing, expected) => {
  expect(outcomes([exposure(differing)])).toEqual(expected);
});

describe('tablets "as needed" that may be left over', () => {
  const leftOver = (days: number, differing: Partial<Exposure> = {}) =>
    exposure({ asNeeded: true, last: exactly(daysAgo(days)), ...differing });
  test.each<[string, Exposure, Partial<RuleInput>, string[]]>([
    ['run out 9 days ago: still the interval', leftOver(9), {}, []],
    ['run out 10 days ago', leftOver(10), {}, ['leftovers']],
    ['run out 30 days ago', leftOver(30), {}, ['leftovers']],
    ['run out 31 days ago', leftOver(31), {}, []],
    ['alcohol use alone', leftOver(12), { indication: 'alcohol-only' }, ['leftovers-alcohol-only']],
    ['on continuation', leftOver(12), { lane: 'depot' }, []],
    ['not as needed', leftOver(12, { asNeeded: false }), {}, []],
    ['ordered only', leftOver(12, { from: 'order' }), {}, []],
  ])('%s', (_, one, differing, expected) => {
    const found = judge([one], [], differing);
    expect(found.map(({ outcome }) => outcome)).toEqual(expected);
    expect(found.flatMap(({ dates }) => dates ?? [])).toEqual([]);
  });
});

describe('depots of buprenorphine', () => {
  const listed = (differing: Partial<BuprenorphineDepot> = {}) =>
    depot({ certainty: 'possible', from: 'order', ...differing });
  const BUPRENORPHINE = {
    opioid: { kind: 'text', text: 'buprenorphine' },
    product: { kind: 'term', term: 'depot.sublocade' },
    source: { kind: 'term', term: 'source.order' },
    basis: { kind: 'term', term: 'window.sublocade' },
  };
  test('ordered, perhaps given', () => {
    expect(judge([], [listed()])).toMatchObject([
      {
        outcome: 'possible-use',
        subject: 'buprenorphine',
        evidence: [seen('MedicationAdministration/a1')],
        values: { ...BUPRENORPHINE, last: { kind: 'span', latest: TODAY - 100 } },
        dates: { notBefore: undefined, earliest: TODAY + 265 },
      },
    ]);
  });
  test('without a date: always said', () => {
    const [verdict] = judge([], [listed({ at: undefined })]);
    expect(verdict).toMatchObject({
      outcome: 'undated',
      subject: 'buprenorphine',
      evidence: [seen('MedicationAdministration/a1')],
      values: BUPRENORPHINE,
    });
    expect(verdict?.dates).toBeUndefined();
  });
  test.each<[string, BuprenorphineDepot, string[]]>([
    ['perhaps given 364 days ago', listed({ at: exactly(daysAgo(364)) }), ['possible-use']],
    ['perhaps given 365 days ago', listed({ at: exactly(daysAgo(365)) }), []],
    ['given some time this year', depot({ at: between(327, 0) }), ['vague-date']],
    ['given on a known day: the depot rule speaks', depot(), []],
    [
      'an implant that was perhaps removed',
      listed({ product: 'buprenorphine-implant', event: 'removed', at: undefined }),
      [],
    ],
  ])('%s', (_, one, expected) => {
    expect(outcomes([], [one])).toEqual(expected);
  });
});

test('of several possible uses of a drug the latest speaks, with the evidence of all', () => {
  const all = [8, 3, 6].map((days) =>
    possible({ last: exactly(daysAgo(days)), provenance: seen(`o/${String(days)}`) }),
  );
  expect(judge(all)).toMatchObject([
    {
      values: { last: { latest: TODAY - 3 } },
      evidence: [seen('o/3'), seen('o/6'), seen('o/8')],
      dates: { earliest: TODAY + 7 },
    },
  ]);
});
test('one without a date stands before all', () => {
  expect(outcomes([possible(), possible({ last: undefined, ingredient: 'fentanyl' })])).toEqual([
    'undated',
    'possible-use',
  ]);
});
