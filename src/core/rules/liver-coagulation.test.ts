import { describe, expect, test } from '@jest/globals';
import { caseToFhir } from '../../../test/support/case-to-fhir.js';
import { prepareCase } from '../../../test/support/decide-case.js';
import { findingsOf, outcomesOf } from '../../../test/support/findings-of.js';
import { theKnowledge } from '../../../test/support/hook-parts.js';
import { liverFacts } from '../../../test/support/liver-facts.js';
import { resourcesOf } from '../chart.js';
import { fillWords } from '../compose/fill-words.js';
import { decide } from '../decide.js';

const QUESTION = 'liver-coagulation';
const { albumin, bilirubin, condition, inr, sign, warfarin } = liverFacts;
const raised = inr('-5d', 1.8);

describe('what explains a raised INR', () => {
  test.each([
    ['warfarin', warfarin(), []],
    ['apixaban', warfarin({ code: { text: 'Eliquis 5 mg' } }), []],
    ['warfarin on hold', warfarin({ status: 'on-hold' }), []],
    ['warfarin that ended before', warfarin({ end: '-20d' }), ['inr-high']],
    ['heparin', warfarin({ code: { text: 'heparin 5000 units' } }), ['inr-high']],
    ['acenocoumarol', warfarin({ code: { text: 'acenocoumarol 4 mg' } }), []],
  ])('%s', async (_, drug, expected) => {
    expect(await outcomesOf(QUESTION, { facts: [raised, drug] })).toEqual(expected);
  });
  test('not one of a list that was not wholly read', async () => {
    const { call, chart, site, now } = await prepareCase(
      caseToFhir({ facts: [raised, warfarin()] }),
    );
    if (call === undefined) throw new Error('no order');
    const medicationStatements = {
      state: 'partial',
      resources: resourcesOf(chart.slices.medicationStatements),
      fault: { reason: 'more-pages' },
    } as const;
    const changed = { ...chart, slices: { ...chart.slices, medicationStatements } };
    const { findings } = decide(call, changed, theKnowledge(), site, now);
    expect(findings.map(({ rule }) => rule)).toContain('liver-inr-high');
  });
});

describe('what makes it a failing liver', () => {
  test.each([
    [
      'hepatic encephalopathy on the list',
      [condition('K76.82', { recordedDate: '-300d' })],
      'failure',
    ],
    ['a toxic hepatitis with ascites', [condition('K71.51')], 'failure'],
    ['ascites that is resolved', [condition('R18.8', { clinicalStatus: 'resolved' })], 'inr-high'],
    ['encephalopathy grade 1', [sign('hepatic encephalopathy grade', '-30d', 1)], 'failure'],
    ['encephalopathy grade 0', [sign('hepatic encephalopathy grade', '-30d', 0)], 'inr-high'],
    ['a preliminary low albumin', [albumin('-5d', 2.5, { status: 'preliminary' })], 'failure'],
    ['albumin above 2', [albumin('-5d', 2, { comparator: '>' })], 'inr-high'],
    ['albumin of other days', [albumin('-13d', 2.5)], 'inr-high'],
  ])('%s', async (_, facts, expected) => {
    expect(await outcomesOf(QUESTION, { facts: [raised, ...facts] })).toEqual([expected]);
  });
});

test.each([
  ['"above 1.5" is above it', inr('-5d', 1.5, { comparator: '>' }), ['inr-high']],
  ['a preliminary one raises', inr('-5d', 1.8, { status: 'preliminary' }), ['inr-high']],
  ['implausible', inr('-5d', 30), []],
])('%s', async (_, fact, expected) => {
  expect(await outcomesOf(QUESTION, { facts: [fact] })).toEqual(expected);
});

