import { expect, test } from '@jest/globals';
import type { Observation } from 'fhir/r4.js';
import { daysOf, evidenceReader, observed } from '../../../test/support/evidence-reader.js';
import { theKnowledge } from '../../../test/support/hook-parts.js';
import { readBodyWeights } from './read-body-weights.js';

const { units } = theKnowledge().liverLaboratory;
const weight = (value: number, unit: string | undefined, more: Partial<Observation> = {}) =>
  readBodyWeights(
    [
      observed({
        resourceType: 'Observation',
        id: 'w1',
        status: 'final',
        code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
        effectiveDateTime: '2026-11-20',
        valueQuantity: unit === undefined ? { value } : { value, unit },
        ...more,
      }),
    ],
    units,
    evidenceReader(),
  ).map(({ kilograms }) => Number(kilograms.toFixed(2)));

test.each<[string, readonly number[], readonly number[]]>([
  ['kilograms', weight(60, 'kg'), [60]],
  ['pounds', weight(150, '[lb_av]'), [68.04]],
  ['grams', weight(60_000, 'g'), [60]],
  ['ounces', weight(2400, 'oz'), [68.04]],
  ['words', weight(60, 'kg', { code: { text: 'Weight' } }), [60]],
  ['no unit', weight(60, undefined), []],
  ['another unit', weight(9, 'stone'), []],
  ['zero', weight(0, 'kg'), []],
  [
    'a bound',
    weight(0, undefined, { valueQuantity: { value: 60, unit: 'kg', comparator: '>' } }),
    [],
  ],
  ['ahead of now', weight(60, 'kg', { effectiveDateTime: '2026-11-27' }), []],
  ['another question', weight(60, 'kg', { code: { text: 'COWS total' } }), []],
  ['no date', weight(60, 'kg', { effectiveDateTime: '' }), []],
  ['preliminary', weight(60, 'kg', { status: 'preliminary' }), []],
  ['another measure', weight(60, 'kg', { code: { text: 'Birth weight of child' } }), []],
])('%s', (_, read, expected) => {
  expect(read).toEqual(expected);
});

test('a weight says when it was taken, where it was found and whether that was wholly read', () => {
  const found = readBodyWeights(
    [
      observed(
        {
          resourceType: 'Observation',
          id: 'w1',
          status: 'corrected',
          code: { text: 'Weight' },
          effectiveDateTime: '2026-11-20',
          valueQuantity: { value: 60, unit: 'kg' },
        },
        false,
      ),
    ],
    units,
    evidenceReader(),
  );
  expect(found.map(({ at, ...more }) => ({ ...more, at: daysOf(at) }))).toEqual([
    {
      kilograms: 60,
      at: '2026-11-20',
      provenance: { source: 'Observation/w1', slice: 'laboratory', complete: false },
    },
  ]);
});
