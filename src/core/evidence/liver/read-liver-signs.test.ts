import { describe, expect, test } from '@jest/globals';
import type { Observation } from 'fhir/r4.js';
import { daysOf, evidenceReader, observed } from '../../../../test/support/evidence-reader.js';
import { theKnowledge } from '../../../../test/support/hook-parts.js';
import { DAY_MS, type Day, exactly, onDay } from '../../time/instant.js';
import type { Provenance } from '../provenance.js';
import { panelTimes } from './panel-times.js';
import { readLiverSigns } from './read-liver-signs.js';

function read(differing: Partial<Observation>) {
  const { terminology, zone, now } = evidenceReader();
  const futureDated: Provenance[] = [];
  const observation: Observation = {
    resourceType: 'Observation',
    id: 'o1',
    status: 'final',
    code: { text: 'Ascites' },
    effectiveDateTime: '2026-11-10',
    ...differing,
  };
  const signs = readLiverSigns(
    [observed(observation)],
    { terminology, zone, now, laboratory: theKnowledge().liverLaboratory, sex: 'male' },
    panelTimes([], zone),
    futureDated,
  );
  return { signs, futureDated };
}

const degreeOf = (differing: Partial<Observation>) => read(differing).signs[0]?.degree;

describe('how much there is, in words', () => {
  test.each<[string, string | undefined]>([
    ['none', 'none'],
    ['No ascites', 'none'],
    ['not present', 'none'],
    ['mild', 'mild'],
    ['slight, controlled', 'mild'],
    ['not controlled', 'moderate-or-more'],
    ['moderate', 'moderate-or-more'],
    ['mild to moderate', 'moderate-or-more'],
    ['Tense', 'moderate-or-more'],
    ['Grade II', 'mild'],
    ['grade 3', 'moderate-or-more'],
    ['Grade 1-2', 'mild'],
    ['present', 'present'],
    ['Yes', 'present'],
    ['see note', undefined],
    ['', undefined],
  ])('"%s": %s', (valueString, degree) => {
    expect(degreeOf({ valueString })).toBe(degree);
  });
});

describe('in other values', () => {
  test.each<[string, Partial<Observation>, string | undefined]>([
    ['a grade', { valueInteger: 0 }, 'none'],
    ['a grade as a quantity', { valueQuantity: { value: 3 } }, 'moderate-or-more'],
    [
      'a grade in words of its own unit',
      { valueQuantity: { value: 3, code: '{grade}' } },
      'moderate-or-more',
    ],
    ['a volume is no grade', { valueQuantity: { value: 3, unit: 'L' } }, undefined],
    ['true', { valueBoolean: true }, 'present'],
    ['false', { valueBoolean: false }, 'none'],
    [
      'a concept',
      { valueCodeableConcept: { coding: [{ display: 'Moderate ascites' }] } },
      'moderate-or-more',
    ],
    ['no value', {}, undefined],
  ])('%s', (_, differing, degree) => {
    expect(degreeOf(differing)).toBe(degree);
  });
});

test.each<[string, Partial<Observation>]>([
  ['an answer that says nothing', { valueString: 'see note', effectiveDateTime: '2027-01-01' }],
  ['another score', { code: { text: 'COWS total' }, valueInteger: 3 }],
  ['another finding', { code: { text: 'Jaundice' }, valueString: 'mild' }],
])('no sign: %s', (_, differing) => {
  expect(read(differing)).toEqual({ signs: [], futureDated: [] });
});

test('a finding that is none of ours beside a component that is', () => {
  const component = [
    { code: { text: 'Jaundice' }, valueString: 'severe' },
    { code: { text: 'Ascites' }, valueString: 'mild' },
    { code: { text: 'Hepatic encephalopathy grade' }, valueString: 'see note' },
  ];
  const code = { text: 'Liver examination' };
  expect(read({ code, valueString: 'moderate', component })).toEqual({
    signs: [
      {
        sign: 'ascites',
        degree: 'mild',
        at: exactly(onDay((Date.UTC(2026, 10, 10) / DAY_MS) as Day)),
        final: true,
        provenance: { source: 'Observation/o1', slice: 'laboratory', complete: true },
      },
    ],
    futureDated: [],
  });
});

test('components speak for themselves', () => {
  const component = [
    { code: { text: 'Ascites' }, valueString: 'mild' },
    { code: { text: 'Hepatic encephalopathy grade' }, valueInteger: 2 },
  ];
  const { signs } = read({ code: { text: 'Liver examination' }, component });
  expect(signs.map(({ sign, degree }) => [sign, degree])).toEqual([
    ['ascites', 'mild'],
    ['hepatic-encephalopathy', 'mild'],
  ]);
});

describe('status and time', () => {
  test.each<[string, Partial<Observation>, readonly unknown[]]>([
    ['final', {}, [true, '2026-11-10']],
    ['preliminary', { status: 'preliminary' }, [false, '2026-11-10']],
    ['cancelled', { status: 'cancelled' }, []],
    ['a month', { effectiveDateTime: '2026-11' }, [true, '2026-11-01..2026-11-24']],
    ['undated', { effectiveDateTime: undefined }, []],
  ])('%s', (_, differing, expected) => {
    const { signs } = read({ valueString: 'mild', ...differing });
    expect(signs.flatMap(({ final, at }) => [final, daysOf(at)])).toEqual(expected);
  });

  test('one dated ahead is left out and remembered', () => {
    const { signs, futureDated } = read({ valueString: 'mild', effectiveDateTime: '2026-12-10' });
    expect(signs).toEqual([]);
    expect(futureDated).toMatchObject([{ source: 'Observation/o1' }]);
  });
});
