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
