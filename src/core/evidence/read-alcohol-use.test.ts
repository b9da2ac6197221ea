import { describe, expect, test } from '@jest/globals';
import type { Observation } from 'fhir/r4.js';
import { daysOf, evidenceReader, observed } from '../../../test/support/evidence-reader.js';
import { readAlcoholUse } from './read-alcohol-use.js';

const AT = '2026-11-24T09:00:00-05:00';
const asked = (text: string, more: Partial<Observation>): Observation => ({
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  code: { text },
  effectiveDateTime: AT,
  ...more,
});
const read = (observation: Observation) =>
  readAlcoholUse([observed(observation)], evidenceReader());
const signsOf = (observation: Observation): readonly string[] =>
  read(observation).signs.map(({ kind, measured }) =>
    [kind, measured?.value].filter((part) => part !== undefined).join(' '),
  );
const value = (amount: number, unit?: string): Partial<Observation> => ({
  valueQuantity: unit === undefined ? { value: amount } : { value: amount, unit },
});

describe('alcohol itself', () => {
  test.each([
    'Breath alcohol',
    'Breath Alcohol Concentration',
    'Breathalyzer',
    'Blood alcohol level',
    'BAC',
    'Ethanol [Mass/volume] in Blood',
    'Ethanol, serum',
    'Urine ethanol',
  ])('%s above zero', (name) => {
    expect(signsOf(asked(name, value(0.02, '%')))).toEqual(['alcohol 0.02']);
  });

  test.each<[string, Partial<Observation>, readonly string[]]>([
    ['zero', value(0, '%'), []],
    ['below a limit', { valueQuantity: { value: 10, comparator: '<', unit: 'mg/dL' } }, []],
    ['positive in words', { valueString: 'Positive' }, ['alcohol']],
    ['a number in words', { valueString: '0.05 %' }, ['alcohol 0.05']],
    ['negative in words', { valueCodeableConcept: { text: 'Negative' } }, []],
    ['see note', { valueString: 'see note' }, []],
    ['preliminary', { ...value(0.05), status: 'preliminary' }, []],
    ['cancelled', { ...value(0.05), status: 'cancelled' }, []],
    ['of the day after tomorrow', { ...value(0.05), effectiveDateTime: '2026-11-26' }, []],
  ])('%s', (_, more, expected) => {
    expect(signsOf(asked('Breath alcohol', more))).toEqual(expected);
  });

  test('a cut-off is no result', () => {
    const code = { coding: [{ system: 'http://loinc.org', code: '77768-0' }] };
    expect(signsOf({ ...asked('', value(100, 'ng/mL')), code })).toEqual([]);
  });
});

describe('EtG and EtS', () => {
  const loinc = (code: string): Partial<Observation> => ({
    code: { coding: [{ system: 'http://loinc.org', code }] },
  });
  test.each<[string, Observation, readonly string[]]>([
    [
      'positive',
      asked('Urine EtG', { valueCodeableConcept: { text: 'Positive' } }),
      ['metabolite'],
    ],
    [
      'a screen by code',
      asked('', { ...loinc('58375-7'), valueString: 'Detected' }),
      ['metabolite'],
    ],
    ['both in one', asked('', { ...loinc('74758-4'), valueString: 'Positive' }), ['metabolite']],
    ['a number without cut-off', asked('Urine EtG', value(520, 'ng/mL')), ['metabolite 520']],
    [
      'a number below its cut-off',
      asked('Urine EtG', {
        ...value(200, 'ng/mL'),
        referenceRange: [{ high: { value: 500, unit: 'ng/mL' } }],
      }),
      [],
    ],
    ['negative', asked('Urine EtG', { valueString: 'Not detected' }), []],
  ])('%s', (_, observation, expected) => {
    expect(signsOf(observation)).toEqual(expected);
  });
});

describe('PEth is read in ng/mL, by the unit of the value, else of the name', () => {
  test.each<[string, Observation, readonly string[]]>([
    ['ng/mL', asked('PEth', value(20, 'ng/mL')), ['phosphatidylethanol 20']],
    ['µg/L', asked('PEth', value(20, 'µg/L')), ['phosphatidylethanol 20']],
    [
      'unit in the name',
      asked('PEth 16:0/18:1, blood (ng/mL)', value(35)),
      ['phosphatidylethanol 35'],
    ],
    ['µmol/L', asked('PEth', value(0.3, 'umol/L')), []],
    ['no unit at all', asked('PEth', value(50)), []],
    ['below a limit', asked('PEth', { valueString: '<20 ng/mL' }), []],
    ['positive in words', asked('PEth', { valueString: 'Positive' }), []],
  ])('%s', (_, observation, expected) => {
    expect(signsOf(observation)).toEqual(expected);
  });
});

describe('the last drink', () => {
  const dayOf = (more: Partial<Observation>): string | undefined =>
    daysOf(read(asked('Self-reported last drink', more)).signs[0]?.at);
  test.each<[string, Partial<Observation>, string | undefined]>([
    ['a date', { valueDateTime: '2026-11-21' }, '2026-11-21'],
    ['a date in words', { valueString: 'beer on 2026-11-20' }, '2026-11-20'],
    ['days before the question', value(2, 'd'), '2026-11-22'],
    ['a month: no later than now', { valueDateTime: '2026-11' }, '2026-11-01..2026-11-24'],
    ['never', { valueString: 'never' }, undefined],
    ['an answer without a date', { valueString: 'a while ago' }, undefined],
    ['in the future', { valueDateTime: '2026-12-24' }, undefined],
  ])('%s', (_, more, expected) => {
    expect(dayOf(more)).toBe(expected);
  });

  test('a component of an interview', () => {
    const component = [{ code: { text: 'Last drink' }, valueDateTime: '2026-11-22' }];
    expect(signsOf({ ...asked('Substance use interview', {}), component })).toEqual(['last-drink']);
  });
});

