import { describe, expect, test } from '@jest/globals';
import type { Observation, ObservationReferenceRange } from 'fhir/r4.js';
import { theKnowledge } from '../../../../test/support/hook-parts.js';
import type { LaboratoryLimit } from '../../pack/laboratory-limit.js';
import type { LiverAnalyte, LiverValue } from '../liver-result.js';
import { readLiverValue, type ValueContext } from './read-liver-value.js';

type Stated = Partial<Observation> & Readonly<Record<string, unknown>>;

const context = (more: Partial<ValueContext> = {}): ValueContext => ({
  laboratory: theKnowledge().liverLaboratory,
  sex: 'male',
  ...more,
});
const read = (
  stated: Stated,
  analyte: LiverAnalyte = 'alt',
  more?: Partial<ValueContext>,
): LiverValue =>
  readLiverValue(stated as unknown as Observation, analyte, stated.performer, context(more));

const amount = (value: number, unit?: string) => ({
  valueQuantity: unit === undefined ? { value } : { value, unit },
});
const upTo = (
  high: number,
  unit?: string,
  more: Partial<ObservationReferenceRange> = {},
): ObservationReferenceRange => ({
  high: unit === undefined ? { value: high } : { value: high, unit },
  ...more,
});
const sexed = (sex: string) => ({ appliesTo: [{ text: sex }] });
const typed = (code: string) => ({ type: { coding: [{ code }] } });

/** × ULN by the lowest and the highest limit to three digits, or why there is none. */
function times(value: LiverValue): string {
  if (!value.readable) return value.why;
  if (value.upperLimit === undefined) return 'no limit';
  const { timesLowest, timesHighest, origin } = value.upperLimit;
  const shown = [timesLowest, timesHighest].map((each) => String(Number(each.toPrecision(3))));
  return `${[...new Set(shown)].join(' or ')} by ${origin}`;
}

describe('values (B2.5)', () => {
  const referenceRange = [upTo(40, 'U/L')];
  test.each<[string, Stated, string]>([
    ['a quantity', amount(80, 'U/L'), '2 by result'],
    ['an integer takes the unit of its range', { valueInteger: 80 }, '2 by result'],
    ['text with a unit', { valueString: '80 U/L' }, '2 by result'],
    ['text without a unit', { valueString: ' 80 ' }, '2 by result'],
    ['text with a lower bound', { valueString: '> 80 U/L' }, '2 by result'],
    ['text with a lower bound in one sign', { valueString: '≥80' }, '2 by result'],
    ['an upper bound within the limit', { valueString: '<5 U/L' }, '0.125 by result'],
    ['an upper bound above the limit', { valueString: '<80 U/L' }, 'bound-tells-nothing'],
    ['a lower bound within the limit', { valueString: '>5 U/L' }, 'bound-tells-nothing'],
    [
      'a comparator of another FHIR version',
      { valueQuantity: { value: 80, unit: 'U/L', comparator: 'ad' as '<' } },
      'no-number',
    ],
    ['words', { valueString: 'hemolyzed' }, 'no-number'],
    ['words after a number', { valueString: '80 see note' }, 'unknown-unit'],
    ['a number with a comma', { valueString: '1,080' }, 'unknown-unit'],
    ['a range of numbers', { valueString: '40-80' }, 'unknown-unit'],
    ['a concept', { valueCodeableConcept: { text: '80 U/L' } }, 'no-number'],
    ['a quantity without a number', { valueQuantity: { unit: 'U/L' } }, 'no-number'],
    [
      'a number as text in a quantity',
      { valueQuantity: { value: '80' as unknown as number, unit: 'U/L' } },
      'no-number',
    ],
    [
      'a stated reason for absence, whatever else there is',
      { ...amount(20, 'U/L'), dataAbsentReason: { text: 'error' } },
      'no-number',
    ],
    ['nothing', {}, 'no-number'],
    ['less than nothing', amount(-1, 'U/L'), 'implausible'],
    ['blanks around the unit', amount(80, ' U/L '), '2 by result'],
    [
      'two spellings of one unit',
      { valueQuantity: { value: 80, code: 'U/L', unit: 'IU/L' } },
      '2 by result',
    ],
    [
      'a code that we do not know, no unit in words',
      { valueQuantity: { value: 300, code: 'E/L' } },
      'unknown-unit',
    ],
  ])('%s', (_, stated, expected) => {
    expect(times(read({ referenceRange, ...stated }))).toBe(expected);
  });
});

