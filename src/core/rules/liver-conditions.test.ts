import { describe, expect, test } from '@jest/globals';
import { findingsOf, outcomesOf } from '../../../test/support/findings-of.js';
import { liverFacts } from '../../../test/support/liver-facts.js';

const QUESTION = 'liver-conditions';
const { alt, ast, bilirubin, condition } = liverFacts;
const low = [alt('-5d', 30), ast('-5d', 30), bilirubin('-5d', 0.8)];

describe('acute hepatitis and hepatic failure', () => {
  test.each([
    [
      'by month: as late as it may be',
      [condition('B15.9', { recordedDate: '2026-05' })],
      ['acute'],
    ],
    [
      'by year: may be of today, so tests of before cannot show it settled',
      [condition('B15.9', { recordedDate: '2026' }), ...low],
      ['acute'],
    ],
    [
      'onset before the record of it',
      [condition('B15.9', { onset: '-300d', recordedDate: '-5d' })],
      ['old'],
    ],
    ['failure of half a year', [condition('K72.00', { recordedDate: '-200d' }), ...low], ['old']],
    [
      'hepatitis with coma is failure',
      [condition('B19.0', { recordedDate: '-100d' }), ...low],
      ['failure'],
    ],
    ['remission', [condition('B15.9', { clinicalStatus: 'remission', recordedDate: '-5d' })], []],
    ['refuted', [condition('B15.9', { verificationStatus: 'refuted', recordedDate: '-5d' })], []],
    [
      'without a clinical status',
      [condition('B15.9', { clinicalStatus: undefined, recordedDate: '-5d' })],
      ['acute'],
    ],
    [
      'preliminary tests do not show it settled',
      [
        condition('K70.10', { recordedDate: '-100d' }),
        alt('-5d', 30, { status: 'preliminary' }),
        ...low.slice(1),
      ],
      ['acute'],
    ],
    [
      'a month of tests does not',
      [condition('K70.10', { recordedDate: '-100d' }), alt('2026-10', 30), ...low.slice(1)],
      ['acute'],
    ],
  ])('%s', async (_, facts, expected) => {
    expect(await outcomesOf(QUESTION, { facts })).toEqual(expected);
  });
});

describe('decompensation', () => {
  test.each([
    [
      'chronic hepatic failure is that',
      [condition('K72.10', { recordedDate: '-900d' })],
      ['decompensated'],
    ],
    [
      'ascites beside any alcohol-related liver disease',
      [condition('R18.8'), condition('K70.0')],
      ['decompensated'],
    ],
    ['ascites beside viral hepatitis alone', [condition('R18.8'), condition('B18.2')], ['chronic']],
    [
      'ascites beside a cirrhosis that is over',
      [condition('R18.8'), condition('K74.60', { clinicalStatus: 'inactive' })],
      [],
    ],
    [
      'malignant ascites beside cirrhosis',
      [condition('R18.0'), condition('K74.60')],
      ['cirrhosis'],
    ],
    ['varices that do not bleed', [condition('I85.00')], ['chronic']],
  ])('%s', async (_, facts, expected) => {
    expect(await outcomesOf(QUESTION, { facts })).toEqual(expected);
  });

  test('several Conditions are one finding that names each once', async () => {
    const facts = [
      condition('K70.31', { recordedDate: '-900d' }),
      condition('K70.31', { recordedDate: '-10d' }),
      condition('I85.01'),
    ];
    const [finding] = await findingsOf(QUESTION, { facts });
    expect(finding?.values['conditions']).toMatchObject({
      items: [
        { items: [{ text: 'alcohol-related cirrhosis with ascites' }, {}, {}] },
        { items: [{ text: 'oesophageal varices with bleeding' }, { term: 'dated.without' }] },
      ],
    });
    expect(finding?.evidence).toHaveLength(3);
  });
});

test('a diagnosis dated ahead is left out', async () => {
  const facts = [condition('B16.9', { recordedDate: '+10d' })];
  expect(await outcomesOf(QUESTION, { facts })).toEqual([]);
});

test.each([
  ['low-dose naltrexone is not asked', { kind: 'ldn', doseMg: 4.5 } as const, []],
  ['bupropion/naltrexone: undated', { kind: 'contrave' } as const, ['contrave-undated']],
  [
    'oral naltrexone: like the depot',
    { kind: 'oral', doseMg: 50 } as const,
    ['undated', 'cirrhosis'],
  ],
])('%s', async (_, order, expected) => {
  const facts = [condition('B16.9'), condition('K74.60')];
  expect(await outcomesOf(QUESTION, { order, facts })).toEqual(expected);
});
