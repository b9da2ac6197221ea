import { describe, expect, test } from '@jest/globals';
import { between, daysAgo, dose, seen, TODAY } from '../../../test/support/clinical-facts.js';
import { naltrexoneDraft, ruleInput } from '../../../test/support/rule-input.js';
import type { NaltrexoneDose, NaltrexoneListing } from '../evidence/exposure.js';
import type { OrderedInstruction } from '../evidence/ordered-dosing/ordered-dosing.js';
import { exactly } from '../time/instant.js';
import type { RaisedResult } from '../evidence/toxicology.js';
import { crossReactivePositives } from './cross-reactivity.js';
import { depotOrder } from './depot-order.js';
import { naltrexoneEarlyDose } from './naltrexone-early-dose.js';
import { naltrexoneInterval } from './naltrexone-interval.js';
import { isNaltrexoneOnBoard } from './naltrexone-on-board.js';
import type { RuleInput } from './rule.js';

/** The ordered dose (`clinical-liver-other` C2, C3) and the ones before it (C4; `clinical-opioid` 6.5, 11). */

const NO_NALTREXONE = {
  order: { ...naltrexoneDraft('depot'), identity: { is: 'opioid' } } as RuleInput['order'],
};
const outcomes = (verdicts: readonly { readonly outcome: string }[]) =>
  verdicts.map(({ outcome }) => outcome);
const given = (days: number, product: NaltrexoneDose['product'] = 'depot') =>
  dose({
    product,
    at: exactly(daysAgo(days)),
    provenance: seen(`MedicationAdministration/${days}`),
  });
const dated = (earliest: number, latest = earliest) => ({
  kind: 'span',
  earliest: daysAgo(earliest).day,
  latest: daysAgo(latest).day,
});

const ORDER = {
  'dose.full': 380,
  'dose.per-millilitre': 95,
  'interval.critical-below': 21,
  'interval.warning-below': 26,
};
const instruction = (differing: Partial<OrderedInstruction>): OrderedInstruction => ({
  routes: [],
  sites: [],
  dose: undefined,
  intervalDays: undefined,
  ...differing,
});
const ordered = (
  instructions: readonly Partial<OrderedInstruction>[],
  product: NaltrexoneDose['product'] = 'depot',
) => {
  const dosing = { instructions: instructions.map(instruction), testDose: false };
  const order = naltrexoneDraft(product, { dosing });
  return depotOrder.judge(ruleInput(product, {}, { order }), ORDER);
};

