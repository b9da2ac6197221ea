import { describe, expect, test } from '@jest/globals';
import { daysAgo, depot, exposure, seen, TODAY } from '../../../test/support/clinical-facts.js';
import { evidence, NUMBERS, order, score } from '../../../test/support/situation.js';
import type { BuprenorphineDepot, Exposure } from '../evidence/exposure.js';
import type { RuleInput } from '../rules/rule.js';
import { dayPlus, exactly, type Moment, onDay, type Point } from '../time/instant.js';
import { washouts } from './washouts.js';

const ahead = (days: number) => dayPlus(TODAY, days);
const after = (
  exposures: readonly Exposure[],
  { inDays = 0, ...more }: Partial<RuleInput> & { inDays?: number } = {},
) => washouts({ ...order(evidence({ exposures }), { inDays }), ...more }, NUMBERS);
const afterDepots = (buprenorphineDepots: readonly BuprenorphineDepot[], inDays = 0) =>
  washouts(order(evidence({ buprenorphineDepots }), { inDays }), NUMBERS);
const daysOf = (all: ReturnType<typeof washouts>) =>
  all.map(({ name, notBefore, earliest, open, deciding }) => [
    name,
    notBefore === undefined ? undefined : notBefore - TODAY,
    earliest === undefined ? undefined : earliest - TODAY,
    open,
    deciding,
  ]);

/** Fentanyl into a vein, by observation, so many days ago. */
const anaesthesia = (days: number): Exposure =>
  exposure({
    ingredient: 'fentanyl',
    exposureClass: 'perioperative',
    from: 'administration',
    last: exactly(daysAgo(days)),
    listedOn: daysAgo(days),
    provenance: seen('MedicationAdministration/f1'),
  });
const methadone = (days: number, more: Partial<Exposure> = {}): Exposure =>
  exposure({
    ingredient: 'methadone',
    exposureClass: 'methadone',
    last: exactly(daysAgo(days)),
    ...more,
  });

describe('an exposure', () => {
  test('with all that is known of it', () => {
    expect(after([exposure()])).toEqual([
      {
        name: 'oxycodone',
        class: 'short-acting',
        from: 'dispense',
        certainty: 'confirmed',
        last: exactly(daysAgo(5)),
        ongoing: false,
        window: { minimum: 7, clear: 10 },
        notBefore: ahead(2),
        earliest: ahead(5),
        open: true,
        deciding: true,
        provenance: seen(),
      },
    ]);
  });

  test.each<[string, Exposure, number, readonly unknown[]]>([
    ['on the last day of the wait it is open', exposure(), 4, [2, 5, true, true]],
    ['on the day after it is over', exposure(), 5, [2, 5, false, false]],
    [
      'merely possible: no critical day',
      exposure({ certainty: 'possible' }),
      0,
      [undefined, 5, true, true],
    ],
    [
      'without a date: no day, and nothing is open',
      exposure({ last: undefined }),
      0,
      [undefined, undefined, false, false],
    ],
    [
      'that goes on: no day, and open',
      exposure({ ongoing: true }),
      30,
      [undefined, undefined, true, true],
    ],
    [
      'between two days: the last possible use counts',
      exposure({ last: { earliest: daysAgo(40), latest: daysAgo(5) } }),
      0,
      [2, 5, true, true],
    ],
  ])('%s', (_, one, inDays, [notBefore, earliest, open, deciding]) => {
    expect(daysOf(after([one], { inDays }))).toEqual([
      ['oxycodone', notBefore, earliest, open, deciding],
    ]);
  });

  test('with a time of day counts days of 24 hours in the time zone of the site', () => {
    const lateEvening: Point = {
      day: ahead(-5),
      moment: Date.parse('2026-11-20T03:30:00Z') as Moment,
    };
    expect(daysOf(after([exposure({ last: exactly(lateEvening) })]))).toEqual([
      ['oxycodone', 2, 5, true, true],
    ]);
  });
});

describe('of several', () => {
  const oxycodone = exposure({ last: exactly(daysAgo(9)) });
  const ongoing = exposure({ ingredient: 'tramadol', ongoing: true });
  const undated = exposure({ ingredient: 'codeine', last: undefined });
  test('those without an end come first, then the last to end, those without a day last', () => {
    const expected = [
      ['tramadol', undefined, undefined, true, true],
      ['methadone', 5, 9, true, false],
      ['oxycodone', -2, 1, true, false],
      ['codeine', undefined, undefined, false, false],
    ];
    const all = [undated, oxycodone, methadone(5), ongoing];
    expect(daysOf(after(all))).toEqual(expected);
    expect(daysOf(after(all.toReversed()))).toEqual(expected);
  });
  test('one decides, and none once all are over', () => {
    expect(daysOf(after([oxycodone, methadone(5)]))).toEqual([
      ['methadone', 5, 9, true, true],
      ['oxycodone', -2, 1, true, false],
    ]);
    expect(
      after([oxycodone, methadone(5)], { inDays: 9 }).some(
        ({ open, deciding }) => open || deciding,
      ),
    ).toBe(false);
  });
});

