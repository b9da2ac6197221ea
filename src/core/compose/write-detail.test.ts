import { describe, expect, test } from '@jest/globals';
import { daysAgo, finding, seen, TODAY } from '../../../test/support/clinical-facts.js';
import { theKnowledge } from '../../../test/support/hook-parts.js';
import { evidence, nothingBilled } from '../../../test/support/situation.js';
import type { Evidence } from '../evidence/evidence.js';
import type { Gap } from '../decision.js';
import type { JudgedOrder } from '../rules/judge-order.js';
import { day, list, number, text } from '../rules/rule.js';
import type { InductionPlan, Washout } from '../plan/induction-plan.js';
import { type Day, dayPlus } from '../time/instant.js';
import { cardWords } from './card-words.js';
import { type DetailParts, writeDetail } from './write-detail.js';

const NO_POLICY = { policy: { policy: { benefit: 'unknown' } } } as Evidence['coverage'];
const words = cardWords(theKnowledge());
const draft = (id: string, differing: Partial<JudgedOrder> = {}): JudgedOrder =>
  ({
    order: {
      ref: `MedicationRequest/${id}`,
      identity: { is: 'naltrexone', name: `naltrexone ${id}` },
    },
    call: { question: 'naltrexone' },
    evidence: evidence({ coverage: NO_POLICY }),
    clock: { planned: daysAgo(0) },
    lane: 'first-dose',
    indication: 'opioid-rules',
    findings: [],
    futureDated: [],
    ...differing,
  }) as JudgedOrder;
const oxycodone = (subject = 'oxycodone') =>
  finding({
    subject,
    orders: ['MedicationRequest/depot'],
    values: {
      opioid: text(subject),
      product: text('tablet'),
      source: list([text('dispensed')]),
      basis: text('Site policy.'),
      last: day(dayPlus(TODAY, -3)),
      days: number(3),
      minimum: number(7),
    },
  });
const detail = (differing: Partial<DetailParts> = {}): string => {
  const bullets = differing.bullets ?? [oxycodone()];
  return writeDetail(
    {
      bullets,
      findings: bullets,
      judged: [draft('depot')],
      gaps: [],
      foreignRows: 0,
      unassigned: 0,
      localCodes: [],
      dates: undefined,
      plan: undefined,
      wouldClear: undefined,
      ...differing,
    },
    words,
  );
};
const readiness = (product: string, known: Partial<Evidence> = {}): JudgedOrder =>
  draft('depot', {
    call: { question: 'readiness' } as JudgedOrder['call'],
    order: { identity: { is: 'naltrexone', product } } as JudgedOrder['order'],
    evidence: evidence({ coverage: NO_POLICY, ...known }),
  });

describe('who supplies the kit', () => {
  const ASKED = 'Who supplies the kit?';
  const pharmacy = { policy: { policy: { benefit: 'pharmacy' } } } as Evidence['coverage'];
  const supplied = nothingBilled({ pharmacySupply: seen('MedicationRequest/depot') });

  test('is asked where it is not known, and nothing is said of treatment programmes', () => {
    const said = detail({ judged: [readiness('depot')] });
    expect(said).toContain(ASKED);
    expect(said).not.toContain('treatment programmes');
  });

  test.each([
    ['a pharmacy', readiness('depot', { billing: supplied })],
    ['a plan that pays it as a pharmacy', readiness('depot', { coverage: pharmacy })],
    ['nobody: tablets have no kit', readiness('oral')],
    ['not for a safety card', draft('depot')],
  ])('%s: not asked', (_, one) => {
    expect(detail({ judged: [one] })).not.toContain(ASKED);
  });
});

const gap = (state: Gap['state'], reason: Gap['fault']['reason'], status?: number): Gap => ({
  slice: 'medicationDispenses',
  resourceType: 'MedicationDispense',
  state,
  fault: { reason, ...(status === undefined ? {} : { status }) },
});

test('six bullets at most, then how many more there are', () => {
  const bullets = Array.from({ length: 8 }, (_, place) => oxycodone(`opioid ${String(place)}`));
  const lines = detail({ bullets })
    .split('\n')
    .filter((line) => line.startsWith('- '));
  expect(lines).toHaveLength(7);
  expect(lines[6]).toBe('- More findings behind this card: 2.');
});

test('only among several drafts a bullet names its own', () => {
  expect(detail()).not.toContain('MedicationRequest/depot');
  const two = detail({ judged: [draft('depot'), draft('tablets')] });
  expect(two).toContain('For naltrexone depot (MedicationRequest/depot).');
  expect(two).not.toContain('MedicationRequest/tablets');
});

