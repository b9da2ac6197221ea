import { describe, expect, test } from '@jest/globals';
import { between, daysAgo, seen, TODAY } from '../../../test/support/clinical-facts.js';
import { findingsOf, outcomesOf } from '../../../test/support/findings-of.js';
import * as judging from '../../../test/support/opioid-judging.js';
import type { RaisedResult } from '../evidence/toxicology.js';
import { exactly } from '../time/instant.js';
import { opioidToxicologyPositive } from './opioid-toxicology-positive.js';

const QUESTION = 'opioid-toxicology-positive';
const positive = (code: string, effective: string, more: object = {}) => ({
  type: 'Observation',
  code,
  effective,
  value: 'Positive',
  ...more,
});
const sublocade = { type: 'MedicationAdministration', code: 'Sublocade', effective: '-200d' };
const outcomes = (given: string[], ...facts: ({ type: string } & Record<string, unknown>)[]) =>
  outcomesOf(QUESTION, { given, facts });

describe('waiting time by the class of the analyte', () => {
  test.each([
    ['methadone 9 days', 'methadone screen', '-9d', 'recent'],
    ['methadone 13 days', 'methadone screen', '-13d', 'earlier'],
    ['methadone 14 days', 'methadone screen', '-14d', 'old'],
    ['mitragynine 6 days', 'mitragynine confirmation', '-6d', 'recent'],
    ['mitragynine 7 days', 'mitragynine confirmation', '-7d', 'earlier'],
    ['6-acetylmorphine 13 days: illicit', '6-MAM confirmation', '-13d', 'earlier'],
    ['oxycodone one minute less than 7 days', 'oxycodone screen', '-167h59m', 'recent'],
    ['oxycodone 7 days to the minute', 'oxycodone screen', '-168h', 'earlier'],
  ])('%s: %s', async (_, code, effective, expected) => {
    expect(await outcomes(['oud'], positive(code, effective))).toEqual([expected]);
  });
});

test('dates: collection plus minimum and clear, none once the clear day has passed', async () => {
  const facts = [positive('oxycodone screen', '-6d')];
  const [recent] = await findingsOf(QUESTION, { given: ['oud'], facts });
  const [old] = await findingsOf(QUESTION, {
    given: ['oud'],
    facts: [positive('oxycodone screen', '-10d')],
  });
  expect(recent?.dates).toEqual({ notBefore: expect.any(Number), earliest: expect.any(Number) });
  expect(old?.dates).toBeUndefined();
});

test('one finding for each drug, with all its tests as evidence', async () => {
  const facts = [
    positive('oxycodone screen', '-6d', { id: 'a' }),
    positive('oxycodone confirmation', '-9d', { id: 'b' }),
    positive('fentanyl screen', '-6d', { id: 'c' }),
  ];
  const found = await findingsOf(QUESTION, { given: ['oud'], facts });
  expect(
    found.map(({ subject, outcome, evidence }) => [
      subject,
      outcome,
      evidence.map(({ source }) => source),
    ]),
  ).toEqual([
    ['oxycodone', 'recent', ['Observation/a', 'Observation/b']],
    ['fentanyl', 'recent', ['Observation/c']],
  ]);
});

describe('buprenorphine while a depot releases belongs to the depot', () => {
  test('buprenorphine', async () => {
    expect(
      await outcomes(['oud'], sublocade, positive('norbuprenorphine confirmation', '-3d')),
    ).toEqual([]);
  });
  test('another drug', async () => {
    expect(await outcomes(['oud'], sublocade, positive('fentanyl screen', '-3d'))).toEqual([
      'recent',
    ]);
  });
});