describe('doses around one procedure are counted by hours', () => {
  test('critical for 24 h, nothing after 168 h', () => {
    const [dose] = after([anaesthesia(1)]);
    expect(dose).toMatchObject({
      window: { minimum: 1, clear: 7 },
      notBefore: TODAY,
      earliest: ahead(6),
    });
  });
  test('beside another opioid they are short-acting opioids', () => {
    const [, dose] = after([anaesthesia(1), methadone(5)].toReversed());
    expect(
      after([anaesthesia(1), methadone(5)]).find(({ name }) => name === 'fentanyl'),
    ).toMatchObject({
      window: { minimum: 7, clear: 10 },
    });
    expect(dose?.name).toBe('fentanyl');
  });
});

describe('a slip during observed treatment with the depot', () => {
  const slip = methadone(2, { from: 'self-report' });
  test('gives no days', () => {
    expect(daysOf(after([slip], { lane: 'depot' }))).toEqual([
      ['methadone', undefined, undefined, false, false],
    ]);
  });
  test('is use like any other before treatment', () => {
    expect(daysOf(after([slip]))).toEqual([['methadone', 8, 12, true, true]]);
  });
  test('is use like any other once a score shows withdrawal', () => {
    const known = evidence({ exposures: [slip], withdrawalScores: [score(5, 1)] });
    const all = washouts({ ...order(known), lane: 'depot' }, NUMBERS);
    expect(daysOf(all)).toEqual([['methadone', 8, 12, true, true]]);
  });
  test('doses on one day are one, as far back as the depot lasts', () => {
    const given = (days: number) =>
      methadone(days, { from: 'administration', listedOn: daysAgo(days) });
    const open = (doses: readonly Exposure[]) =>
      after(doses, { lane: 'depot' }).map((one) => one.open);
    expect(open([given(2)])).toEqual([false]);
    expect(open([given(2), given(3)])).toEqual([true, true]);
    expect(open([given(2), given(36)])).toEqual([false, false]);
  });
});

describe('a depot or implant of buprenorphine', () => {
  const implant = (
    event: BuprenorphineDepot['event'],
    days: number,
    more: Partial<BuprenorphineDepot> = {},
  ) =>
    depot({
      product: 'buprenorphine-implant',
      event,
      at: exactly(daysAgo(days)),
      from: 'procedure',
      ...more,
    });

  test('with all that is known of it', () => {
    expect(afterDepots([depot()])).toEqual([
      {
        name: 'buprenorphine',
        class: 'sublocade',
        from: 'administration',
        certainty: 'confirmed',
        last: exactly(daysAgo(100)),
        ongoing: false,
        window: { minimum: 120, clear: 365 },
        notBefore: ahead(20),
        earliest: ahead(265),
        open: true,
        deciding: true,
        provenance: seen('MedicationAdministration/a1'),
      },
    ]);
  });

  test.each<[string, readonly BuprenorphineDepot[], number, readonly (readonly unknown[])[]]>([
    [
      'an implant releases until it is removed',
      [implant('given', 100)],
      0,
      [[undefined, undefined, true, true]],
    ],
    [
      'until 731 days have gone, even when nobody removed it',
      [implant('given', 700)],
      30,
      [[undefined, undefined, true, true]],
    ],
    ['then it is over', [implant('given', 700)], 31, [[-516, 31, false, false]]],
    [
      'a removal ends it, and has a wait of its own',
      [implant('given', 100), implant('removed', 20)],
      0,
      [[-6, 40, true, true]],
    ],
    [
      'a removal before it does not',
      [implant('removed', 200), implant('given', 100)],
      0,
      [
        [undefined, undefined, true, true],
        [-186, -140, false, false],
      ],
    ],
    [
      'a merely possible implant has an end',
      [implant('given', 100, { certainty: 'possible' })],
      0,
      [[undefined, 631, true, true]],
    ],
    [
      'without a date no day can be given',
      [implant('given', 0, { at: undefined })],
      0,
      [[undefined, undefined, false, false]],
    ],
    [
      'a depot goes on releasing and still has an end',
      [depot({ at: exactly(daysAgo(364)) })],
      0,
      [[-244, 1, true, true]],
    ],
  ])('%s', (_, depots, inDays, expected) => {
    expect(daysOf(afterDepots(depots, inDays))).toEqual(
      expected.map((one) => ['buprenorphine', ...one]),
    );
  });

  test('that still releases has no last day', () => {
    expect(afterDepots([implant('given', 100)])[0]).toMatchObject({
      ongoing: true,
      last: undefined,
    });
    expect(afterDepots([implant('given', 100)], 700)[0]).toMatchObject({
      ongoing: false,
      last: exactly(onDay(ahead(-100))),
    });
  });
});
