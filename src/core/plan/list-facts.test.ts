import { describe, expect, test } from '@jest/globals';
import {
  daysAgo,
  diagnosis,
  exposure,
  finding,
  seen,
  TODAY,
} from '../../../test/support/clinical-facts.js';
import {
  alt,
  draft,
  evidence,
  inr,
  NUMBERS,
  order,
  PANEL,
  positive,
  score,
} from '../../../test/support/situation.js';
import type { LiverAnalyte, ReadableLiverValue } from '../evidence/liver-result.js';
import type { Finding } from '../rules/finding.js';
import { dayPlus, exactly, onDay } from '../time/instant.js';
import type { ClearingFact } from './clearing-fact.js';
import type { InductionPlan, Washout } from './induction-plan.js';
import { listFacts } from './list-facts.js';
import type { Situation } from './with-fact.js';

const ahead = (days: number) => dayPlus(TODAY, days);
const planned = (days: number): ClearingFact => ({ kind: 'planned-day', at: onDay(ahead(days)) });
const TESTS = {
  kind: 'negative-tests',
  drugs: PANEL,
  from: TODAY,
  withinHours: 72,
  afterPositive: false,
};
const result = (bound: string, times: number, value?: number) => ({
  kind: 'result',
  analyte: 'alt',
  bound,
  limit: { times },
  amount: value === undefined ? undefined : { value, unit: 'U/L' },
  from: TODAY,
  withinDays: 30,
});
const ANY_ALT = [result('at-most', 5), result('below', 3), result('below', 2)];

const on = (source: string, slice: 'order' | 'conditions' = 'conditions') =>
  finding({ evidence: [{ ...seen(source), slice }] });
const waiting = (differing: Partial<Washout>[]): InductionPlan =>
  ({
    washouts: differing.map((one) => ({
      provenance: seen(),
      window: { minimum: 7, clear: 10 },
      ...one,
    })),
  }) as unknown as InductionPlan;
const listed = (situation: Situation, open: readonly Finding[] = [], plan = waiting([])) =>
  listFacts(situation, open, plan, NUMBERS).map(({ alternatives }) => alternatives);
const ofKind = (kind: ClearingFact['kind'], ...given: Parameters<typeof listed>) =>
  listed(...given)
    .flat()
    .filter((fact) => fact.kind === kind);
const knowing = (...known: Parameters<typeof evidence>) => [order(evidence(...known))];
const tox = (...raised: ReturnType<typeof positive>[]) =>
  knowing({ toxicology: { ...evidence().toxicology, raised } });
const liver = (...results: ReturnType<typeof alt>[]) =>
  knowing({ liver: { ...evidence().liver, results } });

test('beside negative tests and ALT nothing is listed that no finding asks for', () => {
  expect(listed([order()])).toEqual([[TESTS], ANY_ALT]);
  expect(listed([])).toEqual([]);
});

describe('the planned day moves to', () => {
  const dates = (notBefore: number | undefined, earliest: number) =>
    finding({
      dates: {
        notBefore: notBefore === undefined ? undefined : ahead(notBefore),
        earliest: ahead(earliest),
      },
    });
  test.each<
    [string, Situation, readonly Finding[], readonly Partial<Washout>[], readonly number[]]
  >([
    [
      'each end of a wait, the next first',
      [order()],
      [dates(10, 14), dates(7, 10)],
      [],
      [7, 10, 14],
    ],
    [
      'no day on or before the planned one',
      [order(evidence(), { inDays: 7 })],
      [dates(7, 10), dates(undefined, 3)],
      [],
      [10],
    ],
    [
      'the ends of waiting times that made no finding',
      [order()],
      [],
      [
        { notBefore: ahead(4), earliest: ahead(8) },
        { notBefore: undefined, earliest: undefined },
      ],
      [4, 8],
    ],
    [
      'no day for use without an end or without dates',
      [order()],
      [finding({ dates: 'never' }), finding()],
      [],
      [],
    ],
    [
      'the day after a positive of today',
      tox(positive({ collected: exactly(daysAgo(0)) })),
      [],
      [],
      [1],
    ],
    [
      'the day on which a new ALT no longer contradicts that of today',
      liver(alt({ at: exactly(daysAgo(0)) })),
      [],
      [],
      [2],
    ],
    [
      'what the earlier of two orders lacks',
      [order(evidence(), { inDays: 9 }), order(evidence(), { inDays: 2 })],
      [dates(4, 7)],
      [],
      [4, 7],
    ],
  ])('%s', (_, situation, open, washouts, days) => {
    expect(ofKind('planned-day', situation, open, waiting([...washouts]))).toEqual(
      days.map(planned),
    );
  });
});