describe('CIWA-Ar', () => {
  const scoresOf = (observation: Observation) =>
    read(observation).withdrawalScores.map(({ score }) => score);
  test.each<[string, Observation, readonly number[]]>([
    ['a total', asked('CIWA-Ar total', { valueInteger: 12 }), [12]],
    [
      'a preliminary one',
      asked('CIWA-Ar total', { valueInteger: 12, status: 'preliminary' }),
      [12],
    ],
    ['an item', asked('CIWA-Ar tremor', { valueInteger: 7 }), []],
    ['another score', asked('COWS total', { valueInteger: 12 }), []],
    ['without a date', asked('CIWA-Ar total', { valueInteger: 12, effectiveDateTime: '' }), []],
    ['cancelled', asked('CIWA-Ar total', { valueInteger: 12, status: 'cancelled' }), []],
  ])('%s', (_, observation, expected) => {
    expect(scoresOf(observation)).toEqual(expected);
  });
});

describe('the whole fact', () => {
  const partly = (observation: Observation) => {
    const { signs, withdrawalScores } = readAlcoholUse(
      [observed(observation, false)],
      evidenceReader(),
    );
    return [...signs, ...withdrawalScores].map((one) => ({ ...one, at: daysOf(one.at) }));
  };
  const provenance = { source: 'Observation/o1', slice: 'laboratory', complete: false };
  const at = '2026-11-24';
  test.each<[string, Observation, object]>([
    [
      'breath alcohol',
      asked('Breath alcohol', { valueString: 'Positive' }),
      { kind: 'alcohol', name: 'ethanol', at, measured: undefined },
    ],
    [
      'the last drink',
      asked('Last drink', { valueDateTime: '2026-11-21T22:00:00-05:00' }),
      { kind: 'last-drink', name: '', at: '2026-11-21', measured: undefined },
    ],
    ['a score', asked('CIWA-Ar total', { valueInteger: 12 }), { score: 12, at }],
    [
      'a score dated by its release',
      asked('CIWA-Ar total', {
        valueInteger: 12,
        effectiveDateTime: '',
        issued: '2026-11-22T09:00:00-05:00',
      }),
      { score: 12, at: '2026-11-22' },
    ],
  ])('%s', (_, observation, expected) => {
    expect(partly(observation)).toEqual([{ ...expected, provenance }]);
  });
});

describe('what counts as a result', () => {
  const number = (value: number, comparator: '<' | '<=' | '>') => ({
    valueQuantity: { value, comparator, unit: 'mg/dL' },
  });
  test.each<[string, Observation, readonly string[]]>([
    ['at most', asked('Breath alcohol', number(10, '<=')), []],
    ['more than', asked('Breath alcohol', number(10, '>')), ['alcohol 10']],
    [
      'corrected',
      asked('Breath alcohol', { ...value(0.05), status: 'corrected' }),
      ['alcohol 0.05'],
    ],
    ['amended', asked('Breath alcohol', { ...value(0.05), status: 'amended' }), ['alcohol 0.05']],
    ['without a date', asked('Breath alcohol', { ...value(0.05), effectiveDateTime: '' }), []],
    ['another drug', asked('Fentanyl screen', { valueString: 'Positive' }), []],
    ['another question', asked('Last opioid use', { valueDateTime: '2026-11-20' }), []],
    [
      'PEth at most',
      asked('PEth', { valueQuantity: { value: 20, comparator: '<=', unit: 'ng/mL' } }),
      [],
    ],
    [
      'parts of a panel',
      {
        ...asked('Substance use panel', {}),
        component: [
          { code: { text: 'Breath alcohol' }, valueString: 'Negative' },
          { code: { text: 'Urine EtG' }, valueString: 'Positive' },
          { code: { text: 'Fentanyl screen' }, valueString: 'Positive' },
          { code: { text: 'PEth' }, valueQuantity: { value: 30, unit: 'ng/mL' } },
        ],
      },
      ['metabolite', 'phosphatidylethanol 30'],
    ],
    [
      'a result and its parts',
      {
        ...asked('Breath alcohol', value(0.05)),
        component: [{ code: { text: 'Urine EtG' }, valueString: 'Positive' }],
      },
      ['alcohol 0.05', 'metabolite'],
    ],
  ])('%s', (_, observation, expected) => {
    expect(signsOf(observation)).toEqual(expected);
  });
});

test.each<[string, Partial<Observation>]>([
  ['without a status', { status: undefined as never }],
  ['amended', { status: 'amended' }],
  ['corrected', { status: 'corrected' }],
])('a CIWA-Ar score %s counts', (_, more) => {
  expect(read(asked('CIWA-Ar total', { valueInteger: 12, ...more })).withdrawalScores).toHaveLength(
    1,
  );
});

test('a preliminary interview tells no last drink', () => {
  expect(
    signsOf(asked('Last drink', { status: 'preliminary', valueDateTime: '2026-11-20' })),
  ).toEqual([]);
});
