import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LiverResult } from '../../evidence/liver-result.js';
import { type Day, type Moment, onDay, type Point } from '../../time/instant.js';
import { currentResults } from './current-results.js';

const NUMBERS = { 'conflict.within': 24, 'conflict.factor': 2, 'moderate.from': 3 };
const ULN = 40;

interface Sketch {
  readonly at: string | readonly [string, string];
  readonly status?: LiverResult['status'];
  readonly partial?: boolean;
  readonly issued?: number;
}

/** "10" is a day, "10T8" its eighth hour in UTC. */
function point(text: string): Point {
  const [day = '', hour] = text.split('T');
  return hour === undefined
    ? onDay(Number(day) as Day)
    : {
        day: Number(day) as Day,
        moment: ((Number(day) * 24 + Number(hour)) * 3_600_000) as Moment,
      };
}

function alt(value: number | 'unreadable', sketch: Sketch): LiverResult {
  const { at, status = 'final', partial = false, issued } = sketch;
  const [first, last] = typeof at === 'string' ? [at, at] : at;
  return {
    analyte: 'alt',
    name: 'ALT',
    at: { earliest: point(first), latest: point(last) },
    issued: issued as Moment | undefined,
    lowCertainty: false,
    status,
    value:
      value === 'unreadable'
        ? { readable: false, why: 'no-number' }
        : {
            readable: true,
            canonical: value,
            reported: { value, unit: 'U/L' },
            bound: undefined,
            upperLimit: {
              lowest: ULN,
              highest: ULN,
              timesLowest: value / ULN,
              timesHighest: value / ULN,
              origin: 'result',
              rangeUnusable: false,
            },
          },
    provenance: { source: `Observation/${String(value)}`, slice: 'laboratory', complete: !partial },
  };
}

const valueOf = ({ value }: LiverResult): string =>
  value.readable ? String(value.reported?.value) : 'unreadable';

/**
 * Standing values; "240!40" = 240, contradicted by 40. Asked of a copy, because what was found for the results of one chart is
 * remembered.
 */
const standing = (results: readonly LiverResult[]): readonly string[] =>
  currentResults([...results], 'alt', NUMBERS)
    .standing.map(({ result, contradictedBy }) =>
      contradictedBy === undefined
        ? valueOf(result)
        : `${valueOf(result)}!${valueOf(contradictedBy)}`,
    )
    .sort();

describe('what stands (B2.8)', () => {
  test.each<[string, LiverResult[], string[]]>([
    ['nothing', [], []],
    ['the newest', [alt(300, { at: '1' }), alt(30, { at: '9' })], ['30']],
    [
      'a later preliminary one beside it',
      [alt(30, { at: '9' }), alt(300, { at: '10', status: 'preliminary' })],
      ['30', '300'],
    ],
    [
      'a normal preliminary one clears nothing',
      [alt(300, { at: '9' }), alt(30, { at: '10', status: 'preliminary' })],
      ['30', '300'],
    ],
    [
      'an earlier preliminary one is past',
      [alt(30, { at: '9' }), alt(300, { at: '8', status: 'preliminary' })],
      ['30'],
    ],
    [
      'a preliminary one of the very day was the forerunner',
      [alt(30, { at: '9' }), alt(300, { at: '9', status: 'preliminary' })],
      ['30'],
    ],
    [
      'a preliminary one that may be later',
      [alt(30, { at: '9' }), alt(300, { at: '9T14', status: 'preliminary' })],
      ['30', '300'],
    ],
    [
      'every preliminary one since',
      [
        alt(30, { at: '8' }),
        alt(300, { at: '9', status: 'preliminary' }),
        alt(25, { at: '10', status: 'preliminary' }),
      ],
      ['25', '30', '300'],
    ],
    ['only preliminary ones', [alt(300, { at: '9', status: 'preliminary' })], ['300']],
    [
      'an unreadable one clears nothing',
      [alt(300, { at: '8' }), alt('unreadable', { at: '9' })],
      ['300'],
    ],
    [
      'normal of a source read in part clears nothing',
      [alt(300, { at: '5' }), alt(30, { at: '9', partial: true })],
      ['30', '300'],
    ],
    [
      'raised of a source read in part counts',
      [alt(30, { at: '8' }), alt(300, { at: '8', partial: true })],
      ['30', '300!30'],
    ],
    [
      'a corrected one replaces that of its time',
      [alt(400, { at: '9' }), alt(30, { at: '9', status: 'corrected' })],
      ['30'],
    ],
    [
      'a corrected one raises too',
      [alt(30, { at: '9' }), alt(400, { at: '9', status: 'corrected' })],
      ['400'],
    ],
    [
      'a corrected one of another time replaces nothing',
      [alt(400, { at: '9T8' }), alt(30, { at: '9T9', status: 'corrected' })],
      ['30', '400!30'],
    ],
    [
      'a corrected one without a number replaces nothing',
      [alt(400, { at: '9' }), alt('unreadable', { at: '9', status: 'corrected' })],
      ['400'],
    ],
    [
      'of two at one time the later release',
      [alt(100, { at: '9', issued: 1 }), alt(90, { at: '9', issued: 2 })],
      ['90'],
    ],
    ['of two at one time the worse', [alt(90, { at: '9' }), alt(100, { at: '9' })], ['100']],
    [
      'a month: raised counts as late as it may be',
      [alt(300, { at: ['1', '30'] }), alt(30, { at: '20' })],
      ['300'],
    ],
    [
      'a month: normal counts as early as it may be',
      [alt(30, { at: ['1', '30'] }), alt(300, { at: '20' })],
      ['300'],
    ],
  ])('%s', (_, results, expected) => {
    expect(standing(results)).toEqual(expected);
  });
});

