import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { anyExposure } from '../support/arbitrary-exposure.js';
import { caseToFhir } from '../support/case-to-fhir.js';
import type { Fact } from '../support/clinical-case.js';
import { decideCase, prepareCase } from '../support/decide-case.js';
import { examples } from '../support/examples.js';
import { theKnowledge } from '../support/hook-parts.js';

test('without the exposure that decides the date is never later', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyExposure, { minLength: 1, maxLength: 4 }), async (facts) => {
      const before = await decided(facts);
      const decides = before.plan?.washouts.find(({ deciding }) => deciding);
      if (decides === undefined) return;
      const row = decides.provenance.source.replace(/^.*\/f|#.*$/g, '');
      const without = await decided(facts.filter((_, place) => String(place + 1) !== row));
      expect(lastDay(without) <= lastDay(before)).toBe(true);
    }),
    examples(100),
  );
});

const decided = async (facts: Fact[]) => {
  const decision = decideCase(await prepareCase(caseToFhir({ facts })), theKnowledge());
  if (decision === undefined) throw new Error('a naltrexone order is always decided about');
  return decision;
};

/** The day on which the last waiting time ends; no known end is later than any. */
const lastDay = ({ plan }: Awaited<ReturnType<typeof decided>>): number => {
  const open = plan?.washouts.filter((one) => one.open) ?? [];
  return Math.max(
    0,
    ...open.map(({ earliest, ongoing }) => (ongoing ? Infinity : (earliest ?? 0))),
  );
};