describe('negative tests', () => {
  test.each<[string, Situation, object]>([
    ['after a positive of yesterday: from today on', tox(positive()), { afterPositive: true }],
    [
      'after a positive of today: from tomorrow on',
      tox(
        positive({ collected: exactly(daysAgo(0)) }),
        positive({ collected: exactly(daysAgo(6)) }),
      ),
      { afterPositive: true, from: ahead(1) },
    ],
    [
      'the latest day on which a sample may have been taken counts',
      tox(positive({ collected: { earliest: daysAgo(20), latest: daysAgo(0) } })),
      { afterPositive: true, from: ahead(1) },
    ],
    [
      'after a positive without a date',
      tox(positive({ collected: undefined, dating: 'undated' })),
      { afterPositive: true },
    ],
    [
      'of a drug outside the panel too, once',
      tox(positive({ drug: 'tramadol' }), positive({ drug: 'tramadol' })),
      { afterPositive: true, drugs: [...PANEL, 'tramadol'] },
    ],
    [
      'not of a drug whose positive is refuted',
      tox(positive({ drug: 'tramadol', standing: 'refuted' })),
      {},
    ],
  ])('%s', (_, situation, differing) => {
    expect(ofKind('negative-tests', situation)).toEqual([{ ...TESTS, ...differing }]);
  });
});

describe('a new result', () => {
  test('of ALT within each limit, in the unit and with the limits of the last one', () => {
    expect(ofKind('result', liver(alt()), [on('Observation/alt')])).toEqual([
      result('at-most', 5, 220),
      result('below', 3, 99),
      result('below', 2, 66),
    ]);
  });
  test('of the newest of several', () => {
    const upperLimit = {
      lowest: 50,
      highest: 50,
      timesLowest: 2,
      timesHighest: 2,
      origin: 'result',
      rangeUnusable: false,
    } as const;
    const newer = alt({ at: exactly(daysAgo(2)), value: { ...alt().value, upperLimit } });
    expect(ofKind('result', liver(alt(), newer))[0]).toEqual(result('at-most', 5, 250));
    expect(ofKind('result', liver(newer, alt()))[0]).toEqual(result('at-most', 5, 250));
  });
  test.each([
    [0, 2],
    [1, 1],
    [2, 0],
    [3, 0],
  ])('must lie a day apart from one of %s days ago: in %s days', (ago, from) => {
    const [first] = ofKind('result', liver(alt({ at: exactly(daysAgo(ago)) })));
    expect(first).toMatchObject({ from: ahead(from) });
  });
  test('of INR in its own unit, within the limit of the bleeding risk and that of the liver', () => {
    const limits = ofKind('result', liver(inr(3.2)), [on('Observation/inr')]).slice(3);
    const expected = (value: number) => ({
      ...result('at-most', 0),
      analyte: 'inr',
      limit: { value },
      amount: { value, unit: undefined },
    });
    expect(limits).toEqual([expected(3), expected(1.5)]);
  });
  test('has no amount where the last one was zero', () => {
    const limits = ofKind('result', liver(inr(0)), [on('Observation/inr')]).slice(3);
    expect(limits).toMatchObject([{ amount: undefined }, { amount: undefined }]);
  });
  test('of albumin reported in g/L: the limit in g/L', () => {
    const albumin = {
      ...inr(2.5),
      analyte: 'albumin' as const,
      provenance: seen('Observation/albumin'),
    };
    const value: ReadableLiverValue = { ...albumin.value, reported: { value: 25, unit: 'g/L' } };
    const limits = ofKind('result', liver({ ...albumin, value }), [
      on('Observation/albumin'),
    ]).slice(3);
    expect(limits).toMatchObject([
      { bound: 'at-least', limit: { value: 2.8 }, amount: { value: 28, unit: 'g/L' } },
    ]);
  });
  test.each<[LiverAnalyte, string, object]>([
    ['ast', 'at-most', { times: 5 }],
    ['bilirubin-total', 'below', { times: 2 }],
    ['alp', 'below', { times: 2 }],
    ['platelets', 'at-least', { value: 50 }],
    ['egfr', 'at-least', { value: 30 }],
  ])('of %s, where a finding rests on one', (analyte, bound, limit) => {
    const last = alt({ analyte, provenance: seen('Observation/it') });
    const about = ofKind('result', liver(last), [on('Observation/it')]).slice(3);
    expect(about[0]).toMatchObject({ analyte, bound, limit });
    expect(ofKind('result', liver(last), [on('Observation/other')])).toEqual(ANY_ALT);
  });
  test('of ALT, AST and bilirubin settles a diagnosis of the liver', () => {
    const conditions = [diagnosis({ provenance: seen('Condition/hepatitis') })];
    const known = knowing({ liver: { ...evidence().liver, conditions } });
    const analytes = (open: readonly Finding[]) => [
      ...new Set(ofKind('result', known, open).map((fact) => 'analyte' in fact && fact.analyte)),
    ];
    expect(analytes([on('Condition/hepatitis')])).toEqual(['alt', 'ast', 'bilirubin-total']);
    expect(analytes([on('Condition/other')])).toEqual(['alt']);
  });
});