describe('dates', () => {
  const dates = (notBefore: number, earliest: number) => ({
    notBefore: dayPlus(TODAY, notBefore),
    earliest: dayPlus(TODAY, earliest),
  });
  test.each<[string, DetailParts['dates'], string]>([
    [
      'both ahead',
      dates(4, 7),
      'Earliest day by all waiting times: 1 Dec 2026; not before 28 Nov 2026 in any case.',
    ],
    ['the critical days are over', dates(-1, 2), 'Earliest day by all waiting times: 26 Nov 2026.'],
    ['none can be given', 'never', 'No earliest day can be given'],
  ])('%s', (_, given, sentence) => {
    expect(detail({ dates: given })).toContain(sentence);
  });
  test.each([
    [true, true],
    [false, false],
  ])('an opioid wait that is open (%s) presumes negative tests', (open, said) => {
    const plan = {
      washouts: [{ name: 'oxycodone', open, deciding: true }],
      protocol: { lowered: [] },
    } as never;
    const text = detail({ dates: dates(4, 7), plan });
    expect(text.includes('It presumes that the tests named here come back negative.')).toBe(said);
  });
  test('over before the planned day: a new look on that day', () => {
    const judged = [draft('depot', { clock: { planned: daysAgo(-20) } as never })];
    expect(detail({ dates: dates(10, 14), judged })).toContain(
      'Look again on the planned day, 14 Dec 2026.',
    );
    expect(detail({ dates: dates(10, 20), judged })).not.toContain('Look again');
  });
});

describe('what was not seen', () => {
  test.each<[string, Partial<DetailParts>, string]>([
    [
      'a source that failed',
      { gaps: [gap('failed', 'http-error')] },
      'Could not be read: dispenses (server error).',
    ],
    [
      'one that was read in part',
      { gaps: [gap('partial', 'more-pages')] },
      'Could not be read: dispenses (only a part arrived).',
    ],
    [
      'sources that failed for two reasons',
      {
        gaps: [
          gap('failed', 'withheld'),
          { ...gap('failed', 'http-error', 404), resourceType: 'Procedure' },
          { ...gap('failed', 'http-error', 400), resourceType: 'Condition' },
        ],
      },
      'Could not be read: problem list and procedures (query not accepted). Could not be read: dispenses (held back by the source).',
    ],
    [
      'one that the site does not have',
      { gaps: [gap('not-asked', 'declared-absent')] },
      'Not available at this site: dispenses.',
    ],
    [
      'rows of somebody else',
      { foreignRows: 2 },
      'Rows of another patient were in the chart data and left out: 2.',
    ],
    [
      'drafts that do not say whose they are',
      { unassigned: 1 },
      'checked as orders of this patient: 1.',
    ],
    [
      'treatment programmes, for one of two drafts',
      { judged: [draft('depot'), draft('tablets', { lane: 'oral' })] },
      'Doses of opioid treatment programmes',
    ],
    ['doses of treatment programmes', {}, 'Doses of opioid treatment programmes'],
  ])('%s', (_, differing, sentence) => {
    expect(detail(differing)).toContain(sentence);
  });
  test.each<[string, Partial<DetailParts>, string]>([
    ['what no rule needs', { gaps: [gap('not-asked', 'not-needed')] }, 'dispenses.'],
    [
      'treatment programmes on continuation',
      { judged: [draft('depot', { lane: 'depot' })] },
      'treatment programmes',
    ],
    [
      'treatment programmes for alcohol alone',
      { judged: [draft('depot', { indication: 'alcohol-only' })] },
      'treatment programmes',
    ],
  ])('no word about %s', (_, differing, sentence) => {
    expect(detail(differing)).not.toContain(sentence);
  });
});

test('facts dated in the future are counted once, in a line of their own', () => {
  const futureDated = [seen('Observation/a1'), seen('Observation/a1'), seen('Condition/c1')];
  expect(detail({ judged: [draft('depot', { futureDated })] })).toContain(
    'dated in the future were left out: 2.',
  );
  expect(detail()).not.toContain('future');
});

describe('why a source could not be read', () => {
  test.each<[Gap['fault']['reason'], number | undefined, string]>([
    ['http-error', 400, 'query not accepted'],
    ['http-error', 499, 'query not accepted'],
    ['http-error', 500, 'server error'],
    ['http-error', undefined, 'server error'],
    ['operation-outcome', 400, 'server error'],
    ['not-sent', undefined, 'not sent with the order'],
    ['out-of-time', undefined, 'no answer in time'],
  ])('%s, status %s', (reason, status, why) => {
    expect(detail({ gaps: [gap('failed', reason, status)] })).toContain(
      `Could not be read: dispenses (${why}).`,
    );
  });
});

