import { expect, test } from '@jest/globals';
import { neededSlices, rulesAskedAt } from './needed-slices.js';
import { RULES } from './registry.js';

const WITH_PAPERS = { readiness: { documentation: 'on' } } as const;

test.each(['naltrexone', 'mirror', 'readiness'] as const)(
  'what is asked for is what the rules of %s need',
  (question) => {
    const needs = RULES.filter(({ asks }) => asks === question).flatMap((rule) => rule.needs);
    expect(neededSlices(question, WITH_PAPERS)).toEqual(new Set(needs));
  },
);

test('a part of readiness that the site has not switched on is neither asked nor read', () => {
  const off = rulesAskedAt({});
  expect(off).toEqual(RULES.filter(({ onlyWhere }) => onlyWhere === undefined));
  expect(rulesAskedAt({ readiness: { documentation: 'off' } })).toBe(off);
  expect(rulesAskedAt(WITH_PAPERS)).toBe(RULES);
});
