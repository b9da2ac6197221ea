import { afterAll, describe, expect, test } from '@jest/globals';
import { caseToFhir } from '../support/case-to-fhir.js';
import { expectCase, titleOf } from '../support/expect-case.js';
import { loadCases, loadPendingCases } from '../support/load-cases.js';
import { closeFhirAccess } from '../support/run-case.js';

afterAll(closeFhirAccess);

describe.each(loadCases())('from prefetch: $name', ({ cases }) => {
  test.each(cases.map((one) => [titleOf(one), one] as const))('%s', async (_, one) => {
    await expectCase(one, 'prefetch');
  });
});

const pending = loadPendingCases().flatMap(({ cases }) => cases);

test('cases that are not answered yet are well written all the same', () => {
  for (const one of pending) expect(caseToFhir(one).resources.length).toBeGreaterThan(0);
});

for (const one of pending) test.skip(`pending: ${titleOf(one)}`, () => expectCase(one, 'prefetch'));
