import { describe, expect, test } from '@jest/globals';
import {
  daysAgo,
  depot,
  exposure,
  finding,
  seen,
  TODAY,
} from '../../../../test/support/clinical-facts.js';
import { theKnowledge } from '../../../../test/support/hook-parts.js';
import { alt, draft, evidence, order, positive } from '../../../../test/support/situation.js';
import type { Evidence } from '../../evidence/evidence.js';
import type { Knowledge, SitePolicy } from '../../pack/knowledge.js';
import type { CreateSuggestion } from '../../pack/suggestions.js';
import type { Finding } from '../../rules/finding.js';
import type { JudgedOrder } from '../../rules/judge-order.js';
import { number, span } from '../../rules/rule.js';
import { dayPlus, exactly, onDay } from '../../time/instant.js';
import { fillOffer } from './fill-offer.js';
import { isOffered } from './is-offered.js';
import { moveOffers } from './move-offers.js';

const PUT_OFF = { snooze: { maxDays: 14 } };
const site = (file: object = {}) => ({ file, zone: order().clock.zone }) as unknown as SitePolicy;
type Around = Parameters<typeof order>[1] & {
  readonly file?: object;
  readonly about?: Partial<Finding>;
};
const offered = (
  suggestion: Partial<CreateSuggestion>,
  known: Partial<Evidence> = {},
  { file, about, ...around }: Around = {},
): boolean =>
  isOffered(
    suggestion as CreateSuggestion,
    finding(about),
    order(evidence(known), around) as unknown as JudgedOrder,
    site(file),
    theKnowledge(),
  );
const { toxicology, liver } = evidence();

test('what nothing speaks against is offered, unless somebody has answered for it', () => {
  expect(offered({})).toBe(true);
  expect(offered({}, {}, { about: { acknowledged: { on: TODAY, until: undefined } } })).toBe(false);
});

describe('what puts a finding off', () => {
  const putsOff = { putsOff: true } as const;
  test.each<[string, Partial<Evidence>, Around, boolean]>([
    ['where the site allows it', {}, { file: PUT_OFF }, true],
    ['not where it does not', {}, {}, false],
    [
      'not without a fact that could be answered for',
      {},
      { file: PUT_OFF, about: { evidence: [] } },
      false,
    ],
    [
      'not for a depot, which is still there',
      { buprenorphineDepots: [depot()] },
      { file: PUT_OFF, about: { evidence: [seen(), depot().provenance] } },
      false,
    ],
    ['for other use beside a depot', { buprenorphineDepots: [depot()] }, { file: PUT_OFF }, true],
  ])('%s', (_, known, around, expected) => {
    expect(offered(putsOff, known, around)).toBe(expected);
    expect(offered({}, known, around)).toBe(true);
  });
});

test.each([
  [0, true],
  [1, false],
])('a test of the day of the dose, %s days before it: %s', (inDays, expected) => {
  expect(offered({ onDoseDayOnly: true }, {}, { inDays })).toBe(expected);
  expect(offered({}, {}, { inDays })).toBe(true);
});

test.each<[string, object, boolean]>([
  ['of yesterday', { collected: span(exactly(daysAgo(1))) }, true],
  ['of today', { collected: span(exactly(daysAgo(0))) }, false],
  ['until today', { collected: span({ earliest: daysAgo(3), latest: daysAgo(0) }) }, false],
  ['of no date', {}, false],
  ['that is none', { collected: number(1) }, false],
])('only after the day of a value %s', (_, values, expected) => {
  expect(offered({ afterDayOf: 'collected' }, {}, { about: { values: values as never } })).toBe(
    expected,
  );
});

test('not while a source is not wholly read in which it would stand', () => {
  const incomplete = new Set(['laboratory'] as const);
  expect(offered({ seen: ['serviceRequests', 'laboratory'] }, { incomplete })).toBe(false);
  expect(offered({ seen: ['serviceRequests'] }, { incomplete })).toBe(true);
});

