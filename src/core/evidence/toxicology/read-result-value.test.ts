import { describe, expect, test } from '@jest/globals';
import { evidenceReader } from '../../../../test/support/evidence-reader.js';
import { type ReadResult, readResultValue } from './read-result-value.js';
import type { Valued } from './valued.js';

const { knowledge } = evidenceReader();
const flag = (code: string): Pick<Valued, 'interpretation'> => ({
  interpretation: [{ coding: [{ code }] }],
});
const cutOff = (value: number, unit = 'ng/mL'): Pick<Valued, 'referenceRange'> => ({
  referenceRange: [{ high: { value, unit } }],
});
const number = (
  value: number,
  comparator?: '<' | '>' | '<=' | '>=',
): Pick<Valued, 'valueQuantity'> => ({
  valueQuantity: { value, unit: 'ng/mL', ...(comparator === undefined ? {} : { comparator }) },
});
const snomed = (code: string): Valued => ({
  valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code }] },
});

type Row = readonly [
  name: string,
  valued: Valued,
  confirm: boolean,
  expected: ReadResult | undefined,
];

describe('words', () => {
  test.each<Row>([
    ['positive', { valueString: 'POSITIVE' }, false, 'positive'],
    [
      'presumptive positive',
      { valueCodeableConcept: { text: 'Presumptive Positive' } },
      false,
      'positive',
    ],
    ['detected with a remark', { valueString: 'Detected, see comment' }, false, 'positive'],
    [
      'screen positive',
      { valueString: 'Screen positive; confirmation to follow' },
      false,
      'positive',
    ],
    ['none detected', { valueString: 'None Detected' }, false, 'negative'],
    [
      'negative with its cut-off',
      { valueString: 'Negative (cutoff 300 ng/mL)' },
      false,
      'negative',
    ],
    ['negative, none detected', { valueString: 'Negative, none detected' }, false, 'negative'],
    ['negative taken back', { valueString: 'Negative, see note' }, false, undefined],
    [
      'negative for one, positive for another',
      { valueString: 'Negative for opiates, positive for fentanyl' },
      false,
      undefined,
    ],
    ['see note', { valueString: 'See note' }, false, undefined],
    ['QNS', { valueString: 'QNS' }, false, undefined],
    ['not positive', { valueString: 'result not positive' }, false, undefined],
    [
      'a display alone',
      { valueCodeableConcept: { coding: [{ display: 'Not detected' }] } },
      false,
      'negative',
    ],
    ['SNOMED CT detected, code alone', snomed('260373001'), false, 'positive'],
    ['SNOMED CT not detected, code alone', snomed('260415000'), false, 'negative'],
    [
      'code and words that contradict',
      { valueCodeableConcept: { coding: [{ code: '260415000' }], text: 'Positive' } },
      false,
      'unreadable',
    ],
    [
      'negative, flagged positive',
      { valueString: 'Negative', ...flag('POS') },
      false,
      'unreadable',
    ],
    [
      'unsettled words, flagged positive',
      { valueString: 'See note', ...flag('POS') },
      false,
      'positive',
    ],
    [
      'unsettled words, flagged negative',
      { valueString: 'See note', ...flag('NEG') },
      false,
      undefined,
    ],
    ['no value, flagged negative', flag('NEG'), false, 'negative'],
    [
      'no value and a reason for it, flagged negative',
      { ...flag('NEG'), dataAbsentReason: { text: 'not performed' } },
      false,
      undefined,
    ],
    ['a yes', { valueBoolean: true }, false, 'positive'],
    ['a no, which may mean that nobody looked', { valueBoolean: false }, false, undefined],
    ['negative with a full stop', { valueString: 'Negative.' }, false, 'negative'],
    ['not detected in odd spelling', { valueString: 'Not -- Detected' }, false, 'negative'],
    ['positive behind other words', { valueString: 'Result: positive' }, false, 'positive'],
    [
      'an unknown code beside a negative',
      { valueCodeableConcept: { coding: [{ code: 'X1' }], text: 'Negative' } },
      false,
      'negative',
    ],
    [
      'a concept that settles nothing, flagged negative',
      { valueCodeableConcept: { text: 'See comment' }, ...flag('NEG') },
      false,
      undefined,
    ],
    ['nothing at all', {}, false, undefined],
  ])('%s', (_, valued, confirm, expected) => {
    expect(readResultValue(valued, confirm, knowledge)).toBe(expected);
  });
});

