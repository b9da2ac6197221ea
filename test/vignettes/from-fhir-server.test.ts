import { afterAll, describe, test } from '@jest/globals';
import { expectCase, titleOf } from '../support/expect-case.js';
import { loadCases } from '../support/load-cases.js';
import { closeFhirAccess } from '../support/run-case.js';

afterAll(closeFhirAccess);

describe.each(loadCases())('from a FHIR server alone: $name', ({ cases }) => {
  test.each(cases.map((one) => [titleOf(one), one] as const))('%s', async (_, one) => {
    await expectCase(one, 'fhir');
  });
});
