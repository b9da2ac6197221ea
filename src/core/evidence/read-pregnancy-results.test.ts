import { describe, expect, test } from '@jest/globals';
import type { Observation } from 'fhir/r4.js';
import { daysOf, evidenceReader, observed } from '../../../test/support/evidence-reader.js';
import { readPregnancyResults } from './read-pregnancy-results.js';

const reader = evidenceReader();
const LOINC = 'http://loinc.org';
const SNOMED = 'http://snomed.info/sct';
const STATUS = { coding: [{ system: LOINC, code: '82810-3' }] };
const FINDING = { coding: [{ system: SNOMED, code: '77386006' }] };
const HCG = { coding: [{ system: LOINC, code: '2106-3' }] };

const said = (differing: Partial<Observation>) =>
  readPregnancyResults(
    [
      observed({
        resourceType: 'Observation',
        id: 'o',
        status: 'final',
        code: STATUS,
        effectiveDateTime: '2026-11-14',
        ...differing,
      }),
    ],
    reader,
  ).map(({ from, pregnant, final }) => `${from} ${String(pregnant)}${final ? '' : ' preliminary'}`);

const coded = (system: string, code: string) => ({ coding: [{ system, code }] });

describe('the question', () => {
  test.each<[string, Partial<Observation>, string[]]>([
    ['LOINC pregnant', { valueCodeableConcept: coded(LOINC, 'LA15173-0') }, ['status true']],
    ['LOINC not pregnant', { valueCodeableConcept: coded(LOINC, 'LA26683-5') }, ['status false']],
    ['LOINC unknown', { valueCodeableConcept: coded(LOINC, 'LA4489-6') }, []],
    ['SNOMED CT pregnant', { valueCodeableConcept: coded(SNOMED, '77386006') }, ['status true']],
    [
      'SNOMED CT not pregnant',
      { valueCodeableConcept: coded(SNOMED, '60001007') },
      ['status false'],
    ],
    ['words', { valueString: 'Currently pregnant' }, ['status true']],
    ['words that deny', { valueString: 'Patient is not pregnant' }, ['status false']],
    ['words that leave it open', { valueString: 'Possibly pregnant' }, []],
    [
      'a question in words, yes',
      { code: { text: 'Pregnant?' }, valueString: 'Yes' },
      ['status true'],
    ],
    ['true', { code: { text: 'Pregnancy status' }, valueBoolean: true }, ['status true']],
    ['the finding itself', { code: FINDING }, ['status true']],
    ['the finding, taken back', { code: FINDING, valueBoolean: false }, ['status false']],
    ['no answer', {}, []],
    [
      'preliminary',
      { status: 'preliminary', valueString: 'pregnant' },
      ['status true preliminary'],
    ],
    ['cancelled', { status: 'cancelled', valueString: 'pregnant' }, []],
    [
      'a component',
      { code: { text: 'Intake' }, component: [{ code: STATUS, valueString: 'pregnant' }] },
      ['status true'],
    ],
  ])('%s', (_, differing, expected) => {
    expect(said(differing)).toEqual(expected);
  });
});

describe('the test', () => {
  const range = [{ high: { value: 5, unit: 'mIU/mL' } }];
  test.each<[string, Partial<Observation>, string[]]>([
    ['positive', { valueString: 'Positive' }, ['test true']],
    ['negative', { valueString: 'Negative' }, []],
    [
      'above its range',
      { valueQuantity: { value: 900, unit: 'mIU/mL' }, referenceRange: range },
      ['test true'],
    ],
    [
      'inside its range',
      { valueQuantity: { value: 2, unit: 'mIU/mL' }, referenceRange: range },
      [],
    ],
    [
      'by words alone',
      { code: { text: 'Urine pregnancy test' }, valueString: 'Positive' },
      ['test true'],
    ],
  ])('%s', (_, differing, expected) => {
    expect(said({ code: HCG, ...differing })).toEqual(expected);
  });
});

test('without a date, or dated ahead, it is left out', () => {
  const valueString = 'pregnant';
  const undated: Observation = {
    resourceType: 'Observation',
    status: 'final',
    code: STATUS,
    valueString,
  };
  expect(readPregnancyResults([observed(undated)], reader)).toEqual([]);
  expect(said({ valueString, effectiveDateTime: '2026-11-27' })).toEqual([]);
  const [released] = readPregnancyResults(
    [observed({ ...undated, issued: '2026-11-20T10:00:00-05:00' })],
    reader,
  );
  expect(daysOf(released?.at)).toBe('2026-11-20');
});

test('a result says when, how sure and where, a partly read slice included', () => {
  const [one] = readPregnancyResults(
    [
      observed(
        {
          resourceType: 'Observation',
          id: 'h1',
          status: 'corrected',
          code: HCG,
          effectiveDateTime: '2026-11-14',
          valueString: 'Positive',
        },
        false,
      ),
    ],
    reader,
  );
  expect({ ...one, at: daysOf(one?.at) }).toEqual({
    from: 'test',
    pregnant: true,
    final: true,
    at: '2026-11-14',
    provenance: { source: 'Observation/h1', slice: 'laboratory', complete: false },
  });
});

test.each<[string, Partial<Observation>]>([
  ['another test', { code: { text: 'Urine glucose' }, valueString: 'Positive' }],
  ['a positive drug test', { code: { text: 'Fentanyl screen' }, valueString: 'Positive' }],
  [
    'another question answered with yes',
    { code: { text: 'Naloxone offered' }, valueString: 'Yes' },
  ],
])('nothing about pregnancy: %s', (_, differing) => {
  expect(said(differing)).toEqual([]);
});

test('a panel: only its parts about pregnancy count', () => {
  const component = [
    { code: { text: 'Fentanyl screen' }, valueString: 'Positive' },
    { code: HCG, valueString: 'Positive' },
  ];
  expect(said({ code: { text: 'Intake' }, component })).toEqual(['test true']);
});
