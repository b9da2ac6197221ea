import { describe, expect, test } from '@jest/globals';
import type { FhirResource } from 'fhir/r4.js';
import type { Chart, Slice, SliceName } from '../chart.js';
import { provenanceOf, rowsOf } from './chart-rows.js';
import { resourceOf } from './provenance.js';

const observation = (id: string | undefined, more: object = {}): FhirResource => ({
  resourceType: 'Observation',
  ...(id === undefined ? {} : { id }),
  status: 'final',
  code: { text: 'COWS total' },
  ...more,
});
const whole = (...resources: FhirResource[]): Slice => ({ state: 'complete', resources });
const part = (...resources: FhirResource[]): Slice => ({
  state: 'partial',
  resources,
  fault: { reason: 'more-pages' },
});
const failed: Slice = { state: 'failed', fault: { reason: 'unreachable' } };

function found(laboratory: Slice, assessments: Slice): readonly object[] {
  const slices = { laboratory, assessments, socialHistory: whole(observation('elsewhere')) };
  const chart: Chart = {
    slices: slices as unknown as Record<SliceName, Slice>,
    medications: new Map(),
    foreignRows: 0,
  };
  return rowsOf(chart, 'Observation', ['laboratory', 'assessments']).map(provenanceOf);
}
const from = (source: string, slice: SliceName, complete: boolean) => ({ source, slice, complete });
const A = 'Observation/a';
const B = 'Observation/b';

describe('rows of one type, each resource once, with the slice that vouches for it', () => {
  test.each<[string, Slice, Slice, readonly object[]]>([
    [
      'of both slices, in their order',
      whole(observation('a')),
      whole(observation('b')),
      [from(A, 'laboratory', true), from(B, 'assessments', true)],
    ],
    ['of a partly read one', part(observation('a')), whole(), [from(A, 'laboratory', false)]],
    [
      'twice: the wholly read slice vouches for it, when it comes second',
      part(observation('a')),
      whole(observation('a')),
      [from(A, 'assessments', true)],
    ],
    [
      'twice: the wholly read slice vouches for it, when it comes first',
      whole(observation('a')),
      part(observation('a')),
      [from(A, 'laboratory', true)],
    ],
    [
      'twice in partly read slices: where it was seen first',
      part(observation('a')),
      part(observation('a')),
      [from(A, 'laboratory', false)],
    ],
    [
      'without an id: the same content is the same resource',
      whole(observation(undefined)),
      part(observation(undefined), observation(undefined, { status: 'preliminary' })),
      [from('Observation/?', 'laboratory', true), from('Observation/?', 'assessments', false)],
    ],
    [
      'never what was entered in error, nor another type',
      whole(observation('a', { status: 'entered-in-error' }), { resourceType: 'Patient', id: 'p' }),
      whole(observation('b')),
      [from(B, 'assessments', true)],
    ],
    ['of a slice that failed there are none', failed, whole(), []],
  ])('%s', (_, laboratory, assessments, expected) => {
    expect(found(laboratory, assessments)).toEqual(expected);
  });
});

test.each([
  ['Observation/a', 'Observation/a'],
  ['Observation/a#1', 'Observation/a'],
  ['Observation/a#12', 'Observation/a'],
])('the resource of %s', (source, expected) => {
  expect(resourceOf(source)).toBe(expected);
});