describe('not while there is a reason against it', () => {
  const ordered = (code: string, resourceType = 'ServiceRequest') => ({
    ...draft('lab'),
    resource: { resourceType, code: { coding: [{ system: 'http://loinc.org', code }] } } as never,
  });
  type Unless = NonNullable<CreateSuggestion['unless']>[number];
  test.each<[Unless, string, Partial<Evidence>, Around, boolean]>([
    ['liver-tests-awaited', 'nothing awaited', {}, {}, false],
    ['liver-tests-awaited', 'awaited', { liver: { ...liver, pending: true } }, {}, true],
    ['liver-tests-awaited', 'drafted', {}, { others: [ordered('24325-3')] }, true],
    ['liver-tests-awaited', 'a drug panel drafted', {}, { others: [ordered('65750-2')] }, false],
    [
      'liver-tests-of-today',
      'ALT of today',
      { liver: { ...liver, results: [alt({ at: exactly(daysAgo(0)) })] } },
      {},
      true,
    ],
    [
      'liver-tests-of-today',
      'AST of today',
      { liver: { ...liver, results: [alt({ analyte: 'ast', at: exactly(daysAgo(0)) })] } },
      {},
      true,
    ],
    [
      'liver-tests-of-today',
      'ALT of yesterday',
      { liver: { ...liver, results: [alt({ at: exactly(daysAgo(1)) })] } },
      {},
      false,
    ],
    [
      'liver-tests-of-today',
      'bilirubin of today',
      {
        liver: {
          ...liver,
          results: [alt({ analyte: 'bilirubin-total', at: exactly(daysAgo(0)) })],
        },
      },
      {},
      false,
    ],
    ['toxicology-awaited', 'nothing awaited', {}, {}, false],
    ['toxicology-awaited', 'awaited', { toxicology: { ...toxicology, pending: true } }, {}, true],
    ['toxicology-awaited', 'drafted', {}, { others: [ordered('65750-2')] }, true],
    ['toxicology-awaited', 'a liver panel drafted', {}, { others: [ordered('24325-3')] }, false],
    [
      'toxicology-of-today',
      'a positive of today',
      { toxicology: { ...toxicology, raised: [positive({ collected: exactly(daysAgo(0)) })] } },
      {},
      true,
    ],
    [
      'toxicology-of-today',
      'a negative of today',
      {
        toxicology: {
          ...toxicology,
          clearing: [positive({ collected: exactly(daysAgo(0)) }) as never],
        },
      },
      {},
      true,
    ],
    [
      'toxicology-of-today',
      'a positive of yesterday',
      { toxicology: { ...toxicology, raised: [positive()] } },
      {},
      false,
    ],
    [
      'toxicology-of-today',
      'a positive without a date',
      { toxicology: { ...toxicology, raised: [positive({ collected: undefined })] } },
      {},
      false,
    ],
    [
      'naloxone-allergy',
      'to naloxone',
      { allergies: [{ allergen: 'naloxone' } as never] },
      {},
      true,
    ],
    [
      'naloxone-allergy',
      'to naltrexone',
      { allergies: [{ allergen: 'naltrexone' } as never] },
      {},
      false,
    ],
  ])('%s: %s', (reason, _, known, around, against) => {
    expect(offered({ unless: [reason] }, known, around)).toBe(!against);
    expect(offered({}, known, around)).toBe(true);
  });
});

describe('an offer is filled', () => {
  const suggestion = {
    label: 'For {{rule}}: {{untested}}',
    description: 'Nothing since {{lastUse}} ({{waitingDays}} d), {{panel}}',
    recommended: true,
    resource: {
      resourceType: 'ServiceRequest',
      occurrenceDateTime: '{{doseDay}}',
      authoredOn: '{{instant}}',
      note: [{ text: '{{rule}}' }, { text: 'as it is' }],
    },
  } as unknown as CreateSuggestion;
  const knowledge: Knowledge = {
    ...theKnowledge(),
    toxicology: { ...theKnowledge().toxicology, panel: ['opiates', 'fentanyl'] },
  };
  const values = {
    untested: {
      kind: 'list',
      items: [{ kind: 'text', text: 'fentanyl' }, number(3), { kind: 'text', text: 'a new one' }],
    },
  } as never;
  const fill = (
    more: Partial<CreateSuggestion> = {},
    dates?: Parameters<typeof fillOffer>[1]['dates'],
    about: Partial<Finding> = {},
  ) =>
    fillOffer(
      {
        id: 'order',
        suggestion: { ...suggestion, ...more },
        finding: finding({ values, ...about }),
        clock: order(evidence(), { inDays: 2 }).clock,
      },
      { dates, site: site() },
      knowledge,
    );

  test('with now, the day of the dose, and the last use of an unknown opioid that asks for no wait', () => {
    expect(fill()).toEqual({
      id: 'order',
      label: 'For opioid-interval-short: fentanyl, 3 and a new one',
      recommended: true,
      action: {
        type: 'create',
        description: 'Nothing since 2026-11-12 (14 d), opiates and fentanyl',
        resource: {
          resourceType: 'ServiceRequest',
          occurrenceDateTime: '2026-11-26',
          authoredOn: '2026-11-24T20:00:00.000Z',
          note: [{ text: 'opioid-interval-short' }, { text: 'as it is' }],
        },
        stated: false,
      },
    });
  });
  test.each<[string, Parameters<typeof fillOffer>[1]['dates'], string]>([
    [
      'later, where the waiting times ask for it',
      { notBefore: undefined, earliest: dayPlus(TODAY, 3) },
      '2026-11-27',
    ],
    [
      'as planned, where they allow it',
      { notBefore: undefined, earliest: dayPlus(TODAY, 1) },
      '2026-11-26',
    ],
    ['as planned, where no day is known', 'never', '2026-11-26'],
  ])('the day of the dose is %s', (_, dates, occurrenceDateTime) => {
    expect(fill({}, dates).action.resource).toMatchObject({ occurrenceDateTime });
  });
  test('with the tests one by one, coded where a code is known', () => {
    const [coding] = Object.entries(knowledge.suggestions.analytes).filter(
      ([name]) => name === 'fentanyl',
    );
    expect(fill({ analytes: 'untested' }).action.resource).toMatchObject({
      orderDetail: [{ coding: [coding?.[1]], text: 'fentanyl' }, { text: 'a new one' }],
    });
    expect(
      fill({ analytes: 'untested' }, undefined, { values: { untested: number(3) } }).action
        .resource,
    ).toMatchObject({ orderDetail: [] });
  });
  test('with the entries about which somebody answers, each once', () => {
    const about = {
      evidence: [seen('Observation/1#2'), seen('Observation/1#3'), seen('Condition/1')],
    };
    const { action } = fill({ putsOff: true, stated: true }, undefined, about);
    expect(action).toMatchObject({
      stated: true,
      resource: { focus: [{ reference: 'Observation/1' }, { reference: 'Condition/1' }] },
    });
    expect(fill({}, undefined, about).action.resource).not.toHaveProperty('focus');
  });
});

