import { describe, expect, test } from '@jest/globals';
import { caseToFhir } from '../../../../../test/support/case-to-fhir.js';
import type { ClinicalCase, Fact } from '../../../../../test/support/clinical-case.js';
import { decideCase, prepareCase } from '../../../../../test/support/decide-case.js';
import { theKnowledge } from '../../../../../test/support/hook-parts.js';
import { liverFacts } from '../../../../../test/support/liver-facts.js';

const { alt, albumin, ast, bilirubin, condition, inr, platelets, sign, warfarin } = liverFacts;
const laboratory = (code: string, display: string, unit: string, value: number) => ({
  type: 'Observation',
  code: { system: 'loinc', code, display },
  effective: '-5d',
  value,
  unit,
});
const creatinine = laboratory('2160-0', 'Creatinine', 'mg/dL', 1.5);
const sodium = laboratory('2951-2', 'Sodium', 'mmol/L', 131);
const meld = [creatinine, bilirubin('-5d', 6), inr('-5d', 1.5), sodium, albumin('-5d', 2.2)];

const scoresOf = async (chart: Partial<ClinicalCase>) =>
  decideCase(await prepareCase(caseToFhir({ facts: [], ...chart })), theKnowledge())?.liverScores;

describe('MELD', () => {
  test('of a man', async () => {
    expect(await scoresOf({ facts: meld })).toMatchObject({
      meldNa: { computed: true, score: 26 },
      meld3: { computed: true, scores: [{ sex: 'male', score: 26 }] },
    });
  });
  test('both sexes when the sex is not known', async () => {
    expect(await scoresOf({ facts: meld, patient: { sex: 'unknown' } })).toMatchObject({
      meld3: {
        scores: [
          { sex: 'female', score: 27 },
          { sex: 'male', score: 26 },
        ],
      },
    });
  });
  test('a boy of 13 years counts like women', async () => {
    const patient = { birthDate: '2013-04-12' };
    expect(await scoresOf({ facts: meld, patient })).toMatchObject({
      meld3: { scores: [{ sex: 'male', score: 27 }] },
    });
  });
  test('on dialysis creatinine counts as the highest', async () => {
    expect(await scoresOf({ facts: [...meld, condition('Z99.2')] })).toMatchObject({
      meldNa: { score: 33 },
    });
  });
  test.each<[string, readonly Fact[], object]>([
    ['an input is absent', meld.slice(0, 3), { why: 'missing', missing: ['sodium'] }],
    [
      'an input is too old',
      [...meld.slice(1), { ...creatinine, effective: '-91d' }],
      { why: 'missing', missing: ['creatinine'] },
    ],
    [
      'the inputs lie too far apart',
      [...meld.slice(1), { ...creatinine, effective: '-20d' }],
      { why: 'apart' },
    ],
    ['an anticoagulant explains the INR', [...meld, warfarin()], { why: 'anticoagulant' }],
    [
      'an input is only a bound',
      [...meld.slice(1), { ...creatinine, comparator: '<' }],
      { why: 'missing', missing: ['creatinine'] },
    ],
  ])('not computed: %s', async (_, facts, expected) => {
    const scores = await scoresOf({ facts: [...facts] });
    expect(scores?.meldNa).toMatchObject({ computed: false, ...expected });
  });
});

