import { afterAll, describe, test } from '@jest/globals';
import { expectCase, titleOf } from '../support/expect-case.js';
import { loadCases } from '../support/load-cases.js';
import { closeFhirAccess } from '../support/run-case.js';
import { ENCODINGS, PREFETCH_ENCODINGS } from '../support/vary-case.js';

afterAll(closeFhirAccess);

const seed = Math.floor(Math.random() * 1e9);

describe.each(loadCases())(`in all encodings (seed ${seed}): $name`, ({ cases }) => {
  test.each(cases.map((one) => [titleOf(one), one] as const))('%s', async (_, one) => {
    for (const encoding of PREFETCH_ENCODINGS) await expectCase(one, 'prefetch', encoding, seed);
    for (const encoding of ENCODINGS) {
      await expectCase(one, 'fhir', encoding, seed);
      await expectCase(one, 'mixed', encoding, seed);
    }
  });
});