describe('interpretations', () => {
  test.each<Row>([
    ['in lower case', flag('pos'), false, 'positive'],
    ['negative in words', { interpretation: [{ text: 'Negative' }] }, false, 'negative'],
    ['positive in words', { interpretation: [{ text: 'Positive' }] }, false, 'positive'],
    [
      'positive as a display without a code',
      { interpretation: [{ coding: [{ display: 'Positive' }] }] },
      false,
      'positive',
    ],
    [
      'negative first, positive after it',
      { interpretation: [{ coding: [{ code: 'NEG' }] }, { coding: [{ code: 'POS' }] }] },
      false,
      'positive',
    ],
    [
      'negative by code, positive in words',
      {
        ...number(10),
        ...cutOff(100),
        interpretation: [{ coding: [{ code: 'N' }], text: 'Positive' }],
      },
      false,
      'positive',
    ],
    [
      'an unknown one first, negative after it',
      { ...number(180), interpretation: [{ coding: [{ code: 'X' }] }, { text: 'Negative' }] },
      false,
      'negative',
    ],
  ])('%s', (_, valued, confirm, expected) => {
    expect(readResultValue(valued, confirm, knowledge)).toBe(expected);
  });
});

describe('numbers', () => {
  test.each<Row>([
    [
      'flagged positive below the cut-off',
      { ...number(10), ...flag('A'), ...cutOff(100) },
      false,
      'positive',
    ],
    ['flagged negative', { ...number(10), ...flag('ND') }, false, 'negative'],
    ['at the cut-off', { ...number(100), ...cutOff(100) }, false, 'positive'],
    ['below the cut-off', { ...number(99), ...cutOff(100) }, false, 'negative'],
    [
      'cut-off in another unit is none',
      { ...number(99), ...cutOff(0.1, 'ug/mL') },
      false,
      'unreadable',
    ],
    ['a range up to zero is no cut-off', { ...number(0), ...cutOff(0) }, true, 'negative'],
    ['less than the cut-off', { ...number(100, '<'), ...cutOff(100) }, false, 'negative'],
    [
      'less than something above the cut-off',
      { ...number(300, '<'), ...cutOff(100) },
      false,
      'unreadable',
    ],
    [
      'less than something below the cut-off',
      { ...number(50, '<'), ...cutOff(100) },
      false,
      'negative',
    ],
    ['at most the cut-off', { ...number(100, '<='), ...cutOff(100) }, false, 'unreadable'],
    ['at most less than the cut-off', { ...number(99, '<='), ...cutOff(100) }, false, 'negative'],
    ['more than, below the cut-off', { ...number(50, '>'), ...cutOff(100) }, false, 'positive'],
    ['less than, no cut-off', number(10, '<'), false, 'negative'],
    ['at most, no cut-off', number(10, '<='), false, 'negative'],
    ['at least, no cut-off', number(1000, '>='), false, 'positive'],
    ['more than, no cut-off', number(1000, '>'), false, 'positive'],
    ['confirmation above zero', number(80), true, 'positive'],
    ['confirmation zero', number(0), true, 'negative'],
    ['confirmation below zero', number(-1), true, 'unreadable'],
    ['screen without cut-off', number(180), false, 'unreadable'],
    [
      'the lowest of two cut-offs counts',
      {
        ...number(150),
        referenceRange: [
          { high: { value: 300, unit: 'ng/mL' } },
          { high: { value: 100, unit: 'ng/mL' } },
        ],
      },
      false,
      'positive',
    ],
    [
      'a cut-off without a unit',
      { ...number(99), referenceRange: [{ high: { value: 100 } }] },
      false,
      'negative',
    ],
    [
      'a number without a unit',
      { valueQuantity: { value: 99 }, ...cutOff(100) },
      false,
      'negative',
    ],
    [
      'a range without an upper end is no cut-off',
      { ...number(99), referenceRange: [{ low: { value: 5, unit: 'ng/mL' } }] },
      false,
      'unreadable',
    ],
    ['number as text', { valueString: '<50 ng/mL' }, false, 'negative'],
    ['number as integer', { valueInteger: 3 }, true, 'positive'],
  ])('%s', (_, valued, confirm, expected) => {
    expect(readResultValue(valued, confirm, knowledge)).toBe(expected);
  });
});

test('malformed values are no result and throw nothing', () => {
  for (const odd of [
    { valueQuantity: 'twelve', interpretation: 'POS' },
    { valueQuantity: null, interpretation: [null, 3], referenceRange: { high: null } },
    { valueCodeableConcept: ['x'], valueString: { a: 1 } },
  ]) {
    expect(readResultValue(odd as unknown as Valued, true, knowledge)).toBeUndefined();
  }
});