describe('the depot as ordered', () => {
  test.each<[string, Partial<OrderedInstruction>, string[]]>([
    ['nothing stated', {}, []],
    ['intravenous', { routes: ['intravenous'] }, ['route']],
    ['subcutaneous', { routes: ['subcutaneous'] }, ['route']],
    ['intramuscular', { routes: ['intramuscular'] }, []],
    ['an implant under the skin', { routes: ['subdermal'] }, []],
    ['intramuscular or oral', { routes: ['intramuscular', 'oral'] }, ['route']],
    ['upper arm', { sites: ['upper arm'] }, ['site']],
    ['gluteal', { sites: ['gluteal'] }, []],
    ['upper arm or gluteal', { sites: ['upper arm', 'gluteal'] }, []],
    ['oral, into the arm: one finding', { routes: ['oral'], sites: ['upper arm'] }, ['route']],
    ['380 mg', { dose: { value: 380, unit: 'mg' } }, []],
    ['381 mg', { dose: { value: 381, unit: 'mg' } }, ['dose-above']],
    ['379 mg', { dose: { value: 379, unit: 'mg' } }, ['dose-below']],
    ['4 mL', { dose: { value: 4, unit: 'millilitre' } }, []],
    ['5 mL', { dose: { value: 5, unit: 'millilitre' } }, ['dose-above']],
    ['one kit', { dose: { value: 1, unit: 'container' } }, []],
    ['two kits', { dose: { value: 2, unit: 'container' } }, ['dose-above']],
    ['half a vial', { dose: { value: 0.5, unit: 'container' } }, ['dose-below']],
    ['every 20 days', { intervalDays: 20 }, ['interval-short']],
    ['every 21 days', { intervalDays: 21 }, ['interval-early']],
    ['every 25 days', { intervalDays: 25 }, ['interval-early']],
    ['every 26 days', { intervalDays: 26 }, []],
    [
      'everything wrong',
      { routes: ['oral'], dose: { value: 50, unit: 'mg' }, intervalDays: 1 },
      ['route', 'dose-below', 'interval-short'],
    ],
  ])('%s', (_, one, expected) => {
    expect(outcomes(ordered([one]))).toStrictEqual(expected);
  });

  test('each says what is wrong with which order', () => {
    const evidence = [{ source: 'MedicationRequest/draft-1', slice: 'order', complete: true }];
    const fullDose = { kind: 'number', value: 380 };
    expect(
      ordered([
        { routes: ['intramuscular', 'oral', 'intravenous'] },
        {
          sites: ['upper arm', 'thigh'],
          dose: { value: 3.5, unit: 'millilitre' },
          intervalDays: 70 / 3,
        },
      ]),
    ).toStrictEqual([
      {
        outcome: 'route',
        values: {
          route: {
            kind: 'list',
            items: [
              { kind: 'text', text: 'oral' },
              { kind: 'text', text: 'intravenous' },
            ],
          },
        },
        evidence,
      },
      { outcome: 'site', values: { site: { kind: 'text', text: 'upper arm' } }, evidence },
      {
        outcome: 'dose-below',
        subject: 'dose',
        values: { dose: { kind: 'number', value: 332.5 }, fullDose },
        evidence,
      },
      {
        outcome: 'interval-early',
        subject: 'interval',
        values: { days: { kind: 'number', value: 23.3 }, fullDose },
        evidence,
      },
    ]);
  });

  test.each(['oral', 'contrave', 'ldn'] as const)('%s is no depot', (product) => {
    expect(ordered([{ routes: ['oral'], dose: { value: 50, unit: 'mg' } }], product)).toStrictEqual(
      [],
    );
  });

  test('an opioid is no depot', () => {
    expect(depotOrder.judge(ruleInput('depot', {}, NO_NALTREXONE), ORDER)).toStrictEqual([]);
  });
});

const EARLY = { 'critical.below': 14, 'warning.below': 21, 'info.below': 26 };
const early = (
  naltrexoneDoses: readonly NaltrexoneDose[],
  product: NaltrexoneDose['product'] = 'depot',
  differing: Partial<RuleInput> = {},
) => naltrexoneEarlyDose.judge(ruleInput(product, { naltrexoneDoses }, differing), EARLY);

describe('the next depot too early', () => {
  test.each<[string, NaltrexoneDose[], string[]]>([
    ['no dose before', [], []],
    ['today', [given(0)], ['duplicate']],
    ['13 days', [given(13)], ['duplicate']],
    ['14 days', [given(14)], ['early']],
    ['20 days', [given(20)], ['early']],
    ['21 days', [given(21)], ['slightly-early']],
    ['25 days', [given(25)], ['slightly-early']],
    ['26 days', [given(26)], []],
    ['a span that may be recent', [dose({ at: between(40, 13) })], ['duplicate']],
    ['yesterday by mouth', [given(1, 'oral')], []],
    ['of several the newest counts', [given(60), given(20), given(48)], ['early']],
  ])('%s', (_, doses, expected) => {
    expect(outcomes(early(doses))).toStrictEqual(expected);
  });

  test('days count to the planned day', () => {
    const { clock } = ruleInput('depot');
    const later = { clock: { ...clock, planned: daysAgo(-1) } };
    expect(outcomes(early([given(25)], 'depot', later))).toStrictEqual([]);
    expect(outcomes(early([given(13)], 'depot', later))).toStrictEqual(['early']);
  });

  test('day, days, every dose as its source, and the days from which it is milder or silent', () => {
    const newest = dose({ at: between(17, 16), provenance: seen('Procedure/n', false) });
    const doses = [given(44), newest, given(1, 'oral')];
    const evidence = [seen('MedicationAdministration/44'), newest.provenance];
    const expected = {
      outcome: 'early',
      values: { given: dated(17, 16), days: { kind: 'number', value: 16 } },
      dates: { notBefore: TODAY + 5, earliest: TODAY + 10 },
    };
    expect(early(doses)).toStrictEqual([{ ...expected, evidence }]);
    expect(early(doses.toReversed())).toStrictEqual([
      { ...expected, evidence: evidence.toReversed() },
    ]);
  });

  test.each(['oral', 'contrave', 'ldn'] as const)('is not asked about for %s', (product) => {
    expect(early([given(3)], product)).toStrictEqual([]);
  });

  test('nor for an opioid', () => {
    expect(early([given(3)], 'depot', NO_NALTREXONE)).toStrictEqual([]);
  });
});

