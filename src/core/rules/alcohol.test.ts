import { describe, expect, test } from '@jest/globals';
import { between, daysAgo, diagnosis, seen } from '../../../test/support/clinical-facts.js';
import { hoursAgo, ruleInput } from '../../../test/support/rule-input.js';
import type { AlcoholSign, AlcoholWithdrawalScore } from '../evidence/alcohol-use.js';
import { exactly } from '../time/instant.js';
import { alcoholUse } from './alcohol-use.js';
import { alcoholWithdrawal } from './alcohol-withdrawal.js';
import type { RuleInput } from './rule.js';

/** `clinical-liver-other` D: drinking and withdrawal when naltrexone is started. */

const dependence = diagnosis({ group: 'alcohol-use-disorder' });
const NUMBERS = {
  'alcohol.recent': 24,
  'metabolite.recent': 3,
  'last-drink.recent': 5, // apart from the one of metabolites, so that neither passes for the other
  'phosphatidylethanol.from': 20,
  'phosphatidylethanol.recent': 28,
};
const sign = (kind: AlcoholSign['kind'], differing: Partial<AlcoholSign> = {}): AlcoholSign => ({
  kind,
  name: kind,
  at: exactly(daysAgo(1)),
  measured: undefined,
  provenance: seen('Observation/1'),
  ...differing,
});
const drinking = (
  signs: readonly AlcoholSign[],
  product: 'depot' | 'oral' | 'contrave' | 'ldn' = 'depot',
  differing: Partial<RuleInput> = {},
) =>
  alcoholUse.judge(
    ruleInput(
      product,
      { alcohol: { signs, withdrawalScores: [] }, diagnoses: [dependence] },
      differing,
    ),
    NUMBERS,
  );
const outcomes = (verdicts: readonly { readonly outcome: string }[]) =>
  verdicts.map(({ outcome }) => outcome);
const peth = (value: number, days: number) =>
  sign('phosphatidylethanol', {
    at: exactly(daysAgo(days)),
    measured: { value, comparator: undefined, unit: 'ng/mL' },
  });

describe('signs of drinking before the first depot', () => {
  test.each<[string, AlcoholSign, string[]]>([
    ['breath alcohol 24 hours ago', sign('alcohol', { at: exactly(hoursAgo(24)) }), ['alcohol']],
    ['breath alcohol 25 hours ago', sign('alcohol', { at: exactly(hoursAgo(25)) }), []],
    ['breath alcohol yesterday, without a time', sign('alcohol'), ['alcohol']],
    ['breath alcohol of two days ago', sign('alcohol', { at: exactly(daysAgo(2)) }), []],
    ['EtG 3 days ago', sign('metabolite', { at: exactly(daysAgo(3)) }), ['metabolite']],
    ['EtG 4 days ago', sign('metabolite', { at: exactly(daysAgo(4)) }), []],
    [
      'EtG at some time of the last 9 to 3 days',
      sign('metabolite', { at: between(9, 3) }),
      ['metabolite'],
    ],
    ['last drink 5 days ago', sign('last-drink', { at: exactly(daysAgo(5)) }), ['last-drink']],
    ['last drink 6 days ago', sign('last-drink', { at: exactly(daysAgo(6)) }), []],
    ['PEth 20 of 28 days ago', peth(20, 28), ['phosphatidylethanol']],
    ['PEth 20 of 29 days ago', peth(20, 29), []],
    ['PEth 19.9', peth(19.9, 2), []],
    ['PEth in words', sign('phosphatidylethanol'), []],
  ])('%s', (_, one, expected) => {
    expect(outcomes(drinking([one]))).toStrictEqual(expected);
  });

  test.each<[string, Parameters<typeof drinking>]>([
    ['oral naltrexone', [[sign('metabolite')], 'oral']],
    ['bupropion/naltrexone', [[sign('metabolite')], 'contrave']],
    ['continuation of the depot', [[sign('metabolite')], 'depot', { lane: 'depot' }]],
    ['continuation after oral naltrexone', [[sign('metabolite')], 'depot', { lane: 'oral' }]],
  ])('are not asked about: %s', (_, asked) => {
    expect(drinking(...asked)).toStrictEqual([]);
  });

  test('are not asked about without alcohol use disorder, and are when the order gives it as its reason', () => {
    const alcohol = { signs: [sign('metabolite')], withdrawalScores: [] };
    const judged = (reasons: RuleInput['reasons']) =>
      outcomes(alcoholUse.judge(ruleInput('depot', { alcohol }, { reasons }), NUMBERS));
    expect(judged([])).toStrictEqual([]);
    expect(judged(['alcohol-use-disorder'])).toStrictEqual(['metabolite']);
  });

  test.each([
    ['no naltrexone', { is: 'antagonist', rescue: true, name: 'naloxone' }],
    ['an opioid', { is: 'opioid' }],
  ])('a draft that is %s is not judged', (_, identity) => {
    const order = { ...ruleInput('depot').order, identity } as RuleInput['order'];
    expect(drinking([sign('metabolite')], 'depot', { order })).toStrictEqual([]);
  });
});

