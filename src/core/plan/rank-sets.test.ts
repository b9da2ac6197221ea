import { expect, test } from '@jest/globals';
import { TODAY } from '../../../test/support/clinical-facts.js';
import { dayPlus, onDay } from '../time/instant.js';
import type { ClearingFact } from './clearing-fact.js';
import { rankSets } from './rank-sets.js';

const wait = (days: number): ClearingFact => ({
  kind: 'planned-day',
  at: onDay(dayPlus(TODAY, days)),
});
const tests: ClearingFact = {
  kind: 'negative-tests',
  drugs: ['fentanyl'],
  from: TODAY,
  withinHours: 72,
  afterPositive: false,
};
const corrected: ClearingFact = {
  kind: 'corrected-entry',
  source: 'MedicationStatement/1',
  name: 'oxycodone',
  lastUse: undefined,
};
const withdrawn: ClearingFact = {
  kind: 'withdrawn-draft',
  ref: 'MedicationRequest/2',
  name: undefined,
};

test.each<[string, readonly ClearingFact[], readonly ClearingFact[]]>([
  ['one fact before two', [corrected], [wait(3), tests]],
  ['waiting before an entry that may be right', [wait(30)], [corrected]],
  ['no waiting before waiting', [tests], [wait(1)]],
  ['the earlier day', [wait(3)], [wait(4)]],
  ['what is at hand before what must be ordered', [withdrawn], [tests]],
])('%s', (_, better, worse) => {
  const [a, b] = [{ facts: better }, { facts: worse }];
  expect(rankSets([b, a])).toEqual([a, b]);
  expect(rankSets([a, b])).toEqual([a, b]);
});
