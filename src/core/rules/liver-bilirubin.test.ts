import { describe, expect, test } from '@jest/globals';
import { caseToFhir } from '../../../test/support/case-to-fhir.js';
import { decideCase, prepareCase } from '../../../test/support/decide-case.js';
import { findingsOf, outcomesOf } from '../../../test/support/findings-of.js';
import { theKnowledge } from '../../../test/support/hook-parts.js';
import { liverFacts } from '../../../test/support/liver-facts.js';

const QUESTION = 'liver-bilirubin';
const { alt, ast, alp, bilirubin, direct } = liverFacts;

describe("the pattern of Hy's law", () => {
  const pair = [alt('-5d', 150), bilirubin('-5d', 2.6)];
  test.each([
    [
      'a preliminary bilirubin raises',
      [alt('-5d', 150), bilirubin('-5d', 2.6, { status: 'preliminary' })],
      'hys-law-alp-unknown',
    ],
    ['an ALP known to be low is said', [...pair, alp('-5d', 100)], 'hys-law'],
    [
      'a later preliminary ALP that is low keeps the pattern',
      [...pair, alp('-5d', 390), alp('-4d', 100, { status: 'preliminary' })],
      'hys-law',
    ],
    [
      'AST alone makes it too',
      [alt('-5d', 40), ast('-5d', 150), bilirubin('-5d', 2.6)],
      'hys-law-alp-unknown',
    ],
    [
      'an enzyme of the same month may belong to it',
      [alt('2026-11', 150), bilirubin('-12d', 2.6)],
      'hys-law-alp-unknown',
    ],
  ])('%s', async (_, facts, outcome) => {
    expect(await outcomesOf(QUESTION, { facts })).toContain(outcome);
  });
  test('an ALT that is normal again ends it', async () => {
    const facts = [alt('-9d', 150), bilirubin('-9d', 2.6), alt('-2d', 40)];
    expect(await outcomesOf(QUESTION, { facts })).toEqual(['bilirubin-high']);
  });
  test('the worst enzyme speaks, contradictory results are said', async () => {
    const facts = [
      alt('-5d', 150),
      ast('-5dT08:00', 400),
      ast('-5dT14:00', 30),
      bilirubin('-5d', 2.6),
    ];
    expect(await findingsOf(QUESTION, { facts })).toMatchObject([
      { rule: 'liver-hys-law', state: 'conflicting', values: { enzyme: { text: 'AST' } } },
      { rule: 'liver-bilirubin-high' },
    ]);
  });
});

describe("the pattern of Gilbert's syndrome needs all of its results, sure ones", () => {
  const whole = [alt('-5d', 25), ast('-5d', 22), bilirubin('-5d', 3), direct('-5d', 0.3)];
  test.each([
    ['all there', whole, 'gilbert'],
    ['ALT just above its limit', [alt('-5d', 46), ...whole.slice(1)], 'bilirubin-high'],
    ['no direct bilirubin', whole.slice(0, 3), 'bilirubin-high'],
    [
      'a preliminary direct bilirubin',
      [...whole.slice(0, 3), direct('-5d', 0.3, { status: 'preliminary' })],
      'bilirubin-high',
    ],
    [
      'a preliminary total',
      [
        ...whole.filter(({ code }) => code !== 'total bilirubin'),
        bilirubin('-5d', 3, { status: 'preliminary' }),
      ],
      'bilirubin-high',
    ],
    [
      'a direct bilirubin without a unit',
      [...whole.slice(0, 3), direct('-5d', 0.3, { unit: undefined, refRange: '0-0.3' })],
      'bilirubin-high',
    ],
  ])('%s', async (_, facts, outcome) => {
    expect(await outcomesOf(QUESTION, { facts })).toEqual([outcome]);
  });
});

describe('evidence, subject and state of each outcome', () => {
  const enzymes = [alt('-5d', 25), ast('-5d', 22)];
  const contradictory = [alp('-5dT08:00', 600), alp('-5dT14:00', 130)];
  const observations = (...ids: string[]) => ids.map((id) => `Observation/${id}`);
  test.each<[string, { type: string }[], object[]]>([
    [
      "Hy's law: enzyme, bilirubin and ALP",
      [alt('-5d', 150), bilirubin('-5d', 2.6), alp('-5d', 100)],
      [
        { outcome: 'hys-law', evidence: observations('f1', 'f2', 'f3') },
        { outcome: 'bilirubin-high', subject: 'bilirubin-total', evidence: observations('f2') },
      ],
    ],
    [
      "Hy's law without ALP",
      [bilirubin('-5d', 2.6), alt('-5d', 150)],
      [
        { outcome: 'hys-law-alp-unknown', evidence: observations('f2', 'f1') },
        { outcome: 'bilirubin-high', subject: 'bilirubin-total', evidence: observations('f1') },
      ],
    ],
    [
      "Gilbert's pattern: all that makes it",
      [bilirubin('-5d', 3), ...enzymes, direct('-5d', 0.3)],
      [
        {
          outcome: 'gilbert',
          subject: 'bilirubin-total',
          evidence: observations('f1', 'f2', 'f3', 'f4'),
        },
      ],
    ],
    [
      'contradictory bilirubins: both',
      [bilirubin('-5dT14:00', 0.8), bilirubin('-5dT08:00', 4.8)],
      [
        {
          outcome: 'bilirubin-high-conflicting',
          subject: 'bilirubin-total',
          state: 'conflicting',
          evidence: observations('f2', 'f1'),
        },
      ],
    ],
    [
      'ALP alone',
      [alp('-5d', 300)],
      [{ outcome: 'alp-raised', subject: 'alp', evidence: observations('f1') }],
    ],
    [
      'contradictory ALP',
      contradictory,
      [
        {
          outcome: 'alp-raised',
          subject: 'alp',
          state: 'conflicting',
          evidence: observations('f1'),
        },
      ],
    ],
    [
      'cholestasis: ALP and a bilirubin seven days apart',
      [alp('-12d', 300), bilirubin('-5d', 2.6)],
      [
        { outcome: 'bilirubin-high', subject: 'bilirubin-total', evidence: observations('f2') },
        {
          outcome: 'cholestatic',
          subject: 'bilirubin-total',
          evidence: observations('f1', 'f2'),
        },
      ],
    ],
  ])('%s', async (_, facts, expected) => {
    const findings = await findingsOf(QUESTION, { facts: [...facts] });
    expect(
      findings.map(({ outcome, subject, state, evidence }) => ({
        outcome,
        ...(subject === undefined ? {} : { subject }),
        ...(state === 'met' ? {} : { state }),
        evidence: evidence.map(({ source }) => source),
      })),
    ).toEqual(expected);
  });
});