const LATE = { 'late.until': 56, 'continuation.depot': 35 };
const late = (
  naltrexoneDoses: readonly NaltrexoneDose[],
  product: NaltrexoneDose['product'] = 'depot',
  differing: Partial<RuleInput> = {},
) => naltrexoneInterval.judge(ruleInput(product, { naltrexoneDoses }, differing), LATE);

describe('the next depot overdue', () => {
  test.each<[string, NaltrexoneDose[], string[]]>([
    ['no dose before: a new start', [], []],
    ['35 days', [given(35)], []],
    ['36 days', [given(36)], ['late']],
    ['56 days', [given(56)], ['late']],
    ['57 days: a new start', [given(57)], []],
    ['the newest decides', [given(70), given(40), given(98)], ['late']],
    ['the newest is in time', [given(40), given(12)], []],
    ['a span that may be in time', [dose({ at: between(60, 35) })], []],
    ['40 days, by mouth', [given(40, 'oral')], []],
  ])('%s', (_, doses, expected) => {
    expect(outcomes(late(doses))).toStrictEqual(expected);
  });

  test('the day of the newest, the days since, and every depot as its source', () => {
    const doses = [
      given(70),
      given(3, 'oral'),
      dose({ at: between(45, 41), provenance: seen('Procedure/n') }),
    ];
    const expected = {
      values: {
        given: { kind: 'day', day: TODAY - 41 },
        days: { kind: 'number', value: 41 },
      },
      evidence: [seen('MedicationAdministration/70'), seen('Procedure/n')],
    };
    expect(late(doses)).toStrictEqual([{ outcome: 'late', ...expected }]);
    expect(late(doses, 'depot', { indication: 'alcohol-only' })).toStrictEqual([
      { outcome: 'late-alcohol-only', ...expected },
    ]);
  });

  test.each(['oral', 'contrave', 'ldn'] as const)('is not asked about for %s', (product) => {
    expect(late([given(40)], product)).toStrictEqual([]);
  });

  test('nor for an opioid', () => {
    expect(late([given(40)], 'depot', NO_NALTREXONE)).toStrictEqual([]);
  });
});

