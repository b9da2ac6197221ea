import { describe, expect, test } from '@jest/globals';
import { between, daysAgo, depot, seen, TODAY } from '../../../test/support/clinical-facts.js';
import {
  OPIOID_NUMBERS,
  positive,
  ruleInput,
  toxicologyOf,
} from '../../../test/support/opioid-judging.js';
import type { BuprenorphineDepot } from '../evidence/exposure.js';
import type { RaisedResult } from '../evidence/toxicology.js';
import { exactly } from '../time/instant.js';
import { buprenorphineDepot } from './buprenorphine-depot.js';

const given = (
  days: number,
  product: BuprenorphineDepot['product'] = 'sublocade',
  differing: Partial<BuprenorphineDepot> = {},
) => depot({ product, at: exactly(daysAgo(days)), ...differing });
const found = (days: number, differing: Partial<RaisedResult> = {}) =>
  positive({
    drug: 'buprenorphine',
    exposureClass: 'buprenorphine-transmucosal',
    collected: exactly(daysAgo(days)),
    ...differing,
  });
const judge = (depots: readonly BuprenorphineDepot[], tests: readonly RaisedResult[] = []) =>
  buprenorphineDepot.judge(
    ruleInput({ buprenorphineDepots: depots, ...toxicologyOf(...tests) }),
    OPIOID_NUMBERS,
  );
const outcomes = (...args: Parameters<typeof judge>) => judge(...args).map((one) => one.outcome);

test('an injection inside the minimum: days, both limits and where it stands', () => {
  expect(judge([given(100)])).toEqual([
    {
      outcome: 'too-short',
      subject: 'buprenorphine',
      evidence: [seen('MedicationAdministration/a1')],
      values: {
        product: { kind: 'term', term: 'depot.sublocade' },
        given: { kind: 'span', earliest: TODAY - 100, latest: TODAY - 100 },
        days: { kind: 'number', value: 100 },
        earliestDate: { kind: 'day', day: TODAY + 265 },
        minimum: { kind: 'number', value: 120 },
      },
      dates: { notBefore: TODAY + 20, earliest: TODAY + 265 },
    },
  ]);
});

const removed = { event: 'removed' } as const;
test.each<[string, BuprenorphineDepot, string[]]>([
  ['Sublocade 119 days ago', given(119), ['too-short']],
  ['Sublocade 120 days ago', given(120), ['borderline']],
  ['Sublocade 364 days ago', given(364), ['borderline']],
  ['Sublocade 365 days ago', given(365), []],
  ['an implant of 183 days', given(183, 'buprenorphine-implant'), ['implant-in-situ']],
  ['an implant of 184 days', given(184, 'buprenorphine-implant'), ['implant-not-removed']],
  ['an implant of 730 days', given(730, 'buprenorphine-implant'), ['implant-not-removed']],
  ['an implant of 731 days', given(731, 'buprenorphine-implant'), []],
  ['an implant removed 13 days ago', given(13, 'buprenorphine-implant', removed), ['too-short']],
  ['an implant removed 14 days ago', given(14, 'buprenorphine-implant', removed), ['borderline']],
  ['an implant removed 60 days ago', given(60, 'buprenorphine-implant', removed), []],
])('%s', (_, one, expected) => {
  expect(outcomes([one])).toEqual(expected);
});

describe('buprenorphine in a test while the depot may still release', () => {
  test.each<[string, RaisedResult[], string]>([
    ['9 days ago', [found(9)], 'test-positive'],
    ['10 days ago', [found(10)], 'borderline'],
    ['refuted', [found(3, { standing: 'refuted' })], 'borderline'],
    ['followed by a negative', [found(3, { standing: 'followed-by-negative' })], 'borderline'],
    ['preliminary', [found(3, { status: 'preliminary' })], 'borderline'],
    ['that cannot be read', [found(3, { result: 'unreadable' })], 'borderline'],
    ['of another drug', [found(3, { drug: 'fentanyl' })], 'borderline'],
    ['without a date', [found(3, { collected: undefined })], 'borderline'],
    [
      'without a date, before one of three days ago',
      [found(3, { collected: undefined }), found(3)],
      'test-positive',
    ],
  ])('%s', (_, tests, expected) => {
    expect(outcomes([given(200)], tests)).toEqual([expected]);
  });
  test('the newest of them speaks, the depot stands beside it', () => {
    const tests = [6, 2, 4].map((days) =>
      found(days, { provenance: seen(`Observation/t${String(days)}`) }),
    );
    expect(judge([given(200)], tests)).toMatchObject([
      {
        outcome: 'test-positive',
        evidence: [seen('MedicationAdministration/a1'), seen('Observation/t2')],
        values: { collected: { kind: 'span', earliest: TODAY - 2, latest: TODAY - 2 } },
        dates: { notBefore: TODAY - 80, earliest: TODAY + 165 },
      },
    ]);
  });
  test('an old implant then releases; no date can be given', () => {
    expect(judge([given(300, 'buprenorphine-implant')], [found(3)])).toMatchObject([
      { outcome: 'implant-in-situ', dates: 'never' },
    ]);
  });
});

test('borderline names the day from which nothing is said', () => {
  expect(judge([depot({ at: between(210, 200) })])).toMatchObject([
    { outcome: 'borderline', values: { clear: { value: 365 }, given: { latest: TODAY - 200 } } },
  ]);
});

describe('several depots', () => {
  test('the worst first, whatever their order in the chart', () => {
    const all = [given(200), given(5, 'brixadi-weekly'), given(10, 'buprenorphine-implant')];
    const sorted = ['implant-in-situ', 'too-short', 'borderline'];
    expect(outcomes(all)).toEqual(sorted);
    expect(outcomes(all.toReversed())).toEqual(sorted);
  });
  test.each<[string, BuprenorphineDepot, BuprenorphineDepot, number, number]>([
    ['the later date speaks', given(300), given(40, 'brixadi-weekly'), 300, 65],
    ['of equal dates the newer', given(305), given(120, 'brixadi-monthly'), 120, 60],
    ['of one product the newer', given(50), given(100), 50, 315],
  ])('of one outcome: %s, with the evidence of both', (_, one, other, days, ahead) => {
    for (const depots of [
      [one, other],
      [other, one],
    ]) {
      const [verdict, ...more] = judge(depots);
      expect(more).toEqual([]);
      expect(verdict?.values.days).toEqual({ kind: 'number', value: days });
      expect(verdict?.evidence).toHaveLength(2);
      expect(verdict?.dates).toMatchObject({ earliest: TODAY + ahead });
    }
  });
});
