import { expect, test } from '@jest/globals';
import { type ScopeQuery, smartScopes } from './smart-scopes.js';

const LAB = 'http://terminology.hl7.org/CodeSystem/observation-category|laboratory';
const observations = (category?: string): ScopeQuery => ({
  resourceType: 'Observation',
  interaction: 'search',
  category,
});

test.each<[string | undefined, string]>([
  [undefined, 'all'],
  ['', 'all'],
  ['launch openid fhirUser', 'all'],
  ['patient/Observation.read', 'all'],
  ['patient/Observation.*', 'all'],
  ['patient/*.read', 'all'],
  ['user/*.*', 'all'],
  ['system/*.rs', 'all'],
  ['patient/Observation.cruds', 'all'],
  ['launch patient/Patient.read patient/Observation.rs', 'all'],
  [`patient/Observation.rs?category=${LAB}`, 'all'],
  ['patient/Observation.rs?category=laboratory', 'all'],
  ['patient/Observation.rs?category=laboratory&status=final', 'part'],
  ['patient/Observation.rs?status=final', 'part'],
  ['patient/Observation.rs?category=vital-signs', 'none'],
  ['patient/Observation.rs?category=vital-signs patient/Observation.rs?category=laboratory', 'all'],
  ['patient/Observation.read-write', 'all'],
  ['patient/Observation.sr', 'all'],
  ['patient/Observation.write', 'none'],
  ['patient/Observation.r', 'none'],
  ['patient/Condition.read', 'none'],
  ['patient/ObservationDefinition.read', 'none'],
  ['patient/__proto__.read', 'all'],
])('a search for laboratory results under %s: %s', (scope, expected) => {
  expect(smartScopes(scope)(observations('laboratory'))).toBe(expected);
});

test('a search without a category sees a part of what is granted by category', () => {
  expect(smartScopes(`patient/Observation.rs?category=${LAB}`)(observations())).toBe('part');
});

test('a read needs the right to read', () => {
  const patient = { resourceType: 'Patient', interaction: 'read' } as const;
  expect(smartScopes('patient/Patient.r')(patient)).toBe('all');
  expect(smartScopes('patient/Patient.s')(patient)).toBe('none');
});