describe('contradiction (B2.8)', () => {
  test.each<[string, LiverResult[], string[]]>([
    ['24 h apart', [alt(240, { at: '9T8' }), alt(40, { at: '10T8' })], ['240!40', '40']],
    ['25 h apart', [alt(240, { at: '9T8' }), alt(40, { at: '10T9' })], ['40']],
    ['the worse is the newer', [alt(40, { at: '9T8' }), alt(240, { at: '9T14' })], ['240!40']],
    ['twice is not more than twice', [alt(240, { at: '9T8' }), alt(120, { at: '9T14' })], ['120']],
    [
      'the worse below the moderate limit',
      [alt(119, { at: '9T8' }), alt(40, { at: '9T14' })],
      ['40'],
    ],
    [
      'days that follow each other, without times',
      [alt(240, { at: '9' }), alt(40, { at: '10' })],
      ['240!40', '40'],
    ],
    [
      'a preliminary one contradicts nothing',
      [alt(40, { at: '9T14' }), alt(240, { at: '9T8', status: 'preliminary' })],
      ['40'],
    ],
  ])('%s', (_, results, expected) => {
    expect(standing(results)).toEqual(expected);
  });
});

describe('contradiction between results of which less is known', () => {
  const as = (value: number, at: string, differing: object): LiverResult => {
    const result = alt(value, { at });
    return { ...result, value: { ...result.value, ...differing } };
  };
  const unitless = { canonical: undefined };
  const limitless = { upperLimit: undefined };
  test.each<[string, LiverResult[], string[]]>([
    [
      'compared by their limits where neither has a unit',
      [as(240, '9T8', unitless), as(40, '9T14', unitless)],
      ['240!40', '40'],
    ],
    [
      'compared by their limits where one has no unit',
      [as(240, '9T8', unitless), alt(40, { at: '9T14' })],
      ['240!40', '40'],
    ],
    [
      'compared in the unit where the milder one has no limit',
      [alt(240, { at: '9T8' }), as(40, '9T14', limitless)],
      ['240!40', '40'],
    ],
    [
      'a value without a limit is not known to be raised',
      [as(240, '9T8', limitless), alt(40, { at: '9T14' })],
      ['40'],
    ],
    [
      'the one without a unit, the other without a limit: not comparable',
      [as(240, '9T8', unitless), as(40, '9T14', limitless)],
      ['40'],
    ],
  ])('%s', (_, results, expected) => {
    expect(standing(results)).toEqual(expected);
    expect(standing(results.toReversed())).toEqual(expected);
  });
});

test('a later result that clears nothing takes no conflict away', () => {
  const known = [
    alt(60, { at: '2T1' }),
    alt(120, { at: '2T0' }),
    alt(10, { at: '2', partial: true }),
  ];
  const later = alt(10, { at: '3T1', partial: true });
  expect(standing(known)).toContain('120!10');
  expect(standing([...known, later])).toContain('120!10');
});

test('the same results are judged anew by other numbers', () => {
  const results = [alt(240, { at: '9T8' }), alt(40, { at: '9T14' })];
  const standingBy = (numbers: typeof NUMBERS) =>
    currentResults(results, 'alt', numbers).standing.map(({ result }) => valueOf(result));
  expect(standingBy(NUMBERS)).toEqual(['40', '240']);
  expect(standingBy({ ...NUMBERS, 'conflict.factor': 10 })).toEqual(['40']);
  expect(standingBy(NUMBERS)).toEqual(['40', '240']);
  expect(standingBy({ 'conflict.within': 2, 'conflict.factor': 10, 'moderate.from': 7 })).toEqual([
    '40',
  ]);
});

describe('for any results', () => {
  const day = fc.integer({ min: 1, max: 5 });
  const time = fc.oneof(
    day.map(String),
    fc.tuple(day, fc.integer({ min: 0, max: 23 })).map(([of, hour]) => `${of}T${hour}`),
  );
  const result = fc
    .record({
      value: fc.oneof(fc.integer({ min: 10, max: 400 }), fc.constant('unreadable' as const)),
      at: time,
      status: fc.constantFrom<LiverResult['status']>('final', 'corrected', 'preliminary'),
      partial: fc.boolean(),
    })
    .map(({ value, ...sketch }) => alt(value, sketch));
  const results = fc.array(result, { maxLength: 6 });
  const worst = (all: readonly LiverResult[]): number =>
    Math.max(
      0,
      ...currentResults([...all], 'alt', NUMBERS).standing.map(
        ({ result: { value } }) => value.canonical ?? 0,
      ),
    );

  test('their order changes nothing', () => {
    fc.assert(
      fc.property(results, (all) => {
        expect(standing(all.toReversed())).toEqual(standing(all));
      }),
      { numRuns: 500 },
    );
  });

  test('what cannot clear never makes the worst milder', () => {
    fc.assert(
      fc.property(results, result, (all, more) => {
        fc.pre(more.status === 'preliminary' || !more.provenance.complete);
        expect(worst([...all, more])).toBeGreaterThanOrEqual(worst(all));
      }),
      { numRuns: 500 },
    );
  });
});
