import { expect, test } from '@jest/globals';
import type { Day, Moment, Span } from '../../time/instant.js';
import type { Dating } from '../toxicology.js';
import { isSameCollection } from './same-collection.js';

const NINE = 1_795_000_000_000 as Moment;
const at = (first: Moment | undefined, last = first): Span => ({
  earliest: { day: 20_777 as Day, moment: first },
  latest: { day: 20_777 as Day, moment: last },
});
const onDay = at(undefined);

const collected = (
  source: string,
  span: Span | undefined,
  { specimen, dating = 'collected' }: { specimen?: string; dating?: Dating } = {},
) => ({
  collected: span,
  dating,
  specimen,
  provenance: { source, slice: 'laboratory', complete: true } as const,
});
const s1 = { specimen: 'Specimen/s1' };
const s2 = { specimen: 'Specimen/s2' };

test.each([
  [
    'one specimen',
    collected('Observation/a', onDay, s1),
    collected('Observation/b', onDay, s1),
    true,
  ],
  [
    'two specimens of a day',
    collected('Observation/a', onDay, s1),
    collected('Observation/b', onDay, s2),
    false,
  ],
  [
    'a day, no specimen',
    collected('Observation/a', onDay),
    collected('Observation/b', onDay),
    false,
  ],
  [
    'no time, no specimen',
    collected('Observation/a', undefined),
    collected('Observation/b', undefined),
    false,
  ],
  [
    'no time against an instant',
    collected('Observation/a', undefined),
    collected('Observation/b', at(NINE)),
    false,
  ],
  ['one instant', collected('Observation/a', at(NINE)), collected('Observation/b', at(NINE)), true],
  [
    'two instants',
    collected('Observation/a', at(NINE)),
    collected('Observation/b', at((NINE + 60_000) as Moment)),
    false,
  ],
  [
    'periods that end together',
    collected('Observation/a', at((NINE - 60_000) as Moment, NINE)),
    collected('Observation/b', at((NINE - 60_000) as Moment, NINE)),
    false,
  ],
  [
    'reported at one instant, which says nothing about the collection',
    collected('Observation/a', at(NINE), { dating: 'issued' }),
    collected('Observation/b', at(NINE), { dating: 'issued' }),
    false,
  ],
  [
    'two components',
    collected('Observation/a#1', onDay),
    collected('Observation/a#12', onDay),
    true,
  ],
  [
    'an Observation and its component',
    collected('Observation/a', onDay),
    collected('Observation/a#3', onDay),
    true,
  ],
  [
    'components of two Observations',
    collected('Observation/a#1', onDay),
    collected('Observation/b#1', onDay),
    false,
  ],
  [
    'two components of one Observation in a report',
    collected('DiagnosticReport/r#c#1', onDay),
    collected('DiagnosticReport/r#c#2', onDay),
    true,
  ],
  [
    'two Observations that a report contains under numbers',
    collected('DiagnosticReport/r#1', onDay),
    collected('DiagnosticReport/r#2', onDay),
    false,
  ],
  [
    'two Observations without an id',
    collected('Observation/?', onDay),
    collected('Observation/?', onDay),
    false,
  ],
  [
    'two contained Observations without an id',
    collected('DiagnosticReport/r#', onDay),
    collected('DiagnosticReport/r#', onDay),
    false,
  ],
])('%s', (_, one, other, same) => {
  expect(isSameCollection(one, other)).toBe(same);
  expect(isSameCollection(other, one)).toBe(same);
});