describe('MELD: ages, evidence, dialysis that is over', () => {
  test.each<[string, string, object]>([
    ['under 12 years', '2015-04-12', { computed: false, why: 'age', missing: [] }],
    ['on the twelfth birthday', '2014-11-24', { computed: true }],
  ])('%s', async (_, birthDate, expected) => {
    const scores = await scoresOf({ facts: meld, patient: { birthDate } });
    expect(scores?.meldNa).toMatchObject(expected);
    expect(scores?.meld3).toMatchObject(expected);
  });
  test('a man from his eighteenth birthday on', async () => {
    const scores = await scoresOf({ facts: meld, patient: { birthDate: '2008-11-24' } });
    expect(scores?.meld3).toMatchObject({ scores: [{ sex: 'male', score: 26 }] });
  });
  test('the inputs are its evidence', async () => {
    const scores = await scoresOf({ facts: meld });
    if (scores?.meldNa.computed !== true) throw new Error('not computed');
    expect(scores.meldNa.evidence.map(({ source }) => source)).toEqual(
      ['f1', 'f2', 'f3', 'f4'].map((id) => `Observation/${id}`),
    );
  });
  test('dialysis that is over does not count', async () => {
    const over = condition('Z99.2', { clinicalStatus: 'resolved' });
    expect(await scoresOf({ facts: [...meld, over] })).toMatchObject({ meldNa: { score: 26 } });
  });
  test('another disease is no dialysis', async () => {
    const facts = [...meld, condition('F11.20')];
    expect(await scoresOf({ facts })).toMatchObject({ meldNa: { score: 26 } });
  });
  test('an input of zero is none', async () => {
    const facts = [...meld.slice(1), { ...creatinine, value: 0 }];
    expect(await scoresOf({ facts })).toMatchObject({
      meldNa: { computed: false, why: 'missing', missing: ['creatinine'] },
    });
  });
});

describe('FIB-4', () => {
  const inputs = [ast('-5d', 80), alt('-5d', 40), platelets('-5d', 120)];
  test.each<[string, NonNullable<ClinicalCase['patient']>, object]>([
    [
      'of an adult',
      { birthDate: '1966-04-12' },
      { computed: true, fibrosis: 'high', reliable: true },
    ],
    ['of somebody under 18', { birthDate: '2010-04-12' }, { computed: false, why: 'age' }],
    ['on the eighteenth birthday', { birthDate: '2008-11-24' }, { computed: true }],
    ['of unknown age', { birthDate: '' }, { computed: false, why: 'age' }],
  ])('%s', async (_, patient, expected) => {
    const scores = await scoresOf({ facts: inputs, patient });
    expect(scores?.fib4).toMatchObject(expected);
  });
  test('an anticoagulant does not matter to it', async () => {
    const facts = [...inputs, warfarin()];
    const patient = { birthDate: '1966-04-12' };
    expect(await scoresOf({ facts, patient })).toMatchObject({ fib4: { computed: true } });
  });
});

describe('Child-Pugh of a chart', () => {
  const known = [bilirubin('-5d', 1), albumin('-5d', 4), inr('-5d', 1)];
  test.each<[string, readonly Fact[], object]>([
    [
      'undocumented signs are one to three points each',
      known,
      { points: { least: 5, most: 9 }, classes: ['A', 'B'] },
    ],
    [
      'ascites by code alone is two or three',
      [...known, condition('K70.31'), sign('hepatic encephalopathy grade', '-5d', 0)],
      { points: { least: 6, most: 7 }, ascites: 'present' },
    ],
    [
      'an examination comes before the code',
      [...known, condition('K70.31'), sign('ascites', '-5d', 'none')],
      { points: { least: 5, most: 7 }, ascites: 'none' },
    ],
    [
      'INR under an anticoagulant is not known',
      [...known, warfarin()],
      { points: { least: 5, most: 11 }, inrLeftOut: true },
    ],
    ['one laboratory input is enough', known.slice(0, 1), { points: { least: 5, most: 13 } }],
    ['none is not', [], { computed: false, why: 'no-laboratory' }],
  ])('%s', async (_, facts, expected) => {
    expect((await scoresOf({ facts: [...facts] }))?.childPugh).toMatchObject(expected);
  });
});

test('the evidence of a Child-Pugh score: its results and examinations', async () => {
  const facts = [
    sign('ascites', '-5d', 'none'),
    bilirubin('-5d', 1),
    sign('hepatic encephalopathy grade', '-5d', 0),
  ];
  const scores = await scoresOf({ facts });
  if (scores?.childPugh.computed !== true) throw new Error('not computed');
  expect(scores.childPugh.evidence.map(({ source }) => source)).toEqual(
    ['f2', 'f1', 'f3'].map((id) => `Observation/${id}`),
  );
});

test('a drafted opioid has no liver scores', async () => {
  const order = { kind: 'opioid' as const, code: 'oxycodone/acetaminophen tablet' };
  expect(await scoresOf({ order, facts: meld })).toBeUndefined();
});
