import { describe, expect, test } from '@jest/globals';
import { findingsOf, outcomesOf } from '../../../test/support/findings-of.js';
import { theKnowledge } from '../../../test/support/hook-parts.js';
import { fillWords } from '../compose/fill-words.js';
import type { WordValue } from './rule.js';

const QUESTION = 'liver-enzymes';
const lab =
  (code: string, limit: string, unit: string) =>
  (effective: string, value: number, more: object = {}) => ({
    type: 'Observation',
    code,
    effective,
    value,
    unit,
    refRange: limit,
    ...more,
  });
const alt = lab('ALT', '0-45', 'U/L');
const ast = lab('AST', '0-40', 'U/L');
const bilirubin = lab('total bilirubin', '0-1.2', 'mg/dL');

/** The number in "279 U/L". */
const measuredNumber = (value: WordValue | undefined): unknown => {
  const [amount] = value?.kind === 'list' ? value.items : [];
  const [number] = amount?.kind === 'list' ? amount.items : [];
  return number?.kind === 'number' ? number.value : undefined;
};

/** The bullets of the question, as a card would say them. */
async function bullets(facts: readonly { type: string }[]): Promise<readonly string[]> {
  const { questions, drug } = theKnowledge();
  return (await findingsOf(QUESTION, { facts: [...facts] })).map(({ outcome, values }) =>
    fillWords(
      questions.get(QUESTION)?.outcomes[outcome]?.bullet ?? '',
      values,
      drug.terms,
      'plain',
    ),
  );
}

describe('each enzyme is judged by itself', () => {
  test('severe ALT, moderate AST', async () => {
    const findings = await findingsOf(QUESTION, { facts: [alt('-5d', 300), ast('-5d', 150)] });
    expect(findings.map(({ outcome, subject }) => [outcome, subject])).toEqual([
      ['severe', 'alt'],
      ['moderate', 'ast'],
    ]);
  });
  test('a normal ALT of today does not clear a raised AST of last month', async () => {
    expect(await outcomesOf(QUESTION, { facts: [alt('0d', 25), ast('-31d', 140)] })).toEqual([
      'stale-abnormal',
    ]);
  });
  test('a newer normal result of the same enzyme does', async () => {
    expect(await outcomesOf(QUESTION, { facts: [alt('-60d', 300), alt('-3d', 25)] })).toEqual([]);
  });
});

describe('preliminary and contradictory results', () => {
  test('a preliminary severe result is critical', async () => {
    const facts = [alt('-5d', 25), alt('-1d', 300, { status: 'preliminary' })];
    expect(await outcomesOf(QUESTION, { facts })).toEqual(['severe', 'rising']);
  });
  test('the worse of two contradictory results counts, in the state conflicting', async () => {
    const facts = [alt('-5dT08:00', 240), alt('-5dT14:00', 40)];
    expect(await findingsOf(QUESTION, { facts })).toMatchObject([
      { rule: 'liver-severe-elevation', state: 'conflicting', indicator: 'critical' },
    ]);
  });
  test('too old for critical it stays conflicting', async () => {
    const facts = [alt('-100dT08:00', 240), alt('-100dT14:00', 40)];
    expect(await findingsOf(QUESTION, { facts })).toMatchObject([
      { rule: 'liver-stale-abnormal', state: 'conflicting', indicator: 'warning' },
    ]);
  });
  test('bupropion/naltrexone: a warning, conflicting too', async () => {
    const facts = [alt('-5dT08:00', 240), alt('-5dT14:00', 40)];
    expect(await findingsOf(QUESTION, { order: { kind: 'contrave' }, facts })).toMatchObject([
      { outcome: 'severe-contrave', state: 'conflicting', indicator: 'warning' },
    ]);
  });
});