describe('naltrexone that looks like an opioid', () => {
  test.each([
    ['noroxymorphone alone', ['noroxymorphone confirmation'], ['cross-reactivity']],
    [
      'with oxycodone confirmed',
      ['noroxymorphone confirmation', 'oxycodone confirmation'],
      ['on-treatment', 'on-treatment'],
    ],
    [
      'oxycodone and opiates screens together',
      ['oxycodone screen', 'opiates screen'],
      ['cross-reactivity', 'cross-reactivity'],
    ],
    ['with fentanyl', ['oxycodone screen', 'fentanyl screen'], ['on-treatment', 'on-treatment']],
  ])('%s', async (_, codes, expected) => {
    const tests = codes.map((code) => positive(code, '-1d'));
    expect(await outcomes(['oud', 'depot-given'], ...tests)).toEqual(expected);
  });
  test('not on a list entry asserted long before', async () => {
    const listed = {
      type: 'MedicationStatement',
      code: 'naltrexone',
      form: 'oral',
      status: 'active',
      dateAsserted: '-5d',
    };
    expect(await outcomes(['oud'], listed, positive('oxycodone screen', '-1d'))).toEqual([
      'recent',
    ]);
    expect(
      await outcomes(
        ['oud'],
        { ...listed, dateAsserted: '-4d' },
        positive('oxycodone screen', '-1d'),
      ),
    ).toEqual(['cross-reactivity']);
  });
});

describe('preliminary', () => {
  const preliminary = positive('fentanyl screen', '-2d', { status: 'preliminary' });

  test('silent beside a final positive of the drug', async () => {
    expect(await outcomes(['oud'], preliminary, positive('fentanyl screen', '-3d'))).toEqual([
      'recent',
    ]);
  });
  test('silent after a final negative of a later day', async () => {
    expect(await outcomes(['oud', 'negative-panel'], preliminary)).toEqual([]);
  });
});

describe('several positives of one drug', () => {
  const collected = (earliest: number, latest = earliest, more: Partial<RaisedResult> = {}) =>
    judging.positive({
      collected: earliest === latest ? exactly(daysAgo(latest)) : between(earliest, latest),
      provenance: seen(`Observation/${String(latest)}`),
      ...more,
    });
  const judge = (...tests: readonly RaisedResult[]) =>
    opioidToxicologyPositive.judge(
      judging.ruleInput(judging.toxicologyOf(...tests)),
      judging.OPIOID_NUMBERS,
    );

  test.each<[string, RaisedResult[], string, number, number]>([
    ['the newest of equals', [collected(6), collected(2), collected(4)], 'recent', 2, 8],
    ['the worse one', [collected(8), collected(6)], 'recent', 6, 4],
    ['the worse one first', [collected(6), collected(8)], 'recent', 6, 4],
    ['a vague one adds its later date', [collected(5), collected(300, 1)], 'recent', 5, 9],
    ['and in the other order', [collected(300, 1), collected(5)], 'recent', 5, 9],
  ])('%s', (_, tests, outcome, days, ahead) => {
    expect(judge(...tests)).toMatchObject([
      {
        outcome,
        subject: 'oxycodone',
        values: { days: { value: days } },
        evidence: tests.map(({ provenance }) => provenance),
        dates: { earliest: TODAY + ahead },
      },
    ]);
  });

  test.each<[string, RaisedResult[], string[]]>([
    ['some time in 31 days', [collected(32, 1)], ['recent']],
    ['some time in 32 days', [collected(33, 1)], ['vague-date']],
    ['unreadable', [collected(2, 2, { result: 'unreadable' })], []],
    ['without a date', [collected(2, 2, { collected: undefined })], []],
    ['29 days ago', [collected(29)], ['old']],
    ['30 days ago', [collected(30)], []],
    [
      'preliminary, beside a final positive of another drug',
      [collected(3), collected(2, 2, { status: 'preliminary', drug: 'fentanyl' })],
      ['recent', 'preliminary'],
    ],
    [
      'preliminary, beside a final positive of the drug',
      [collected(3), collected(2, 2, { status: 'preliminary' })],
      ['recent'],
    ],
  ])('%s', (_, tests, expected) => {
    expect(judge(...tests).map(({ outcome }) => outcome)).toEqual(expected);
  });
});