describe("Hy's law counts for 90 days before a first dose, for 180 in continuation (B2.10)", () => {
  const pair = (at: string) => [alt(at, 150), bilirubin(at, 2.6)];
  test.each<[string, string[], { type: string }[], string[]]>([
    ['90 days, first dose', [], pair('-90d'), ['hys-law-alp-unknown', 'bilirubin-high']],
    ['91 days, first dose', [], pair('-91d'), ['bilirubin-high']],
    [
      '180 days, continuation',
      ['depot-given'],
      pair('-180d'),
      ['hys-law-alp-unknown', 'bilirubin-high'],
    ],
    ['181 days, continuation', ['depot-given'], pair('-181d'), ['bilirubin-high']],
  ])('%s', async (_, given, facts, expected) => {
    expect(await outcomesOf(QUESTION, { given, facts: [...facts] })).toEqual(expected);
  });
});

test('contradictory bilirubins: the worse one speaks and both are named', async () => {
  const facts = [bilirubin('-5dT08:00', 4.8), bilirubin('-5dT14:00', 0.8)];
  expect(await findingsOf(QUESTION, { facts })).toMatchObject([
    { outcome: 'bilirubin-high-conflicting', state: 'conflicting', indicator: 'warning' },
  ]);
});

test('ALP without an ALT of these days has no R value', async () => {
  expect(await findingsOf(QUESTION, { facts: [alp('-5d', 300), alt('-20d', 40)] })).toMatchObject([
    { outcome: 'alp-raised', values: { pattern: { term: 'injury.unknown' } } },
  ]);
});

test.each([
  ['low-dose naltrexone is not asked', { kind: 'ldn', doseMg: 4.5 } as const, []],
  [
    "bupropion/naltrexone is asked about Hy's law alone",
    { kind: 'contrave' } as const,
    ['hys-law-contrave'],
  ],
])('%s', async (_, order, expected) => {
  const facts = [alt('-5d', 150), bilirubin('-5d', 2.6), alp('-20d', 300)];
  expect(await outcomesOf(QUESTION, { order, facts })).toEqual(expected);
});

describe('bullets that tell the same are folded and stay listed (E1, E3.6)', () => {
  const bulletsOf = async (facts: readonly { type: string }[]) => {
    const prepared = await prepareCase(
      caseToFhir({ given: ['aud', 'negative-panel'], facts: [...facts] }),
    );
    const card = decideCase(prepared, theKnowledge())?.cards.find(({ kind }) => kind === 'safety');
    return {
      bullets: card?.detail.split('\n').filter((line) => line.startsWith('- ')).length,
      rules: card?.rules.map(({ id }) => id).sort(),
    };
  };
  test.each([
    [
      "Hy's law takes severe ALT, rising ALT and bilirubin",
      [alt('-40d', 60), alt('-5d', 300), bilirubin('-5d', 2.6)],
      1,
      ['liver-bilirubin-high', 'liver-hys-law', 'liver-rising', 'liver-severe-elevation'],
    ],
    [
      'cholestasis takes its bilirubin',
      [alt('-5d', 30), bilirubin('-5d', 2.6), alp('-5d', 300)],
      1,
      ['liver-bilirubin-high', 'liver-cholestatic'],
    ],
    [
      'ALP of other days does not',
      [alt('-5d', 30), bilirubin('-5d', 2.6), alp('-20d', 300)],
      2,
      ['liver-bilirubin-high', 'liver-cholestatic'],
    ],
    [
      'ALT and bilirubin eight days apart are two facts',
      [alt('-13d', 150), bilirubin('-5d', 2.6)],
      2,
      ['liver-bilirubin-high', 'liver-moderate-elevation'],
    ],
    [
      'a failure pattern takes the bilirubin that makes it',
      [alt('-5d', 30), bilirubin('-5d', 2.6), liverFacts.inr('-5d', 1.8)],
      1,
      ['liver-bilirubin-high', 'liver-failure-pattern'],
    ],
    [
      'alcohol-related hepatitis with ascites is one bullet',
      [liverFacts.condition('K70.11', { recordedDate: '-20d' }), alt('-5d', 30)],
      1,
      ['liver-acute-condition', 'liver-decompensated'],
    ],
    [
      'decompensation takes the cirrhosis beside it',
      [liverFacts.condition('K70.31', { recordedDate: '-20d' }), alt('-5d', 30)],
      1,
      ['liver-chronic-condition', 'liver-decompensated'],
    ],
  ])('%s', async (_, facts, bullets, rules) => {
    expect(await bulletsOf(facts)).toEqual({ bullets, rules });
  });
});