describe('AST alone (B2.9)', () => {
  const raised = ast('-5d', 240);
  test.each([
    ['ALT and bilirubin low', [raised, alt('-5d', 40), bilirubin('-5d', 0.8)], 'ast-alone'],
    ['no ALT', [raised, bilirubin('-5d', 0.8)], 'severe'],
    [
      'a preliminary ALT',
      [raised, alt('-5d', 40, { status: 'preliminary' }), bilirubin('-5d', 0.8)],
      'severe',
    ],
    [
      'a later preliminary ALT that is raised',
      [raised, alt('-5d', 60), alt('-4d', 100, { status: 'preliminary' }), bilirubin('-5d', 0.8)],
      'severe',
    ],
    [
      'a preliminary AST',
      [{ ...raised, status: 'preliminary' }, alt('-5d', 40), bilirubin('-5d', 0.8)],
      'severe',
    ],
    ['an ALT of a month', [raised, alt('2026-11', 40), bilirubin('-5d', 0.8)], 'severe'],
    ['ALT raised instead', [alt('-5d', 300), ast('-5d', 40), bilirubin('-5d', 0.8)], 'severe'],
  ])('%s', async (_, facts, expected) => {
    expect(await outcomesOf(QUESTION, { facts })).toEqual([expected]);
  });
});

describe('trend (B2.11)', () => {
  test.each([
    ['the nearest earlier result counts', [alt('-90d', 25), alt('-60d', 80), alt('-5d', 95)], []],
    ['not one of the same day', [alt('-5dT08:00', 40), alt('-5dT14:00', 95)], []],
    ['not a preliminary one', [alt('-60d', 25, { status: 'preliminary' }), alt('-5d', 95)], []],
    [
      'in other units',
      [alt('-60d', 0.5, { unit: 'ukat/L', refRange: '0-0.75' }), alt('-5d', 95)],
      ['rising'],
    ],
    [
      'by the limit where there is no unit',
      [alt('-60d', 30, { unit: undefined, refRange: '0-45' }), alt('-5d', 95)],
      ['rising'],
    ],
    ['falling is no rise', [alt('-60d', 400), alt('-5d', 95)], []],
  ])('%s', async (_, facts, expected) => {
    expect(await outcomesOf(QUESTION, { facts })).toEqual(expected);
  });
});

describe('a partial date is as late as it may be for a hazard', () => {
  test('ALT 300 in August', async () => {
    expect(await outcomesOf(QUESTION, { facts: [alt('2026-08', 300)] })).toEqual(['severe']);
  });
  test('ALT 300 in July', async () => {
    expect(await outcomesOf(QUESTION, { facts: [alt('2026-07', 300)] })).toEqual([
      'stale-abnormal',
    ]);
  });
});

describe('what the card says', () => {
  test.each<[string, { type: string }[], string]>([
    [
      'value, unit, multiple, limit, its origin and date',
      [alt('-4d', 279)],
      'ALT 6.2 × ULN (279 U/L; ULN 45 by the laboratory) on 20 Nov 2026',
    ],
    [
      'a lower bound',
      [alt('-4d', 1000, { comparator: '>' })],
      'ALT more than 22.2 × ULN (more than 1000 U/L; ULN 45',
    ],
    [
      'no unit',
      [alt('-4d', 300, { unit: undefined, refRange: '0-50' })],
      'ALT 6.0 × ULN (300; ULN 50 by the laboratory)',
    ],
    ['preliminary', [alt('-4d', 300, { status: 'preliminary' })], '(300 U/L, preliminary; ULN 45'],
    [
      'the unit of the laboratory',
      [alt('-4d', 4, { unit: 'ukat/L', refRange: '0-0.75' })],
      '(4 µkat/L; ULN 0.75 by the laboratory)',
    ],
    [
      'a multiple just above a whole one is not rounded onto it',
      [alt('-4d', 226)],
      'ALT 5.02 × ULN',
    ],
    [
      'contradictory: both',
      [alt('-4dT08:00', 240), alt('-4dT14:00', 40)],
      '(240 U/L; ULN 45 by the laboratory) on 20 Nov 2026, but 40 U/L on 20 Nov 2026',
    ],
    ['risen: from what', [alt('-60d', 45), alt('-4d', 90)], 'risen from 45 U/L on 25 Sep 2026'],
  ])('%s', async (_, facts, expected) => {
    expect((await bullets(facts))[0]).toContain(expected);
  });
});

