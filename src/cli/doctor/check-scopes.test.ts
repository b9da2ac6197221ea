import { expect, test } from '@jest/globals';
import { hookParts } from '../../../test/support/hook-parts.js';
import { neededSlices } from '../../core/rules/needed-slices.js';
import { checkScopes } from './check-scopes.js';

const { queries } = hookParts();
const asked = [...queries.values()].filter(({ slice }) =>
  neededSlices('naltrexone', {}).has(slice),
);

const granted = (version: string) => ({ grant: 'granted', version });
const missing = { grant: 'missing' };

test.each([
  ['version 1', 'launch openid patient/Condition.read', 'Condition', granted('v1')],
  ['version 1, everything', 'user/*.*', 'Condition', granted('v1')],
  ['version 2', 'patient/Condition.rs', 'Condition', granted('v2')],
  ['version 2 without search', 'patient/Condition.r', 'Condition', missing],
  ['another type', 'patient/Procedure.read', 'Condition', missing],
  [
    'one category of several',
    'patient/Observation.rs?category=laboratory',
    'Observation',
    { grant: 'restricted', version: 'v2' },
  ],
  [
    'the categories, one by one',
    ['laboratory', 'survey', 'social-history', 'vital-signs']
      .map((category) => `patient/Observation.rs?category=${category}`)
      .join(' '),
    'Observation',
    granted('v2'),
  ],
  ['both versions', 'patient/Condition.rs patient/Condition.read', 'Condition', granted('v1')],
])('searching under %s', (_, scopes, type, expected) => {
  const row = checkScopes(scopes, asked).find(({ resourceType }) => resourceType === type);
  expect([row?.search, row?.read]).toEqual([expected, undefined]);
});

test('the patient and the drugs of medication lists are read, not searched', () => {
  const rows = checkScopes('patient/Patient.r patient/Medication.read', asked);
  expect(rows.filter(({ read }) => read !== undefined)).toEqual([
    { resourceType: 'Medication', search: undefined, read: granted('v1') },
    { resourceType: 'Patient', search: undefined, read: granted('v2') },
  ]);
  expect(rows.filter(({ search }) => search?.grant === 'missing')).toHaveLength(rows.length - 2);
});

test.each(['', 'openid fhirUser launch', 'patient/condition.read'])(
  'without a scope on resources ("%s") the server decides',
  (scopes) => expect(checkScopes(scopes, asked)).toEqual([]),
);