describe('what was answered for takes one line and asks for no step', () => {
  const finding = { ...oxycodone(), values: { ...oxycodone().values, earliestDate: day(TODAY) } };
  const put = (until: Day | undefined) =>
    detail({ bullets: [{ ...finding, acknowledged: { on: dayPlus(TODAY, -2), until } }] });
  const stepsOf = (whole: string) => whole.split('\n\n').filter((one) => one.startsWith('**'));

  test('until a day, or for good', () => {
    expect(put(dayPlus(TODAY, 5))).toMatch(/22 Nov 2026.*29 Nov 2026/);
    expect(put(undefined)).toMatch(/22 Nov 2026/);
    expect(put(undefined)).not.toContain('29 Nov 2026');
    expect(put(undefined)).toContain('Oxycodone last used 21 Nov 2026');
  });
  test('the step is asked for while nobody has answered', () => {
    expect(stepsOf(detail({ bullets: [finding] }))).toHaveLength(1);
    expect(stepsOf(put(undefined))).toEqual([]);
  });
  test('three steps at most, in one paragraph', () => {
    const drugs = ['oxycodone', 'tramadol', 'codeine', 'morphine'];
    const outcomeOf = () => ({ ...words.outcomeOf(finding), next: 'Ask about {{opioid}}.' });
    const bullets = drugs.map((opioid) => ({
      ...finding,
      values: { ...finding.values, opioid: text(opioid) },
    }));
    const whole = writeDetail(
      {
        ...({
          bullets,
          findings: bullets,
          judged: [draft('depot')],
          gaps: [],
          foreignRows: 0,
          unassigned: 0,
          localCodes: [],
        } as const),
        dates: undefined,
        plan: undefined,
        wouldClear: undefined,
      },
      { ...words, outcomeOf },
    );
    expect(stepsOf(whole)).toEqual([
      expect.stringMatching(/\*\* Ask about oxycodone\. Ask about tramadol\. Ask about codeine\.$/),
    ]);
  });
  test('a step that several findings ask for stands once', () => {
    const one = detail({ bullets: [finding] });
    const two = detail({ bullets: [finding, { ...finding, subject: 'again' }] });
    expect(stepsOf(two)).toEqual(stepsOf(one));
  });
});

describe('what the waiting times say', () => {
  const washout = (name: string, open: boolean, deciding = false): Washout =>
    ({ name, open, deciding, from: 'dispense' }) as Washout;
  const plan = (washouts: readonly Washout[], more: Partial<InductionPlan> = {}): InductionPlan =>
    ({
      washouts,
      safeFrom: undefined,
      protocol: { name: 'monitored', lowered: [], requirements: ['a monitor', 'a nurse'] },
      ...more,
    }) as unknown as InductionPlan;
  const dates = { notBefore: dayPlus(TODAY, 4), earliest: dayPlus(TODAY, 7) };

  test.each<[string, readonly Washout[], boolean]>([
    ['of two drugs the last', [washout('methadone', true, true), washout('oxycodone', true)], true],
    [
      'of one drug nothing more',
      [washout('methadone', true, true), washout('methadone', true)],
      false,
    ],
    [
      'not beside one that is over',
      [washout('methadone', true, true), washout('oxycodone', false)],
      false,
    ],
    ['not when none is open', [washout('methadone', false), washout('oxycodone', false)], false],
    ['not when none decides', [washout('methadone', true), washout('oxycodone', true)], false],
  ])('%s', (_, washouts, said) => {
    const sentence = 'The last to clear: methadone (dispensed).';
    expect(detail({ plan: plan(washouts) }).includes(sentence)).toBe(said);
  });

  test.each<[string, Partial<DetailParts>, boolean]>([
    ['while one is open', { dates, plan: plan([washout('a', false), washout('b', true)]) }, true],
    ['not when all are over', { dates, plan: plan([washout('a', false)]) }, false],
    ['not where no day is given', { dates: 'never', plan: plan([washout('a', true)]) }, false],
    ['not without dates', { plan: plan([washout('a', true)]) }, false],
    ['not without a plan', { dates }, false],
  ])('negative tests are presumed: %s', (_, parts, said) => {
    expect(detail(parts).includes('It presumes that the tests')).toBe(said);
  });

  test('a safe day is said only where no finding has dates', () => {
    const safe = plan([], { safeFrom: dayPlus(TODAY, -1) });
    const sentence = 'can be given from 23 Nov 2026 on; it is planned for 24 Nov 2026.';
    expect(detail({ plan: safe })).toContain(sentence);
    expect(detail({ plan: safe, dates })).not.toContain('By the waiting times');
    expect(detail({ plan: plan([]) })).not.toContain('By the waiting times');
  });

  test('a critical day is said while it lies behind the planned one of any draft', () => {
    const planned = (days: number) =>
      draft('depot', { clock: { planned: daysAgo(-days) } as never });
    const both = 'not before 28 Nov 2026 in any case.';
    expect(detail({ dates, judged: [planned(3)] })).toContain(both);
    expect(detail({ dates, judged: [planned(4)] })).not.toContain('in any case');
    expect(detail({ dates, judged: [planned(4), planned(3)] })).toContain(both);
    const open = { notBefore: undefined, earliest: dates.earliest };
    expect(detail({ dates: open, judged: [planned(3)] })).not.toContain('in any case');
    expect(detail({ dates, judged: [planned(7)] })).not.toContain('Look again');
    expect(detail({ dates, judged: [planned(8)] })).toContain('Look again');
  });

  test.each<[string, object, boolean]>([
    ['made milder', { question: 'opioid-interval', outcome: 'too-short' }, true],
    ['of another outcome did not', { question: 'opioid-interval', outcome: 'borderline' }, false],
    ['of another question did not', { question: 'opioid-withdrawal', outcome: 'too-short' }, false],
  ])('the protocol is named where it %s', (_, lowered, said) => {
    const { protocol } = plan([]);
    const whole = detail({
      plan: plan([], { protocol: { ...protocol, lowered: [lowered] } as never }),
    });
    expect(whole.includes('Site protocol: monitored. It asks for a monitor and a nurse.')).toBe(
      said,
    );
  });
});

