import { expect, test } from '@jest/globals';
import type { CdsCard } from './cds-response.js';
import { fitSuggestions, type SuggestionDialect } from './fit-suggestions.js';

const suggestion = (type: 'create' | 'update', isRecommended = true) => ({
  label: type,
  uuid: type,
  ...(isRecommended ? { isRecommended: true as const } : {}),
  actions: [{ type, description: 'x', resource: { resourceType: 'ServiceRequest' } }],
});
const card = {
  summary: 'x',
  suggestions: [suggestion('update'), suggestion('create'), suggestion('create', false)],
  selectionBehavior: 'any',
} as unknown as CdsCard;

test.each<[string, SuggestionDialect, readonly string[], string | undefined, number]>([
  ['a client of which nothing is said', {}, ['update', 'create', 'create'], 'any', 2],
  ['that cannot replace a draft', { update: false }, ['create', 'create'], 'any', 1],
  ['that cannot add', { create: false }, ['update'], 'any', 1],
  ['that can do neither', { create: false, update: false }, [], undefined, 0],
  [
    'of CDS Hooks 1.0: one behaviour, one recommendation',
    { selectionBehavior: 'at-most-one' },
    ['update', 'create', 'create'],
    'at-most-one',
    1,
  ],
])('%s', (_, dialect, labels, selectionBehavior, recommended) => {
  const fitted = fitSuggestions(card, dialect);
  expect((fitted.suggestions ?? []).map(({ label }) => label)).toEqual(labels);
  expect(fitted.selectionBehavior).toBe(selectionBehavior);
  expect((fitted.suggestions ?? []).filter(({ isRecommended }) => isRecommended)).toHaveLength(
    recommended,
  );
});

test('nothing empty is left on a card whose suggestions are all gone', () => {
  const fitted = fitSuggestions(card, { create: false, update: false });
  expect(Object.keys(fitted)).toEqual(['summary']);
});
