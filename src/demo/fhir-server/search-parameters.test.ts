import { expect, test } from '@jest/globals';
import { SERVED_TYPES, searchParametersOf } from './search-parameters.js';

test.each(SERVED_TYPES)('%s: its own elements alone, and every type can be asked by id', (type) => {
  const parameters = searchParametersOf(type);
  expect(parameters.has('_id')).toBe(true);
  for (const { expression } of parameters.values()) {
    for (const part of expression.split(' | ')) {
      expect(part).toMatch(new RegExp(`^\\(?${type}\\.`));
      expect(part.split('(')).toHaveLength(part.split(')').length);
    }
  }
});

test('what the repository cannot compare is not offered', () => {
  expect(searchParametersOf('Observation').has('value-quantity')).toBe(false);
  expect(searchParametersOf('Observation').has('code-value-quantity')).toBe(false);
  expect(searchParametersOf('Observation').get('patient')?.expression).toBe(
    'Observation.subject.where(resolve() is Patient)',
  );
});

test('an unknown type has none', () => {
  expect(searchParametersOf('Spaceship').size).toBe(0);
});
