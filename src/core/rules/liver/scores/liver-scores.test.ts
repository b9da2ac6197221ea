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

describe('FIB-4', () => {
  const inputs = [ast('-5d', 80), alt('-5d', 40), platelets('-5d', 120)];
  test.each<[string, NonNullable<ClinicalCase['patient']>, object]>([
    [
      'of an adult',
      { birthDate: '1966-04-12' },
      { computed: true, fibrosis: 'high', reliable: true },
    ],
    ['of somebody under 18', { birthDate: '2010-04-12' }, { computed: false, why: 'age' }],
    ['of unknown age', { birthDate: '' }, { computed: false, why: 'age' }],
  ])('%s', async (_, patient, expected) => {
    const scores = await scoresOf({ facts: inputs, patient });
    expect(scores?.fib4).toMatchObject(expected);
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

test('a drafted opioid has no liver scores', async () => {
  const order = { kind: 'opioid' as const, code: 'oxycodone/acetaminophen tablet' };
  expect(await scoresOf({ order, facts: meld })).toBeUndefined();
});
