import { describe, expect, test } from '@jest/globals';
import {
  daysAgo,
  depot,
  diagnosis,
  exposure,
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
import type { Evidence } from '../evidence/evidence.js';
import type { LiverResult } from '../evidence/liver-result.js';
import type { RuleInput } from '../rules/rule.js';
import { dayPlus, exactly, onDay } from '../time/instant.js';
import type { ClearingFact, ResultFact } from './clearing-fact.js';
import { type Situation, withFact } from './with-fact.js';

const ahead = (days: number) => dayPlus(TODAY, days);
const { now } = order().clock;
const add = (fact: ClearingFact, ...situation: RuleInput[]) => withFact(situation, fact, NUMBERS);
/** Of one order the evidence that is there then. */
const known = (fact: ClearingFact, before: Partial<Evidence> = {}, inDays = 0): Evidence => {
  const [first] = add(fact, order(evidence(before), { inDays })) ?? [];
  if (first === undefined) throw new Error('the fact cannot be');
  return first.evidence;
};
const NEW = { source: 'Observation/new', slice: 'assessments', complete: true };
const tests = (from: number, withinHours = 72): ClearingFact & { kind: 'negative-tests' } => ({
  kind: 'negative-tests',
  drugs: PANEL,
  from: ahead(from),
  withinHours,
  afterPositive: false,
});
const below3: ResultFact = {
  kind: 'result',
  analyte: 'alt',
  bound: 'below',
  limit: { times: 3 },
  amount: { value: 99, unit: 'U/L' },
  from: TODAY,
  withinDays: 30,
};

describe('another planned day', () => {
  const moveTo = (days: number): ClearingFact => ({ kind: 'planned-day', at: onDay(ahead(days)) });
  const days = (situation: Situation | undefined) =>
    situation?.map(({ clock }) => clock.planned.day - TODAY);
  test('moves what is planned before it, and nothing else', () => {
    const [sooner, later] = [order(), order(evidence(), { inDays: 9 })];
    const moved = add(moveTo(5), sooner, later);
    expect(days(moved)).toEqual([5, 9]);
    expect(moved?.[0]).toEqual({ ...sooner, clock: { ...sooner.clock, planned: onDay(ahead(5)) } });
    expect(moved?.[1]).toBe(later);
  });
  test('that is the planned day changes nothing', () => {
    const planned = order(evidence(), { inDays: 5 });
    expect(add(moveTo(5), planned)?.[0]).toBe(planned);
  });
  test('may lie behind the end of the depot before it: then it is a first dose', () => {
    const naltrexoneDoses = [
      { product: 'depot' as const, at: exactly(daysAgo(30)), provenance: seen() },
    ];
    const continued: RuleInput = { ...order(evidence({ naltrexoneDoses })), lane: 'depot' };
    expect(add(moveTo(5), continued)?.[0]?.lane).toBe('depot');
    expect(add(moveTo(6), continued)?.[0]?.lane).toBe('first-dose');
  });
});

describe('a draft', () => {
  const [first, second, opioid] = [draft('depot', [{}]), draft('tablets', [{}]), draft('opioid')];
  const both = [first, second].map((one) => ({
    ...order(evidence(), { drafts: [first, second], others: [opioid] }),
    order: one,
  }));
  test('that is not signed is gone from the call too', () => {
    const left = add({ kind: 'withdrawn-draft', ref: first.ref, name: undefined }, ...both);
    expect(left?.map((one) => one.order)).toEqual([second]);
    expect(left?.[0]?.call).toMatchObject({ orders: [second], otherDrafts: [opioid] });
  });
  test('of another drug likewise', () => {
    const left = add({ kind: 'withdrawn-draft', ref: opioid.ref, name: undefined }, ...both);
    expect(left?.map((one) => one.order)).toEqual([first, second]);
    expect(left?.[0]?.call).toMatchObject({ orders: [first, second], otherDrafts: [] });
  });
  test('is not withdrawn when it is the only order', () => {
    expect(
      add(
        { kind: 'withdrawn-draft', ref: first.ref, name: undefined },
        order(evidence(), { drafts: [first] }),
      ),
    ).toBeUndefined();
  });
  test('that is corrected states nothing that could be judged; the others stay', () => {
    const corrected = add({ kind: 'corrected-order', ref: first.ref }, ...both);
    expect(corrected?.[0]).toEqual({
      ...both[0],
      order: { ...first, dosing: { instructions: [] } },
    });
    expect(corrected?.[1]).toBe(both[1]);
  });
});

describe('an answer of today', () => {
  test('a passed challenge, beside those before', () => {
    const failed = {
      outcome: 'failed',
      at: exactly(daysAgo(1)),
      dating: 'collected',
      provenance: seen(),
    } as const;
    expect(
      known({ kind: 'passed-challenge' }, { naloxoneChallenges: [failed] }).naloxoneChallenges,
    ).toEqual([
      failed,
      { outcome: 'passed', at: exactly(now), dating: 'collected', provenance: NEW },
    ]);
  });
  test('not pregnant, beside those before', () => {
    const pregnant = {
      from: 'status',
      pregnant: true,
      final: true,
      at: exactly(daysAgo(9)),
      provenance: seen(),
    } as const;
    expect(known({ kind: 'not-pregnant' }, { pregnancy: [pregnant] }).pregnancy).toEqual([
      pregnant,
      { from: 'status', pregnant: false, final: true, at: exactly(now), provenance: NEW },
    ]);
  });
  test('what was not read is read', () => {
    const slices = new Set(['laboratory', 'conditions'] as const);
    const read = known(
      { kind: 'chart-read', resourceTypes: ['Observation'] },
      { failed: slices, incomplete: slices },
    );
    expect(read).toEqual(evidence());
  });
  test('a low score: the high one of yesterday is possible use still, other use stays', () => {
    const before = { withdrawalScores: [score(5, 1)], exposures: [exposure()] };
    const { withdrawalScores, exposures } = known(
      { kind: 'low-withdrawal-score', below: 5 },
      before,
    );
    expect(withdrawalScores).toEqual([
      score(5, 1),
      { score: 4, final: true, at: exactly(now), dating: 'collected', provenance: NEW },
    ]);
    expect(exposures).toEqual([
      exposure(),
      expect.objectContaining({
        ingredient: 'opioid',
        from: 'withdrawal-score',
        certainty: 'possible',
        last: exactly(daysAgo(1)),
        provenance: score(5).provenance,
      }),
    ]);
    const again = known(
      { kind: 'low-withdrawal-score', below: 5 },
      { withdrawalScores, exposures },
    );
    expect(again.exposures).toEqual(exposures);
  });
});

describe('an entry that is wrong is gone wherever it was found', () => {
  const wrong = 'Condition/1';
  const correct = {
    kind: 'corrected-entry',
    source: wrong,
    name: undefined,
    lastUse: undefined,
  } as const;
  test('from every list, the groups of lists, and its components', () => {
    const from = (source: string) => [
      exposure({ provenance: seen(source) }),
      exposure({ provenance: seen('Condition/10') }),
    ];
    const before: Partial<Evidence> = {
      exposures: [...from(wrong), ...from(`${wrong}#2`)],
      diagnoses: [diagnosis({ provenance: seen(wrong) })],
      liver: {
        ...evidence().liver,
        conditions: [diagnosis({ provenance: seen(wrong) })],
        results: [alt()],
      },
      allergies: [],
      buprenorphineDepots: [depot()],
      incomplete: new Set(['laboratory']),
    };
    const after = known(correct, before);
    const kept = exposure({ provenance: seen('Condition/10') });
    expect(after).toEqual(
      evidence({
        exposures: [kept, kept],
        liver: { ...evidence().liver, results: [alt()] },
        buprenorphineDepots: [depot()],
        incomplete: new Set(['laboratory']),
      }),
    );
    expect(after.buprenorphineDepots).toBe(before.buprenorphineDepots);
  });
  test('evidence without it stays the same object', () => {
    const before = order(evidence({ diagnoses: [diagnosis()] }));
    expect(add(correct, before)?.[0]).toBe(before);
  });
});

describe('negative tests', () => {
  test.each([
    [1, 0, false],
    [1, 1, true],
    [0, 0, true],
  ])('from day %s on, planned on day %s, can be had: %s', (from, inDays, possible) => {
    const situation = [order(evidence(), { inDays })];
    expect(withFact(situation, tests(from), NUMBERS) !== undefined).toBe(possible);
    expect(withFact(situation, { ...below3, from: ahead(from) }, NUMBERS) !== undefined).toBe(
      possible,
    );
  });
  test('a wait is no sample: it never comes too late', () => {
    expect(add({ kind: 'planned-day', at: onDay(ahead(9)) }, order())).toBeDefined();
  });

  test.each<[string, number, number, number, object]>([
    ['of today are taken now', 0, 0, 72, now],
    ['three days before the dose now, as they last 72 h', 0, 3, 72, now],
    ['for a dose in four days tomorrow', 0, 4, 72, onDay(ahead(1))],
    ['after a positive of today tomorrow', 1, 3, 72, onDay(ahead(1))],
    ['hours that are no whole day count down', 0, 3, 71, onDay(ahead(1))],
  ])('%s', (_, from, inDays, withinHours, collected) => {
    const { clearing } = known(tests(from, withinHours), {}, inDays).toxicology;
    expect(clearing.map((one) => one.collected)).toEqual([exactly(collected as typeof now)]);
  });

  test('are final, coded and valid, cover the panel and all that was positive, and stand beside those before', () => {
    const raised = [
      positive({
        analytes: ['fentanyl', 'norfentanyl'],
        covers: ['fentanyl'],
        refutedBy: ['acetylfentanyl'],
      }),
    ];
    const [first] = known(tests(0)).toxicology.clearing;
    const toxicology = {
      ...evidence().toxicology,
      raised,
      clearing: first === undefined ? [] : [first],
    };
    const { clearing } = known(tests(0), { toxicology }).toxicology;
    expect(clearing).toHaveLength(2);
    expect(clearing[1]).toMatchObject({
      analytes: ['fentanyl', 'norfentanyl'],
      covers: [...PANEL, 'fentanyl', 'acetylfentanyl'],
      panelMembers: PANEL,
      result: 'negative',
      status: 'final',
      coded: true,
      validSpecimen: true,
      dating: 'collected',
      provenance: { source: 'Observation/new-tests', slice: 'laboratory', complete: true },
    });
  });

  test('follow a positive of yesterday: its collection is the last use', () => {
    const before: Partial<Evidence> = {
      toxicology: { ...evidence().toxicology, raised: [positive()] },
      exposures: [
        exposure(),
        exposure({ from: 'toxicology', ingredient: 'as it was read before' }),
      ],
    };
    const { toxicology, exposures } = known(tests(0), before);
    expect(toxicology.raised).toEqual([positive({ standing: 'followed-by-negative' })]);
    expect(exposures).toEqual([
      exposure(),
      expect.objectContaining({
        ingredient: 'fentanyl',
        from: 'toxicology',
        certainty: 'confirmed',
        illicit: false,
        last: { earliest: daysAgo(4), latest: daysAgo(1) },
      }),
    ]);
    const withDiagnosis = known(tests(0), { ...before, diagnoses: [diagnosis()] });
    expect(withDiagnosis.exposures[1]).toMatchObject({ illicit: true });
  });
  test('of the same day do not', () => {
    const raised = [positive({ collected: exactly(daysAgo(0)) })];
    const { toxicology } = known(tests(0), { toxicology: { ...evidence().toxicology, raised } });
    expect(toxicology.raised).toEqual(raised);
  });
  test('where nothing was positive leave the exposures as they are', () => {
    const exposures = [exposure()];
    expect(known(tests(0), { exposures }).exposures).toBe(exposures);
  });
});

describe('a new result', () => {
  const added = (fact: ResultFact, results: readonly LiverResult[], inDays = 0) => {
    const { liver } = known(fact, { liver: { ...evidence().liver, results } }, inDays);
    expect(liver.results.slice(0, -1)).toEqual(results);
    return liver.results.at(-1);
  };
  const valueOf = (...given: Parameters<typeof added>) => {
    const value = added(...given)?.value;
    if (value?.readable !== true) throw new Error('a new result can be read');
    return value;
  };

  test('is final, of today, in the unit and with the limits of the last one', () => {
    expect(added({ ...below3, bound: 'at-most', limit: { times: 5 } }, [alt()])).toEqual({
      analyte: 'alt',
      name: 'ALT',
      at: exactly(now),
      issued: now.moment,
      lowCertainty: false,
      status: 'final',
      value: {
        readable: true,
        bound: undefined,
        canonical: 220,
        reported: { value: 220, unit: 'U/L' },
        upperLimit: {
          lowest: 33,
          highest: 44,
          timesLowest: 220 / 33,
          timesHighest: 5,
          origin: 'result',
          rangeUnusable: false,
        },
      },
      provenance: { source: 'Observation/new-result', slice: 'liverTests', complete: true },
    });
  });
  test('is no older than asked on the day of the dose', () => {
    expect(added(below3, [], 30)?.at).toEqual(exactly(now));
    expect(added(below3, [], 31)?.at).toEqual(exactly(onDay(ahead(1))));
  });
  test('lies just below an excluded limit, by the lowest upper limit that may apply', () => {
    const { canonical = 0, upperLimit } = valueOf(below3, [alt()]);
    expect(canonical).toBeLessThan(99);
    expect(canonical).toBeCloseTo(99, 3);
    expect(upperLimit?.timesLowest).toBeLessThan(3);
    expect(upperLimit?.timesLowest).toBeCloseTo(3, 5);
  });
  test('keeps the factor between the units', () => {
    const other = alt({
      value: { ...alt().value, canonical: 264, reported: { value: 132, unit: 'x' } },
    });
    expect(valueOf({ ...below3, bound: 'at-most' }, [other])).toMatchObject({
      canonical: 264,
      reported: { value: 132, unit: 'x' },
    });
  });
  test.each<[string, LiverResult[]]>([
    ['no result before', []],
    ['one in words', [alt({ value: { ...alt().value, reported: undefined } })]],
    [
      'one of zero',
      [alt({ value: { ...alt().value, canonical: 0, reported: { value: 0, unit: 'U/L' } } })],
    ],
    ['one that gives only a multiple', [alt({ value: { ...alt().value, canonical: undefined } })]],
  ])('after %s is known as a multiple alone', (_, results) => {
    const { canonical, upperLimit } = valueOf({ ...below3, bound: 'at-most' }, results);
    expect(canonical).toBeUndefined();
    expect(upperLimit?.timesHighest).toBe(3);
    expect(upperLimit?.origin).toBe('result');
  });
  test('without a result before is called by its analyte', () => {
    expect(added(below3, [])).toMatchObject({ name: 'alt' });
    expect(valueOf({ ...below3, bound: 'at-most' }, []).upperLimit).toMatchObject({
      lowest: 1,
      highest: 1,
    });
  });
  test.each<[string, ResultFact['bound'], ResultFact['amount'], number, number]>([
    ['at the limit, where that is enough', 'at-most', { value: 1.5, unit: undefined }, 1.5, 1.5],
    ['at the limit in the unit of the laboratory', 'at-least', { value: 15, unit: '%' }, 1.5, 15],
    ['at the limit without a last result', 'at-least', undefined, 1.5, 1.5],
  ])('of INR stands %s', (_, bound, amount, canonical, reported) => {
    const fact: ResultFact = { ...below3, analyte: 'inr', bound, limit: { value: 1.5 }, amount };
    expect(valueOf(fact, [inr(3)])).toEqual({
      readable: true,
      bound: undefined,
      canonical,
      reported: { value: reported, unit: amount?.unit },
      upperLimit: undefined,
    });
  });
});