describe('interpretation without a number (B2.5)', () => {
  const says = (code: string) => ({ interpretation: [{ coding: [{ code }] }] });
  test.each<[string, Stated, string]>([
    ['normal, no range', says('N'), '1 by default'],
    ['low, no range', says('L'), '1 by default'],
    ['normal, with a range', { ...says('N'), referenceRange: [upTo(40, 'U/L')] }, 'no-number'],
    ['high', says('H'), 'no-number'],
    ['abnormal', says('A'), 'no-number'],
    ['normal beside words', { ...says('N'), valueString: 'see note' }, 'no-number'],
    [
      'normal beside a concept',
      { ...says('N'), valueCodeableConcept: { text: 'see note' } },
      'no-number',
    ],
    [
      'normal and high',
      { interpretation: [...says('N').interpretation, ...says('H').interpretation] },
      'no-number',
    ],
    [
      'normal beside a stated absence',
      { ...says('N'), dataAbsentReason: { text: 'x' } },
      'no-number',
    ],
  ])('%s', (_, stated, expected) => {
    expect(times(read(stated))).toBe(expected);
  });
});

test('a test without an upper limit cannot be normal in words', () => {
  expect(times(read({ interpretation: [{ coding: [{ code: 'N' }] }] }, 'albumin'))).toBe(
    'no-number',
  );
});

describe('the whole value', () => {
  const limits = (more: object) => ({
    lowest: 45,
    highest: 45,
    timesLowest: 2,
    timesHighest: 2,
    origin: 'default',
    rangeUnusable: false,
    ...more,
  });
  const alt = (more: object = {}) => ({
    readable: true,
    canonical: 90,
    reported: { value: 90, unit: 'U/L' },
    bound: undefined,
    ...more,
  });
  test.each<[string, Stated, LiverAnalyte, object]>([
    ['without a range', amount(90, 'U/L'), 'alt', alt({ upperLimit: limits({}) })],
    [
      'with one',
      { ...amount(90, 'U/L'), referenceRange: [upTo(45, 'U/L')] },
      'alt',
      alt({ upperLimit: limits({ origin: 'result' }) }),
    ],
    [
      'with one for a treatment',
      { ...amount(90, 'U/L'), referenceRange: [upTo(100, 'U/L', typed('treatment'))] },
      'alt',
      alt({ upperLimit: limits({}) }),
    ],
    [
      'with one in a unit that cannot be converted',
      { ...amount(90, 'U/L'), referenceRange: [upTo(45, 'E/L')] },
      'alt',
      alt({ upperLimit: limits({ rangeUnusable: true }) }),
    ],
    [
      'a mere ratio',
      { ...amount(90), referenceRange: [upTo(45)] },
      'alt',
      alt({
        canonical: undefined,
        reported: { value: 90, unit: undefined },
        upperLimit: limits({ origin: 'result' }),
      }),
    ],
    [
      'normal in words',
      { interpretation: [{ coding: [{ code: 'N' }] }] },
      'alt',
      {
        readable: true,
        canonical: undefined,
        reported: undefined,
        bound: 'below',
        upperLimit: limits({ timesLowest: 1, timesHighest: 1 }),
      },
    ],
    [
      'INR has no unit to print',
      amount(2.2, '{INR}'),
      'inr',
      alt({
        canonical: 2.2,
        reported: { value: 2.2, unit: undefined },
        upperLimit: limits({ lowest: 1.1, highest: 1.1 }),
      }),
    ],
  ])('%s', (_, stated, analyte, expected) => {
    expect(read(stated, analyte)).toEqual(expected);
  });

  test('the limit of bilirubin in the unit of its value', () => {
    const value = read(amount(41.0496, 'umol/L'), 'bilirubin-total');
    const limit = value.readable ? value.upperLimit : undefined;
    expect(limit?.lowest).toBeCloseTo(20.5248, 6);
    expect(limit?.timesLowest).toBeCloseTo(2, 9);
  });
});

test('a knowledge without the units of a test is an error', () => {
  const laboratory = { ...theKnowledge().liverLaboratory, units: {} };
  expect(() => read(amount(90, 'U/L'), 'alt', { laboratory })).toThrow('no unit table enzyme');
});