describe('what is said about drinking', () => {
  test('of each kind the newest, with its value, day and source', () => {
    const measured = { value: 0.05, comparator: undefined, unit: '%' };
    const signs = [
      sign('alcohol', { at: exactly(hoursAgo(20)), provenance: seen('Observation/a') }),
      sign('alcohol', { at: exactly(hoursAgo(5)), measured, provenance: seen('Observation/b') }),
      sign('alcohol', { at: exactly(hoursAgo(9)), provenance: seen('Observation/c') }),
      sign('last-drink', { at: between(3, 2), provenance: seen('Observation/d') }),
    ];
    const expected = [
      {
        outcome: 'alcohol',
        evidence: [seen('Observation/b')],
        values: {
          measured: {
            kind: 'list',
            separator: ' ',
            items: [
              { kind: 'number', value: 0.05 },
              { kind: 'chart-text', text: '%' },
            ],
          },
          date: { kind: 'span', earliest: hoursAgo(5).day, latest: hoursAgo(5).day },
        },
      },
      {
        outcome: 'last-drink',
        evidence: [seen('Observation/d')],
        values: {
          date: { kind: 'span', earliest: daysAgo(3).day, latest: daysAgo(2).day },
          days: { kind: 'number', value: 2 },
        },
      },
    ];
    expect(drinking(signs)).toStrictEqual(expected);
  });

  test('a metabolite by its name, "positive" when no number was reported', () => {
    const [verdict] = drinking([sign('metabolite', { name: 'ethyl glucuronide' })]);
    expect(verdict?.values).toStrictEqual({
      test: { kind: 'text', text: 'ethyl glucuronide' },
      measured: { kind: 'term', term: 'result.positive' },
      date: { kind: 'span', earliest: daysAgo(1).day, latest: daysAgo(1).day },
    });
  });

  test('PEth with its bound, and no unit when none was given', () => {
    const measured = { value: 400, comparator: '>', unit: undefined } as const;
    const [verdict] = drinking([sign('phosphatidylethanol', { measured })]);
    expect(verdict).toMatchObject({
      outcome: 'phosphatidylethanol',
      values: {
        measured: {
          items: [
            { kind: 'term', term: 'bound.above' },
            { kind: 'number', value: 400 },
          ],
        },
      },
    });
  });
});

const WITHDRAWAL = { 'ciwa.from': 8, 'ciwa.recent': 48, 'diagnosis.recent': 7 };
const ciwa = (score: number, hours: number, source = 'Observation/w'): AlcoholWithdrawalScore => ({
  score,
  at: exactly(hoursAgo(hours)),
  provenance: seen(source),
});
const withdrawal = (
  evidence: {
    readonly scores?: readonly AlcoholWithdrawalScore[];
    readonly diagnoses?: RuleInput['evidence']['diagnoses'];
  },
  product: 'depot' | 'oral' | 'contrave' | 'ldn' = 'depot',
  differing: Partial<RuleInput> = {},
) =>
  alcoholWithdrawal.judge(
    ruleInput(
      product,
      {
        alcohol: { signs: [], withdrawalScores: evidence.scores ?? [] },
        diagnoses: evidence.diagnoses ?? [],
      },
      differing,
    ),
    WITHDRAWAL,
  );
const inWithdrawal = (differing: Parameters<typeof diagnosis>[0] = {}) =>
  diagnosis({
    group: 'alcohol-withdrawal',
    display: 'alcohol withdrawal',
    at: exactly(daysAgo(2)),
    ...differing,
  });