describe('evidence, subject and limit of each outcome', () => {
  test.each<[string, { type: string }[], object]>([
    [
      'severe: 5 times',
      [alt('-5d', 300)],
      { outcome: 'severe', evidence: ['f1'], limit: 5, subject: 'alt' },
    ],
    [
      'very severe: 10 times',
      [ast('-5d', 800)],
      { outcome: 'very-severe', evidence: ['f1'], limit: 10, subject: 'ast' },
    ],
    [
      'moderate: 3 times',
      [alt('-5d', 200)],
      { outcome: 'moderate', evidence: ['f1'], limit: 3, subject: 'alt' },
    ],
    [
      'contradictory: both results',
      [alt('-5dT14:00', 40), alt('-5dT08:00', 240)],
      { outcome: 'severe-conflicting', evidence: ['f2', 'f1'], limit: 5, subject: 'alt' },
    ],
    [
      'AST alone: its companions too',
      [ast('-5d', 240), alt('-5d', 40), bilirubin('-5d', 0.8)],
      { outcome: 'ast-alone', evidence: ['f1', 'f2', 'f3'], limit: 5, subject: 'ast' },
    ],
    [
      'moderate and falling: the earlier result too',
      [alt('-60d', 500), alt('-5d', 200)],
      { outcome: 'moderate-falling', evidence: ['f2', 'f1'], limit: 3, subject: 'alt' },
    ],
    [
      'old and falling: the earlier result too',
      [alt('-160d', 500), alt('-100d', 200)],
      {
        outcome: 'stale-abnormal-falling',
        evidence: ['f2', 'f1'],
        limit: undefined,
        subject: 'alt',
      },
    ],
    [
      'rising: from the earlier result',
      [alt('-60d', 45), alt('-5d', 95)],
      { outcome: 'rising', evidence: ['f2', 'f1'], limit: undefined, subject: 'alt' },
    ],
  ])('%s', async (_, facts, expected) => {
    const findings = await findingsOf(QUESTION, { facts: [...facts] });
    expect(
      findings.map(({ outcome, evidence, subject, values }) => ({
        outcome,
        subject,
        evidence: evidence.map(({ source }) => source.replace('Observation/', '')),
        limit: values['limit'] && 'value' in values['limit'] ? values['limit'].value : undefined,
      })),
    ).toEqual([expected]);
  });
});

test('a fall makes no severe result milder', async () => {
  const facts = [alt('-60d', 800), alt('-5d', 300)];
  expect(await outcomesOf(QUESTION, { facts })).toEqual(['severe']);
});

describe('of several results of one enzyme that stand, the worst speaks, once', () => {
  const preliminary = { status: 'preliminary' };
  test.each([
    [
      'severe beside a later moderate one',
      [alt('-9d', 300), alt('-5d', 200, preliminary)],
      [['severe', 300]],
    ],
    [
      'severe beside an earlier moderate one',
      [alt('-9d', 200), alt('-5d', 300, preliminary)],
      [['severe', 300]],
    ],
    [
      'the higher of two moderate ones',
      [alt('-9d', 210), alt('-5d', 160, preliminary)],
      [['moderate', 210]],
    ],
    [
      'the higher of two later ones',
      [alt('-9d', 150), alt('-5d', 160, preliminary), alt('-4d', 210, preliminary)],
      [['moderate', 210]],
    ],
    [
      'a recent moderate one before an old severe one',
      [alt('-100d', 600), alt('-5d', 200, preliminary)],
      [['moderate-falling', 200]],
    ],
    [
      'rising is said of the newest',
      [alt('-60d', 45), alt('-5d', 95, preliminary), alt('-4d', 105, preliminary)],
      [['rising', 105]],
    ],
  ])('%s', async (_, facts, expected) => {
    const findings = await findingsOf(QUESTION, { facts });
    expect(
      findings.map(({ outcome, values }) => [outcome, measuredNumber(values['measured'])]),
    ).toEqual(expected);
  });
});

describe('bupropion/naltrexone: a warning about severe enzymes alone (B2.1)', () => {
  test.each([
    ['severe', [alt('-5d', 300)], ['severe-contrave']],
    ['very severe', [alt('-5d', 800)], ['severe-contrave']],
    ['AST alone', [ast('-5d', 240), alt('-5d', 40), bilirubin('-5d', 0.8)], ['severe-contrave']],
    ['moderate', [alt('-5d', 200)], []],
    ['old', [alt('-100d', 300)], []],
    ['rising', [alt('-60d', 45), alt('-5d', 95)], []],
  ])('%s', async (_, facts, expected) => {
    expect(await outcomesOf(QUESTION, { order: { kind: 'contrave' }, facts })).toEqual(expected);
  });
});

test('low-dose naltrexone is not asked about', async () => {
  const facts = [alt('-5d', 300)];
  expect(await outcomesOf(QUESTION, { order: { kind: 'ldn', doseMg: 4.5 }, facts })).toEqual([]);
});