describe('local codes are said where they decided', () => {
  const code = (differing: object) => ({
    owner: 'Dr A',
    date: '2026-11-01',
    code: 'X1',
    text: undefined,
    sources: ['MedicationDispense/d1'],
    ...differing,
  });
  test.each<[string, readonly object[], string]>([
    ['by code', [code({})], '(Dr A, 1 Nov 2026): X1.'],
    ['by text, where it has one', [code({ text: 'oxy' })], '(Dr A, 1 Nov 2026): oxy.'],
    ['behind the order itself', [code({ sources: ['MedicationRequest/depot'] })], ': X1.'],
    ['of one entry together', [code({}), code({ code: 'X2' })], '(Dr A, 1 Nov 2026): X1 and X2.'],
  ])('%s', (_, localCodes, sentence) => {
    expect(detail({ localCodes: localCodes as never })).toContain(sentence);
  });
  test('those of two owners or days apart', () => {
    const localCodes = [
      code({}),
      code({ owner: 'Dr B', code: 'X2' }),
      code({ date: '2026-11-02' }),
    ];
    expect(detail({ localCodes: localCodes as never })).toMatch(
      /Dr A, 1 Nov 2026\): X1\. .*Dr B, 1 Nov 2026\): X2\. .*Dr A, 2 Nov 2026\): X1\./,
    );
  });
  test('a component counts as its resource, another resource does not', () => {
    const found = (source: string, sources: string[]) =>
      detail({
        bullets: [{ ...oxycodone(), evidence: [seen(source)] }],
        localCodes: [code({ sources })] as never,
      }).includes('local codes');
    expect(found('Observation/1#2', ['Observation/1'])).toBe(true);
    expect(found('Observation/12', ['Observation/1'])).toBe(false);
    expect(found('Observation/2', ['Observation/1', 'Observation/2'])).toBe(true);
    expect(found('Observation/2', [])).toBe(false);
  });
});

test('a card about which nothing more is to be said is its bullet and its rules', () => {
  const acknowledged = { on: TODAY, until: undefined };
  const bullets = [
    { ...oxycodone(), values: { ...oxycodone().values, earliestDate: day(TODAY) }, acknowledged },
  ];
  const paragraphs = detail({ bullets, judged: [draft('depot', { lane: 'depot' })] }).split('\n\n');
  expect(paragraphs).toEqual([
    expect.stringMatching(/^- .*Oxycodone last used 21 Nov 2026/),
    expect.stringMatching(/^Rules: opioid-interval-short 1\.0\.0\. /),
  ]);
});
