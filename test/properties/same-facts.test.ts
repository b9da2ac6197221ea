import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { caseToFhir, type FhirCase } from '../support/case-to-fhir.js';
import { loadCases } from '../support/load-cases.js';
import { answerRequest, requestOf } from '../support/run-case.js';
import { examples } from '../support/examples.js';
import { randomFrom, shuffled } from '../support/vary-case.js';

const anyCase = fc.constantFrom(...loadCases().flatMap(({ cases }) => cases));
const anySeed = fc.nat();

describe('the same facts give the same answer, byte for byte', () => {
  test('in whatever order the resources arrive', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, anySeed, async (one, seed) => {
        const sent = caseToFhir(one);
        const resources = shuffled(sent.resources, randomFrom(seed));
        expect(await answerTo({ ...sent, resources })).toEqual(await answerTo(sent));
      }),
      examples(60),
    );
  });

  test('however often they are repeated', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, anySeed, async (one, seed) => {
        const sent = caseToFhir(one);
        const random = randomFrom(seed);
        const again = sent.resources.filter(() => random() < 0.5);
        expect(await answerTo({ ...sent, resources: [...sent.resources, ...again] })).toEqual(
          await answerTo(sent),
        );
      }),
      examples(60),
    );
  });

  test('asked twice', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async (one) => {
        const sent = caseToFhir(one);
        expect(await answerTo(sent)).toEqual(await answerTo(sent));
      }),
      examples(50),
    );
  });
});

const answerTo = async (sent: FhirCase) => (await answerRequest(requestOf(sent), sent)).response;