describe('evidence, subject and state', () => {
  const observations = (...ids: string[]) => ids.map((id) => `Observation/${id}`);
  test.each<[string, { type: string }[], object]>([
    [
      'INR alone',
      [raised],
      {
        outcome: 'inr-high',
        subject: undefined,
        state: 'met',
        evidence: observations('f1'),
        limit: { kind: 'number', value: 1.5 },
      },
    ],
    [
      'INR with its companions',
      [bilirubin('-5d', 2.6), albumin('-5d', 2.5), raised],
      {
        outcome: 'failure',
        subject: 'bilirubin-total',
        state: 'met',
        evidence: observations('f3', 'f1', 'f2'),
        limit: { kind: 'number', value: 1.5 },
      },
    ],
    [
      'a companion that is a Condition',
      [condition('K71.51'), raised],
      {
        outcome: 'failure',
        subject: undefined,
        state: 'met',
        evidence: ['Observation/f2', 'Condition/f1'],
        limit: { kind: 'number', value: 1.5 },
      },
    ],
    [
      'contradictory INR: the higher one',
      [inr('-5dT14:00', 1), inr('-5dT08:00', 4)],
      {
        outcome: 'inr-high',
        subject: undefined,
        state: 'conflicting',
        evidence: observations('f2'),
        limit: { kind: 'number', value: 1.5 },
      },
    ],
    [
      'a higher one that is preliminary speaks',
      [inr('-5d', 1.8), inr('-4d', 2.6, { status: 'preliminary' })],
      {
        outcome: 'inr-high',
        subject: undefined,
        state: 'met',
        evidence: observations('f2'),
        limit: { kind: 'number', value: 1.5 },
      },
    ],
    [
      'a lower one that is preliminary does not',
      [inr('-5d', 2.6), inr('-4d', 1.8, { status: 'preliminary' })],
      {
        outcome: 'inr-high',
        subject: undefined,
        state: 'met',
        evidence: observations('f1'),
        limit: { kind: 'number', value: 1.5 },
      },
    ],
    [
      'of two bilirubins and of two albumins one each: the highest, the newest',
      [
        bilirubin('-5d', 3),
        bilirubin('-4d', 2.6, { status: 'preliminary' }),
        albumin('-5d', 2.5),
        albumin('-4d', 2.4, { status: 'preliminary' }),
        raised,
      ],
      {
        outcome: 'failure',
        subject: 'bilirubin-total',
        state: 'met',
        evidence: observations('f5', 'f1', 'f4'),
        limit: { kind: 'number', value: 1.5 },
      },
    ],
  ])('%s', async (_, facts, expected) => {
    const findings = await findingsOf(QUESTION, { facts: [...facts] });
    expect(
      findings.map(({ outcome, subject, state, evidence, values }) => ({
        outcome,
        subject,
        state,
        evidence: evidence.map(({ source }) => source),
        limit: values['limit'],
      })),
    ).toEqual([expected]);
  });
});

describe('age and days apart (B2.10, B2.12)', () => {
  const both = (at: string) => [inr(at, 1.8), bilirubin(at, 2.6)];
  test.each<[string, { type: string }[], string[], string[]?]>([
    ['seven days apart', [inr('-5d', 1.8), bilirubin('-12d', 2.6)], ['failure']],
    ['eight days apart', [inr('-5d', 1.8), bilirubin('-13d', 2.6)], ['inr-high']],
    ['90 days, first dose', both('-90d'), ['failure']],
    ['91 days, first dose', both('-91d'), ['inr-high']],
    ['180 days, first dose', both('-180d'), ['inr-high']],
    ['181 days, first dose', both('-181d'), []],
    [
      'an examination of these days makes an old INR no newer',
      [inr('-91d', 1.8), sign('ascites', '-5d', 'mild')],
      ['inr-high'],
    ],
    ['180 days, continuation', both('-180d'), ['failure'], ['depot-given']],
    ['181 days, continuation', both('-181d'), ['inr-high'], ['depot-given']],
    ['365 days, continuation', both('-365d'), ['inr-high'], ['depot-given']],
    ['366 days, continuation', both('-366d'), [], ['depot-given']],
  ])('%s', async (_, facts, expected, given = []) => {
    expect(await outcomesOf(QUESTION, { given, facts: [...facts] })).toEqual(expected);
  });
});

test.each([
  ['oral naltrexone: like the depot', { kind: 'oral', doseMg: 50 } as const, ['inr-high']],
  ['bupropion/naltrexone: not asked', { kind: 'contrave' } as const, []],
  ['low-dose naltrexone: not asked', { kind: 'ldn', doseMg: 4.5 } as const, []],
])('%s', async (_, order, expected) => {
  expect(await outcomesOf(QUESTION, { order, facts: [raised] })).toEqual(expected);
});

test('the bullet names every companion with its date', async () => {
  const facts = [
    raised,
    bilirubin('-5d', 2.6),
    albumin('-5d', 2.5),
    sign('ascites', '-9d', 'mild'),
  ];
  const [finding] = await findingsOf(QUESTION, { facts });
  const { questions, drug } = theKnowledge();
  const { bullet = '' } = questions.get(QUESTION)?.outcomes[finding?.outcome ?? ''] ?? {};
  expect(fillWords(bullet, finding?.values ?? {}, drug.terms, 'plain')).toContain(
    'Total bilirubin 2.6 mg/dL of 19 Nov 2026, Albumin 2.5 g/dL of 19 Nov 2026 and ascites mild of 15 Nov 2026',
  );
});
