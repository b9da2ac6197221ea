import { expect, test } from '@jest/globals';
import { TODAY } from '../../../test/support/clinical-facts.js';
import { theKnowledge } from '../../../test/support/hook-parts.js';
import type { ClearingFact, ResultFact } from '../plan/clearing-fact.js';
import { dayPlus, onDay } from '../time/instant.js';
import { cardWords } from './card-words.js';
import { writeClearing } from './write-clearing.js';

const words = cardWords(theKnowledge());
const tests = (afterPositive: boolean): ClearingFact => ({
  kind: 'negative-tests',
  drugs: ['opiates', 'fentanyl'],
  from: TODAY,
  withinHours: 72,
  afterPositive,
});
const alt: ResultFact = {
  kind: 'result',
  analyte: 'alt',
  bound: 'below',
  limit: { times: 3 },
  amount: { value: 3 * 1.1, unit: 'U/L' },
  from: TODAY,
  withinDays: 30,
};
const entry = (source: string, lastUse = false): ClearingFact => ({
  kind: 'corrected-entry',
  source,
  name: 'oxycodone',
  lastUse: lastUse ? dayPlus(TODAY, -10) : undefined,
});
const written = (facts: readonly ClearingFact[]): string =>
  writeClearing({ critical: [], aboveInfo: [{ facts }], complete: true }, words);

test.each<[ClearingFact, string]>([
  [{ kind: 'planned-day', at: onDay(TODAY) }, 'the dose moved to 24 Nov 2026'],
  [tests(false), 'negative tests for opiates and fentanyl, collected within 72 h before the dose'],
  [tests(true), 'collected on 24 Nov 2026 or later and within 72 h before the dose'],
  [alt, 'ALT below 3.3 U/L = 3 × ULN, sample of 24 Nov 2026 or later'],
  [{ ...alt, amount: undefined, bound: 'at-most' }, 'ALT at most 3 × ULN'],
  [
    { ...alt, analyte: 'inr', bound: 'at-most', limit: { value: 1.5 }, amount: undefined },
    'INR at most 1.5',
  ],
  [{ kind: 'low-withdrawal-score', below: 5 }, 'a COWS score below 5'],
  [{ kind: 'passed-challenge' }, 'a naloxone challenge without withdrawal'],
  [{ kind: 'not-pregnant' }, 'pregnancy excluded'],
  [
    { kind: 'corrected-order', ref: 'MedicationRequest/1' },
    'route, site, dose and interval of the order corrected',
  ],
  [entry('Condition/1'), 'oxycodone (problem list) corrected, if the entry is wrong'],
  [
    entry('MedicationStatement/1', true),
    'oxycodone (medication list) corrected, if last taken on 14 Nov 2026 or earlier',
  ],
  [
    { kind: 'chart-read', resourceTypes: ['Condition'] },
    'problem list read in full, with nothing new',
  ],
  [
    { kind: 'withdrawn-draft', ref: 'MedicationRequest/2', name: undefined },
    'MedicationRequest/2 not signed with it',
  ],
])('%j', (fact, sentence) => {
  expect(written([fact])).toContain(sentence);
});

test('facts that go together stand in one sentence', () => {
  expect(written([{ kind: 'planned-day', at: onDay(TODAY) }, { kind: 'passed-challenge' }])).toBe(
    '**Would clear it:** the dose moved to 24 Nov 2026; a naloxone challenge without withdrawal.',
  );
});

test('where nothing clears all, what would end the critical findings', () => {
  const only = { critical: [{ facts: [tests(false)] }], aboveInfo: [], complete: true };
  expect(writeClearing(only, words)).toContain('Would make it no longer critical:');
});

test('where nothing is known to clear it, nothing is said', () => {
  expect(writeClearing({ critical: [], aboveInfo: [], complete: true }, words)).toBe('');
  expect(writeClearing(undefined, words)).toBe('');
});
