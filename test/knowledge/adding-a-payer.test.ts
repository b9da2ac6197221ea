import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActiveCoverage } from '../../src/core/evidence/coverage/coverage-evidence.js';
import { choosePolicy } from '../../src/core/evidence/coverage/choose-policy.js';
import { loadPayerPolicies } from '../../src/knowledge/load-payer-policies.js';

let cards = '';
beforeAll(() => {
  cards = mkdtempSync(join(tmpdir(), 'payers-'));
  const ours = new URL('../../cards/coverage', import.meta.url);
  cpSync(ours, join(cards, 'coverage'), { recursive: true });
});
afterAll(() => {
  rmSync(cards, { recursive: true });
});

const highmark = JSON.parse(
  readFileSync(new URL('../../cards/coverage/highmark-i-92.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;
const write = (id: string, differing: object): void => {
  const text = JSON.stringify({ ...highmark, id, ...differing });
  writeFileSync(join(cards, 'coverage', `${id}.json`), text);
};
const coverage = (name: string): ActiveCoverage => ({
  names: [name],
  words: [name],
  keys: [],
  identifiers: [],
  line: undefined,
  medicare: undefined,
  order: 1,
  ref: 'Coverage/cov1',
  provenance: { source: 'Coverage/cov1', slice: 'coverages', complete: true },
});

test('a payer is added by one file', () => {
  write('acme', { match: { names: ['acme health'] } });
  const policies = loadPayerPolicies(cards);
  const chosen = choosePolicy([coverage('ACME Health, Inc.')], true, policies, undefined);
  expect([chosen.policy.id, chosen.by]).toEqual(['acme', 'name']);
});

const AGE = { position: 'criteria', criteria: { age: { atLeast: 18 } } };

test.each<[string, object, RegExp]>([
  ['a name that another has', { match: { names: ['Wellmark'] } }, /is a name of/],
  ['a review before it was read', { reviewBy: '2020-01-01' }, /reviewBy/],
  ['a text from the future', { source: { title: 'T', date: '2030', read: 'whole' } }, /later than/],
  [
    'an address without https',
    { source: { title: 'T', url: 'http://x', date: '2020', read: 'whole' } },
    /url/,
  ],
  ['a criterion without cases', AGE, /"age" wants a case/],
  [
    'a criterion that is always met',
    { ...AGE, cases: [{ name: 'c', facts: [], expect: { age: 'met' } }] },
    /"age" wants a case/,
  ],
  [
    'criteria beside a text that was not read',
    { criteria: { age: { atLeast: 18 } } },
    /has criteria although/,
  ],
  ['a criterion that nobody knows', { criteria: { 'hair-colour': {} } }, /hair-colour/],
  ['a window of no days', { criteria: { 'alcohol-free': { days: 0 } } }, /days/],
])('%s stops the start', (_, differing, problem) => {
  write('zz', { match: { names: ['zz'] }, ...differing });
  expect(() => loadPayerPolicies(cards)).toThrow(problem);
  rmSync(join(cards, 'coverage', 'zz.json'));
});