describe('another planned day', () => {
  const naltrexone = (id: string, inDays = 0) => ({
    ...draft(id),
    resource: {
      resourceType: 'MedicationRequest',
      id,
      status: 'draft',
      dosageInstruction: [{ timing: { event: [inDays === 0 ? '2026-11-24' : '2026-11-29'] } }],
    } as never,
  });
  const judged = (
    one: ReturnType<typeof draft>,
    inDays = 0,
    others = [] as ReturnType<typeof draft>[],
  ) =>
    order(evidence({ exposures: [exposure()] }), {
      drafts: [one],
      inDays,
      others,
    }) as unknown as JudgedOrder;
  const dates = (earliest: number, notBefore?: number) => ({
    notBefore: notBefore === undefined ? undefined : dayPlus(TODAY, notBefore),
    earliest: dayPlus(TODAY, earliest),
  });
  const moves = (orders: readonly JudgedOrder[], when: Parameters<typeof moveOffers>[0]['dates']) =>
    moveOffers({ judged: orders, dates: when, findings: [], site: site() }, theKnowledge());
  const labels = (...given: Parameters<typeof moves>) => moves(...given).map(({ label }) => label);

  test('is offered for a draft that is planned too early', () => {
    expect(moves([judged(naltrexone('a'))], dates(7, 4))).toMatchObject([
      {
        id: 'move-planned-day/MedicationRequest/a',
        label: 'Move the planned day to 1 Dec 2026',
        recommended: true,
        action: {
          type: 'update',
          description: expect.stringContaining('1 Dec 2026'),
          resource: { id: 'a', dosageInstruction: [{ timing: { event: ['2026-12-01'] } }] },
        },
      },
    ]);
  });
  test.each<[string, Parameters<typeof moves>[1], number, readonly boolean[]]>([
    ['is no more than offered where the planned day is not critical', dates(7, 5), 5, [false]],
    ['is recommended the day before', dates(7, 6), 5, [true]],
    ['is only offered where no day is critical', dates(7), 0, [false]],
    ['is not offered for the planned day itself', dates(5), 5, []],
    ['is not offered for today', dates(0), -1, []],
    ['is not offered without dates', undefined, 0, []],
    ['is not offered where no day can be given', 'never', 0, []],
  ])('%s', (_, when, inDays, recommended) => {
    const one = judged(naltrexone('a', inDays), inDays);
    const planned = { ...one, clock: { ...one.clock, planned: onDay(dayPlus(TODAY, inDays)) } };
    expect(moves([planned], when).map((move) => move.recommended)).toEqual(recommended);
  });
  test('names the draft among several, also where only one is moved', () => {
    const [a, b] = [judged(naltrexone('a')), judged(naltrexone('b', 5), 5)];
    expect(labels([a, b], dates(7))).toEqual([
      'Move MedicationRequest/a to 1 Dec 2026',
      'Move MedicationRequest/b to 1 Dec 2026',
    ]);
    expect(labels([a, b], dates(5))).toEqual(['Move MedicationRequest/a to 29 Nov 2026']);
  });
  test('not of another drug', () => {
    const opioid = { ...naltrexone('a'), identity: { is: 'opioid' } as never };
    expect(labels([judged(opioid)], dates(7))).toEqual([]);
  });
  test('not of a draft whose id another draft has', () => {
    const twin = { ...naltrexone('a'), identity: { is: 'opioid' } as never };
    expect(labels([judged(naltrexone('a'), 0, [twin])], dates(7))).toEqual([]);
    expect(labels([judged(naltrexone('a')), judged(naltrexone('a'))], dates(7))).toEqual([]);
    expect(labels([judged(naltrexone('a'), 0, [naltrexone('b')])], dates(7))).toHaveLength(1);
  });
  test('of four drafts at most', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((id) => judged(naltrexone(id)));
    expect(labels(five, dates(7))).toHaveLength(4);
  });
});