describe('units (B2.6)', () => {
  test.each<[string, Stated, LiverAnalyte, string]>([
    [
      'microkatal',
      { ...amount(4, 'µkat/L'), referenceRange: [upTo(0.75, 'µkat/L')] },
      'alt',
      '5.33 by result',
    ],
    ['the Greek letter', { ...amount(4, 'μkat/L'), referenceRange: [] }, 'alt', '5.33 by default'],
    [
      'value and range in different units',
      { ...amount(240, 'U/L'), referenceRange: [upTo(0.75, 'ukat/L')] },
      'alt',
      '5.33 by result',
    ],
    ['nanokatal', { ...amount(4000, 'nkat/L'), referenceRange: [] }, 'alt', '5.33 by default'],
    [
      'the code wins over unknown words',
      { valueQuantity: { value: 90, code: 'U/L', unit: 'einheiten' } },
      'alt',
      '2 by default',
    ],
    [
      'words win over an unknown code',
      { valueQuantity: { value: 90, code: 'E', unit: 'U/L' } },
      'alt',
      '2 by default',
    ],
    [
      'code and words that contradict',
      { valueQuantity: { value: 4, code: 'U/L', unit: 'ukat/L' } },
      'alt',
      'contradictory-unit',
    ],
    [
      'no unit anywhere: the ratio',
      { ...amount(300), referenceRange: [upTo(50)] },
      'alt',
      '6 by result',
    ],
    ['no unit, no range', amount(300), 'alt', 'no-unit'],
    [
      'an unknown unit',
      { ...amount(300, 'E/L'), referenceRange: [upTo(50, 'U/L')] },
      'alt',
      'unknown-unit',
    ],
    [
      'one unknown unit for both: the ratio',
      { ...amount(300, 'E/L'), referenceRange: [upTo(50, 'E/L')] },
      'alt',
      '6 by result',
    ],
    [
      'a range in an unknown unit is dropped',
      { ...amount(90, 'U/L'), referenceRange: [upTo(50, 'E/L')] },
      'alt',
      '2 by default',
    ],
    ['bilirubin in µmol/L', amount(41.05, 'umol/L'), 'bilirubin-total', '2 by default'],
    ['bilirubin in mg/L', amount(24, 'mg/L'), 'bilirubin-total', '2 by default'],
    ['INR without a unit', amount(2.2), 'inr', '2 by default'],
    [
      'both labelled U/L, of katal size',
      { ...amount(4, 'U/L'), referenceRange: [upTo(0.75, 'U/L')] },
      'alt',
      'unit-suspect',
    ],
    [
      'a range of odd size beside a usable one',
      { ...amount(90, 'U/L'), referenceRange: [upTo(0.75, 'U/L'), upTo(45, 'U/L')] },
      'alt',
      '2 by result',
    ],
    ...[14.9, 150.1].map((high): [string, Stated, LiverAnalyte, string] => [
      `an upper limit of ${high}`,
      { ...amount(300, 'U/L'), referenceRange: [upTo(high, 'U/L')] },
      'alt',
      'unit-suspect',
    ]),
    [
      'an upper limit of 15',
      { ...amount(300, 'U/L'), referenceRange: [upTo(15, 'U/L')] },
      'alt',
      '20 by result',
    ],
    [
      'an upper limit of 150',
      { ...amount(300, 'U/L'), referenceRange: [upTo(150, 'U/L')] },
      'alt',
      '2 by result',
    ],
    [
      'an unknown unit, and another one for the range',
      { ...amount(300, 'E/L'), referenceRange: [upTo(50, 'F/L')] },
      'alt',
      'unknown-unit',
    ],
    [
      'no unit: that of the first range',
      { ...amount(120), referenceRange: [upTo(40, 'U/L'), upTo(60)] },
      'alt',
      '3 or 2 by result',
    ],
    [
      'no unit: that of a range without an upper limit',
      { ...amount(90), referenceRange: [{ low: { value: 10, unit: 'U/L' } }] },
      'alt',
      '2 by default',
    ],
    ['ALT 20,000', amount(20000, 'U/L'), 'alt', '444 by default'],
    ['ALT 20,001', amount(20001, 'U/L'), 'alt', 'implausible'],
    ['bilirubin 60', amount(60, 'mg/dL'), 'bilirubin-total', '50 by default'],
    ['bilirubin 60.1', amount(60.1, 'mg/dL'), 'bilirubin-total', 'implausible'],
    ['INR 0.4', amount(0.4), 'inr', 'implausible'],
    ['albumin has no upper limit', amount(28, 'g/L'), 'albumin', 'no limit'],
  ])('%s', (_, stated, analyte, expected) => {
    expect(times(read(stated, analyte))).toBe(expected);
  });

  test.each<[LiverAnalyte, number, string, number]>([
    ['albumin', 28, 'g/L', 2.8],
    ['albumin', 600, 'umol/L', 3.99],
    ['creatinine', 88.42, 'µmol/L', 1],
    ['platelets', 150000, '/uL', 150],
    ['platelets', 150, '10*9/L', 150],
    ['sodium', 140, 'mEq/L', 140],
    ['egfr', 59, 'mL/min/1.73m2', 59],
  ])('%s %d %s', (analyte, value, unit, expected) => {
    const result = read(amount(value, unit), analyte);
    expect(result.readable && result.canonical).toBeCloseTo(expected, 9);
  });
});

