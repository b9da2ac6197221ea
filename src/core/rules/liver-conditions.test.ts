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

describe('evidence, subject and values of each outcome', () => {
  const TODAY = Date.UTC(2026, 10, 24) / 86_400_000;
  const on = (days: number) => ({
    kind: 'span',
    earliest: TODAY - days,
    latest: TODAY - days,
  });
  const hepatitisB = { kind: 'text', text: 'hepatitis B, acute' };
  test.each<[string, { type: string }[], object[]]>([
    [
      'recent acute hepatitis',
      [condition('B16.9', { recordedDate: '-20d' })],
      [
        {
          outcome: 'acute',
          evidence: ['Condition/f1'],
          values: {
            condition: hepatitisB,
            date: on(20),
            ageDays: { kind: 'number', value: 20 },
          },
        },
      ],
    ],
    [
      'settled: the tests that show it, and their date',
      [condition('B16.9', { recordedDate: '-100d' }), ...low],
      [
        {
          outcome: 'acute-settled',
          evidence: ['Condition/f1', 'Observation/f2', 'Observation/f3', 'Observation/f4'],
          values: {
            condition: hepatitisB,
            date: on(100),
            ageDays: { kind: 'number', value: 100 },
            labDate: on(5),
          },
        },
      ],
    ],
    [
      'undated',
      [condition('B16.9')],
      [{ outcome: 'undated', evidence: ['Condition/f1'], values: { condition: hepatitisB } }],
    ],
  ])('%s', async (_, facts, expected) => {
    const findings = await findingsOf(QUESTION, { facts: [...facts] });
    expect(
      findings.map(({ outcome, evidence, values }) => ({
        outcome,
        evidence: evidence.map(({ source }) => source),
        values,
      })),
    ).toEqual(expected);
  });
  test.each([
    ['dated', condition('B16.9', { recordedDate: '-20d' }), 'contrave', { value: 20 }],
    ['undated', condition('B16.9'), 'contrave-undated', undefined],
  ])('bupropion/naltrexone, %s', async (_, fact, outcome, ageDays) => {
    const order = { kind: 'contrave' } as const;
    const [finding, ...others] = await findingsOf(QUESTION, { order, facts: [fact] });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      outcome,
      subject: 'hepatitis B, acute',
      evidence: [{ source: 'Condition/f1' }],
      values: { condition: hepatitisB, ...(ageDays && { ageDays }) },
    });
  });
  test('the diseases of one bullet, each once with its last date, by name', async () => {
    const facts = [
      condition('K76.6', { recordedDate: '-700d' }),
      condition('B18.2', { recordedDate: '-900d' }),
      condition('B18.2', { recordedDate: '-10d' }),
      condition('B18.2'),
    ];
    const [finding, ...others] = await findingsOf(QUESTION, { facts });
    expect(others).toEqual([]);
    const dated = (name: string, days: number) => ({
      kind: 'list',
      separator: ' ',
      items: [{ kind: 'text', text: name }, { kind: 'term', term: 'dated.of' }, on(days)],
    });
    expect(finding?.values).toEqual({
      condition: { kind: 'text', text: 'chronic viral hepatitis' },
      conditions: {
        kind: 'list',
        items: [dated('chronic viral hepatitis', 10), dated('portal hypertension', 700)],
      },
    });
    expect(finding?.outcome).toBe('chronic');
    expect(finding?.evidence.map(({ source }) => source).sort()).toEqual(
      ['f1', 'f2', 'f3', 'f4'].map((id) => `Condition/${id}`),
    );
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