describe('naltrexone on board when a specimen was collected', () => {
  const NUMBERS = { 'on-board.depot': 35, 'on-board.oral': 3 };
  /** Collected 10 days ago. */
  const isOnBoard = (
    naltrexoneDoses: readonly NaltrexoneDose[],
    naltrexoneListings: readonly NaltrexoneListing[] = [],
    collected = exactly(daysAgo(10)),
  ) => isNaltrexoneOnBoard({ naltrexoneDoses, naltrexoneListings }, collected, NUMBERS);
  const stated = (days: number, differing: Partial<NaltrexoneListing> = {}): NaltrexoneListing => ({
    product: 'oral',
    from: 'statement',
    covers: { first: daysAgo(days), last: daysAgo(days) },
    provenance: seen('MedicationStatement/s'),
    ...differing,
  });

  test.each<[string, NaltrexoneDose[], boolean]>([
    ['no dose', [], false],
    ['a depot of the same day', [given(10)], true],
    ['a depot 35 days before', [given(45)], true],
    ['a depot 36 days before', [given(46)], false],
    ['a depot the day after', [given(9)], false],
    ['a depot of a span that may be too long ago', [dose({ at: between(46, 20) })], false],
    ['a depot of a span that may be after', [dose({ at: between(20, 9) })], false],
    [
      'a depot of a partly read source',
      [dose({ at: exactly(daysAgo(20)), provenance: seen('a', false) })],
      false,
    ],
    ['oral 3 days before', [given(13, 'oral')], true],
    ['oral 4 days before', [given(14, 'oral')], false],
    ['bupropion/naltrexone 3 days before', [given(13, 'contrave')], true],
    ['a low dose', [given(10, 'ldn')], false],
    ['one of several', [given(100), given(20)], true],
  ])('%s: %s', (_, doses, expected) => {
    expect(isOnBoard(doses)).toBe(expected);
  });

  test('a collection of some time in two months may be too late for the depot', () => {
    expect(isOnBoard([given(70)], [], between(70, 35))).toBe(true);
    expect(isOnBoard([given(70)], [], between(70, 34))).toBe(false);
    expect(isOnBoard([given(69)], [], between(70, 35))).toBe(false);
  });

  test.each<[string, NaltrexoneListing, boolean]>([
    ['3 days before', stated(13), true],
    ['4 days before', stated(14), false],
    ['3 days after', stated(7), true],
    ['4 days after', stated(6), false],
    ['of bupropion/naltrexone', stated(10, { product: 'contrave' }), true],
    ['of the depot: nobody saw it given', stated(10, { product: 'depot' }), false],
    ['of a low dose', stated(10, { product: 'ldn' }), false],
    ['of a partly read source', stated(10, { provenance: seen('s', false) }), false],
    ['that is a dispense', stated(10, { from: 'dispense' }), false],
    [
      'of a month around it',
      stated(10, { covers: { first: daysAgo(25), last: daysAgo(8) } }),
      false,
    ],
    [
      'of a month from about then',
      stated(10, { covers: { first: daysAgo(12), last: daysAgo(2) } }),
      false,
    ],
  ])('a statement %s', (_, listing, expected) => {
    expect(isOnBoard([], [listing])).toBe(expected);
  });
});

describe('positives that naltrexone on board may explain (`clinical-opioid` 6.5)', () => {
  const NUMBERS = { 'on-board.depot': 35, 'on-board.oral': 3, 'positive.counted': 30 };
  const positive = (differing: Partial<RaisedResult> = {}) =>
    ({
      result: 'positive',
      status: 'final',
      standing: 'screen',
      crossReacts: true,
      collected: exactly(daysAgo(10)),
      ...differing,
    }) as RaisedResult;
  const fentanyl = (differing: Partial<RaisedResult> = {}) =>
    positive({ crossReacts: false, ...differing });
  const explained = (
    positives: readonly RaisedResult[],
    others: readonly RaisedResult[] = [],
    naltrexoneDoses: readonly NaltrexoneDose[] = [given(20)],
  ) =>
    crossReactivePositives(
      positives,
      ruleInput('depot', {
        naltrexoneDoses,
        toxicology: { raised: [...positives, ...others] } as never,
      }),
      NUMBERS,
    );
  const screen = positive();

  test('only those that cross-react, of a known day, with naltrexone on board', () => {
    const before = positive({ collected: exactly(daysAgo(25)) });
    expect(explained([screen, before, positive({ collected: undefined })])).toStrictEqual([screen]);
    expect(explained([screen], [], [])).toStrictEqual([]);
    expect(explained([screen, fentanyl({ standing: 'refuted' })])).toStrictEqual([screen]);
  });

  test.each<[string, boolean, RaisedResult]>([
    ['another opioid', false, fentanyl()],
    ['another opioid 29 days ago', false, fentanyl({ collected: exactly(daysAgo(29)) })],
    ['another opioid 30 days ago', true, fentanyl({ collected: exactly(daysAgo(30)) })],
    ['another opioid, undated', false, fentanyl({ collected: undefined })],
    ['another opioid some time until 29 days ago', false, fentanyl({ collected: between(60, 29) })],
    ['another opioid, refuted', true, fentanyl({ standing: 'refuted' })],
    ['another opioid, preliminary', false, fentanyl({ status: 'preliminary' })],
    ['another opioid, unreadable', true, fentanyl({ result: 'unreadable' })],
    ['one more that cross-reacts', true, positive({ collected: exactly(daysAgo(12)) })],
  ])('beside %s: %s', (_, expected, other) => {
    expect(explained([screen], [other])).toStrictEqual(expected ? [screen] : []);
  });
});