describe('upper limit of normal (B2.7)', () => {
  const alt = (ranges: ObservationReferenceRange[], more?: Partial<ValueContext>, value = 120) =>
    times(read({ ...amount(value, 'U/L'), referenceRange: ranges }, 'alt', more));

  test.each<[string, ObservationReferenceRange[], string]>([
    [
      'only what is normal',
      [upTo(100, 'U/L', typed('treatment')), upTo(40, 'U/L', typed('normal'))],
      '3 by result',
    ],
    ['only a treatment range', [upTo(100, 'U/L', typed('treatment'))], '2.67 by default'],
    [
      'two ranges: the lowest warns, the highest decides critical',
      [upTo(40, 'U/L'), upTo(60, 'U/L')],
      '3 or 2 by result',
    ],
    [
      'for his sex',
      [upTo(60, 'U/L', sexed('Male')), upTo(40, 'U/L', sexed('female'))],
      '2 by result',
    ],
    [
      'for his sex rather than for anybody',
      [upTo(60, 'U/L', sexed('male')), upTo(40, 'U/L')],
      '2 by result',
    ],
    ['for the other sex only', [upTo(40, 'U/L', sexed('female'))], '2.67 by default'],
    [
      'by SNOMED CT',
      [upTo(60, 'U/L', { appliesTo: [{ coding: [{ code: '248153007' }] }] }), upTo(40, 'U/L')],
      '2 by result',
    ],
    [
      'for a population that is not known here',
      [upTo(40, 'U/L', { appliesTo: [{ text: 'adults' }] })],
      '3 by result',
    ],
    ['high of 0', [upTo(0, 'U/L')], '2.67 by default'],
    [
      'low above high',
      [{ low: { value: 50 }, high: { value: 40, unit: 'U/L' } }],
      '2.67 by default',
    ],
    [
      'low as high as high',
      [{ low: { value: 40 }, high: { value: 40, unit: 'U/L' } }],
      '3 by result',
    ],
    ['text b-a', [{ text: '50 - 40 U/L' }], '2.67 by default'],
    [
      'a type in code and words',
      [upTo(40, 'U/L', { type: { coding: [{ code: 'normal', display: 'Normal Range' }] } })],
      '3 by result',
    ],
    [
      'a type without a word',
      [upTo(40, 'U/L', { type: { coding: [{ system: 'urn:x' }] } })],
      '3 by result',
    ],
    [
      'his sex among other words',
      [upTo(60, 'U/L', sexed('Adult male')), upTo(40, 'U/L')],
      '2 by result',
    ],
    ['for both sexes', [upTo(40, 'U/L', sexed('men and women'))], '3 by result'],
    ['in pregnancy only', [upTo(40, 'U/L', sexed('pregnancy'))], '2.67 by default'],
    ['no limit at all', [{}], '2.67 by default'],
    ['text with blanks', [{ text: ' 10-40 ' }], '3 by result'],
    ['text a-b', [{ text: '10 - 40 U/L' }], '3 by result'],
    ['text a–b', [{ text: '10–40' }], '3 by result'],
    ['text <b', [{ text: '<40' }], '3 by result'],
    ['text ≤b', [{ text: '≤ 40' }], '3 by result'],
    ['text up to b', [{ text: 'Up to 40' }], '3 by result'],
    ['text of other words', [{ text: 'see above' }], '2.67 by default'],
  ])('%s', (_, ranges, expected) => {
    expect(alt(ranges)).toBe(expected);
  });

  test('a range in pregnancy is not for a woman of whom nothing is known', () => {
    const ranges = [upTo(30, 'U/L', sexed('pregnant woman')), upTo(40, 'U/L', sexed('woman'))];
    expect(alt(ranges, { sex: 'female' })).toBe('3 by result');
  });

  test.each<['female' | 'unknown', string, string]>([
    ['female', 'adults', '3 by result'],
    ['female', 'men', '3.53 by default'],
    ['unknown', 'men', '3 by result'],
  ])('%s, range for %s', (sex, population, expected) => {
    expect(alt([upTo(40, 'U/L', sexed(population))], { sex })).toBe(expected);
  });

  test.each<[string, object, number, string]>([
    ['years are the unit that is meant', { high: { value: 17 } }, 17, '3 by result'],
    ['a year more', { high: { value: 17 } }, 18, '2.67 by default'],
    ['from 18', { low: { value: 18, unit: ' Years ' } }, 18, '3 by result'],
    ['a year less', { low: { value: 18, unit: ' Years ' } }, 17, '2.67 by default'],
    ['a unit that we do not know', { high: { value: 1, unit: 'fortnights' } }, 50, '3 by result'],
    ['a limit without a number', { high: { unit: 'a' } }, 50, '3 by result'],
  ])('age of the range: %s', (_, age, ageYears, expected) => {
    expect(alt([upTo(40, 'U/L', { age })], { ageYears })).toBe(expected);
  });

  test.each([
    [17, '2 by result'],
    [18, '3 by result'],
    [undefined, '3 or 2 by result'],
  ])('age %s', (ageYears, expected) => {
    const child = upTo(60, 'U/L', { age: { high: { value: 17.9, unit: 'years' } } });
    const adult = upTo(40, 'U/L', { age: { low: { value: 216, code: 'mo' } } });
    expect(alt([child, adult], { ageYears })).toBe(expected);
  });

  test.each<['female' | 'male' | 'unknown', string]>([
    ['female', '6 by default'],
    ['male', '4.53 by default'],
    ['unknown', '6 or 4.53 by default'],
  ])('default by sex: %s', (sex, expected) => {
    expect(alt([], { sex }, 204)).toBe(expected);
  });

  test('a laboratory that sends no range: the limit that the site states for it', () => {
    const limit: LaboratoryLimit = {
      performer: 'Organization/lab',
      analyte: 'alt',
      high: 60,
      unit: 'U/L',
      reason: 'sends no ranges',
      owner: 'laboratory',
      date: '2026-01-01',
    };
    const stated = { ...amount(120, 'U/L'), performer: [{ reference: 'Organization/lab' }] };
    expect(times(read(stated, 'alt', { siteLimits: [limit] }))).toBe('2 by site');
    expect(times(read(amount(120, 'U/L'), 'alt', { siteLimits: [limit] }))).toBe('2.67 by default');
    expect(times(read(stated, 'alt', { siteLimits: [{ ...limit, sex: 'female' }] }))).toBe(
      '2.67 by default',
    );
  });

  test.each<[string, 'male' | 'female' | 'unknown', string]>([
    ['his own', 'male', '2 by site'],
    ['hers', 'female', '3 by site'],
    ['both', 'unknown', '3 or 2 by site'],
  ])('limits of the site by sex: %s', (_, sex, expected) => {
    const of = { performer: 'lab', reason: 'x', owner: 'x', date: '2026-01-01', unit: 'U/L' };
    const siteLimits: LaboratoryLimit[] = [
      { ...of, analyte: 'alt', high: 60, sex: 'male' },
      { ...of, analyte: 'alt', high: 40, sex: 'female' },
      { ...of, analyte: 'ast', high: 20 },
      { ...of, analyte: 'alt', high: 10, unit: 'E/L' },
      { ...of, analyte: 'alt', high: 10, performer: 'another' },
    ];
    const stated = { ...amount(120, 'U/L'), performer: [{ display: 'lab' }] };
    expect(times(read(stated, 'alt', { sex, siteLimits }))).toBe(expected);
  });

  test('the limit is given in the unit of the value, and an unusable range is said', () => {
    const value = read({ ...amount(4, 'ukat/L'), referenceRange: [upTo(-1, 'ukat/L')] });
    expect(value).toMatchObject({
      canonical: 240,
      reported: { value: 4, unit: 'µkat/L' },
      upperLimit: { lowest: 0.75, highest: 0.75, rangeUnusable: true },
    });
  });
});

test.each<[string, Stated]>([
  ['ranges as one object', { ...amount(80, 'U/L'), referenceRange: upTo(40, 'U/L') as never }],
  ['null among ranges', { ...amount(80, 'U/L'), referenceRange: [null, upTo(40, 'U/L')] as never }],
  [
    'an interpretation as one object',
    {
      ...amount(80, 'U/L'),
      referenceRange: [upTo(40, 'U/L')],
      interpretation: { text: 'H' } as never,
    },
  ],
  [
    'numbers for words',
    {
      ...amount(80, 'U/L'),
      referenceRange: [
        { ...upTo(40, 'U/L'), text: 7, type: 3, appliesTo: 'male', age: 'x' },
      ] as never,
    },
  ],
])('odd but readable: %s', (_, stated) => {
  expect(times(read(stated))).toBe('2 by result');
});