test.each<[string, Situation, readonly Finding[], readonly object[]]>([
  [
    'a score of 5 shows withdrawal',
    knowing({ withdrawalScores: [score(2), score(5)] }),
    [],
    [{ kind: 'low-withdrawal-score', below: 5 }],
  ],
  ['a score of 4 does not', knowing({ withdrawalScores: [score(4)] }), [], []],
  [
    'a failed challenge can be passed',
    knowing({
      naloxoneChallenges: [
        { outcome: 'failed', at: undefined, dating: 'undated', provenance: seen() },
      ],
    }),
    [],
    [{ kind: 'passed-challenge' }],
  ],
  [
    'a passed one need not',
    knowing({
      naloxoneChallenges: [
        { outcome: 'passed', at: undefined, dating: 'undated', provenance: seen() },
      ],
    }),
    [],
    [],
  ],
  ['and not where other questions are open', [order()], [finding()], []],
  [
    'pregnancy can be excluded where it is asked for',
    [order()],
    [finding(), finding({ question: 'pregnancy' })],
    [{ kind: 'not-pregnant' }],
  ],
  [
    'what was not read can be read, each type once',
    knowing({ incomplete: new Set(['laboratory', 'conditions', 'assessments'] as const) }),
    [],
    [{ kind: 'chart-read', resourceTypes: ['Condition', 'Observation'] }],
  ],
])('%s', (_, situation, open, expected) => {
  expect(listed(situation, open).slice(2)).toEqual(expected.map((fact) => [fact]));
});

describe('an entry of the chart may be wrong', () => {
  const correct = (source: string, name?: string, lastUse?: number) => ({
    kind: 'corrected-entry',
    source,
    name,
    lastUse: lastUse === undefined ? undefined : ahead(lastUse),
  });
  const entries = (...sources: string[]) =>
    ofKind(
      'corrected-entry',
      [order()],
      sources.map((one) => on(one)),
    );

  test('an order, a statement, a diagnosis, an allergy; each once', () => {
    const sources = [
      'AllergyIntolerance/1',
      'Condition/1',
      'MedicationRequest/1',
      'MedicationStatement/1',
    ];
    expect(entries(...sources.toReversed(), 'Condition/1')).toEqual(
      sources.map((one) => correct(one)),
    );
  });
  test.each(['MedicationDispense/1', 'MedicationAdministration/1', 'Observation/1', 'Procedure/1'])(
    'what was given or measured, as %s, is no error',
    (source) => {
      expect(entries(source)).toEqual([]);
    },
  );
  test('a draft is no entry', () => {
    expect(ofKind('corrected-entry', [order()], [on('MedicationRequest/1', 'order')])).toEqual([]);
  });
  test('it is called by our name, and clears when its longest wait was over on the planned day', () => {
    const [request, condition] = ['MedicationRequest/1', 'Condition/1'];
    const known = evidence({
      exposures: [
        exposure({ ingredient: 'methadone', provenance: seen(request) }),
        exposure({ ingredient: 'oxycodone', provenance: seen(request) }),
      ],
      diagnoses: [diagnosis({ provenance: seen(condition) })],
    });
    const washouts = [14, 10].map((clear) => ({
      provenance: seen(request),
      window: { minimum: 7, clear },
    }));
    for (const written of [washouts, washouts.toReversed()]) {
      expect(
        ofKind(
          'corrected-entry',
          [order(known, { inDays: 3 })],
          [on(request), on(condition)],
          waiting(written),
        ),
      ).toEqual([correct(condition, 'opioid dependence'), correct(request, 'methadone', -11)]);
    }
  });
});

describe('a draft of this signing', () => {
  const depot = draft('depot', [{}]);
  const tablets = draft('tablets', [{}]);
  const unknown = { ...draft('unknown', [{}]), identity: { is: 'other' } as never };
  const ordersOf = (
    drafts: ReturnType<typeof draft>[],
    others: ReturnType<typeof draft>[],
    open: readonly Finding[],
  ) => {
    const situation = [order(evidence(), { drafts, others })];
    return [
      ...ofKind('corrected-order', situation, open),
      ...ofKind('withdrawn-draft', situation, open),
    ];
  };
  const correctedOrder = (ref: string) => ({ kind: 'corrected-order', ref });
  const withdrawn = (ref: string, name?: string) => ({ kind: 'withdrawn-draft', ref, name });

  test.each<
    [
      string,
      ReturnType<typeof draft>[],
      ReturnType<typeof draft>[],
      readonly Finding[],
      readonly object[],
    ]
  >([
    [
      'alone, with instructions: corrected, not withdrawn',
      [depot],
      [],
      [on(depot.ref, 'order')],
      [correctedOrder(depot.ref)],
    ],
    [
      'without instructions nothing can be corrected',
      [draft('depot')],
      [],
      [on(depot.ref, 'order')],
      [],
    ],
    ['on which no finding rests: neither', [depot, tablets], [], [on(depot.ref)], []],
    [
      'among several it can be left out too',
      [depot, tablets],
      [],
      [on(tablets.ref, 'order')],
      [correctedOrder(tablets.ref), withdrawn(tablets.ref, 'naltrexone tablets')],
    ],
    [
      'of another drug it can be left out',
      [depot],
      [unknown],
      [on(unknown.ref, 'order')],
      [withdrawn(unknown.ref)],
    ],
  ])('%s', (_, drafts, others, open, expected) => {
    expect(ordersOf(drafts, others, open)).toEqual(expected);
  });
});