describe('alcohol withdrawal', () => {
  test.each([
    ['CIWA-Ar 8, 48 hours ago', [ciwa(8, 48)], ['score']],
    ['CIWA-Ar 8, 49 hours ago', [ciwa(8, 49)], []],
    ['CIWA-Ar 7', [ciwa(7, 1)], []],
    ['a high score with a lower one after it', [ciwa(15, 40), ciwa(3, 1)], ['score']],
    [
      'a score of two days ago without a time',
      [{ ...ciwa(9, 1), at: exactly(daysAgo(2)) }],
      ['score'],
    ],
    ['a score of some time in 9 to 2 days', [{ ...ciwa(9, 1), at: between(9, 2) }], ['score']],
    ['a score of three days ago without a time', [{ ...ciwa(9, 1), at: exactly(daysAgo(3)) }], []],
  ])('%s', (_, scores, expected) => {
    expect(outcomes(withdrawal({ scores }))).toStrictEqual(expected);
  });

  test.each([
    ['diagnosed 7 days ago', { at: exactly(daysAgo(7)) }, ['diagnosis']],
    ['diagnosed 8 days ago', { at: exactly(daysAgo(8)) }, []],
    ['of a month that may be recent', { at: between(30, 7) }, ['diagnosis']],
    ['of this month, which is not over', { at: between(23, -6) }, ['diagnosis']],
    ['dated tomorrow: a clock that runs ahead', { at: exactly(daysAgo(-1)) }, ['diagnosis']],
    ['dated in two days', { at: exactly(daysAgo(-2)) }, []],
    ['undated', { at: undefined }, []],
    ['over', { active: false }, []],
    [
      'as a further meaning of a code',
      { group: 'alcohol-use-disorder', also: ['alcohol-withdrawal'] },
      ['diagnosis'],
    ],
    ['of another group', { group: 'alcohol-use-disorder' }, []],
  ] as const)('the diagnosis %s', (_, differing, expected) => {
    expect(outcomes(withdrawal({ diagnoses: [inWithdrawal(differing)] }))).toStrictEqual(expected);
  });

  test('the days of a diagnosis count to the planned day', () => {
    const { clock } = ruleInput('depot');
    const later = { clock: { ...clock, planned: daysAgo(-6) } };
    expect(withdrawal({ diagnoses: [inWithdrawal()] }, 'depot', later)).toStrictEqual([]);
    // An open end is clipped at now, not at the planned day.
    const open = inWithdrawal({ at: between(23, -6) });
    expect(outcomes(withdrawal({ diagnoses: [open] }, 'depot', later))).toStrictEqual([
      'diagnosis',
    ]);
    const muchLater = { clock: { ...clock, planned: daysAgo(-8) } };
    expect(withdrawal({ diagnoses: [open] }, 'depot', muchLater)).toStrictEqual([]);
  });

  const scores = [ciwa(8, 4)];
  const diagnoses = [inWithdrawal()];
  test.each([
    ['a first depot', 'depot', 'first-dose', ['score', 'diagnosis']],
    ['first oral naltrexone', 'oral', 'first-dose', ['score', 'diagnosis']],
    ['a first low dose', 'ldn', 'first-dose', ['score', 'diagnosis']],
    ['a further depot', 'depot', 'depot', []],
    ['further oral naltrexone', 'oral', 'oral', []],
    ['bupropion/naltrexone', 'contrave', 'first-dose', ['score-contrave', 'diagnosis-contrave']],
    ['more bupropion/naltrexone', 'contrave', 'oral', ['score-contrave', 'diagnosis-contrave']],
  ] as const)('before %s', (_, product, lane, expected) => {
    expect(outcomes(withdrawal({ scores, diagnoses }, product, { lane }))).toStrictEqual(expected);
  });

  test('the highest score speaks, of equal ones the newest, and one diagnosis', () => {
    const all = [
      ciwa(12, 30, 'Observation/a'),
      ciwa(20, 40, 'Observation/b'),
      ciwa(20, 3, 'Observation/c'),
    ];
    const two = [
      inWithdrawal({ provenance: seen('Condition/1') }),
      inWithdrawal({ provenance: seen('Condition/2') }),
    ];
    const expected = [
      {
        outcome: 'score',
        evidence: [seen('Observation/c')],
        values: {
          score: { kind: 'number', value: 20 },
          date: { kind: 'span', earliest: hoursAgo(3).day, latest: hoursAgo(3).day },
          limit: { kind: 'number', value: 8 },
        },
      },
      {
        outcome: 'diagnosis',
        evidence: [seen('Condition/1')],
        values: {
          condition: {
            kind: 'list',
            separator: ' ',
            items: [
              { kind: 'text', text: 'alcohol withdrawal' },
              { kind: 'term', term: 'dated.of' },
              { kind: 'span', earliest: daysAgo(2).day, latest: daysAgo(2).day },
            ],
          },
        },
      },
    ];
    expect(withdrawal({ scores: all, diagnoses: two })).toStrictEqual(expected);
    expect(withdrawal({ scores: all.toReversed(), diagnoses: two })).toStrictEqual(expected);
  });

  test('a draft that is no naltrexone is not judged', () => {
    const order = { ...ruleInput('depot').order, identity: { is: 'opioid' } } as RuleInput['order'];
    expect(withdrawal({ scores, diagnoses }, 'depot', { order })).toStrictEqual([]);
  });
});
