import { beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { anyExposure } from '../support/arbitrary-exposure.js';
import { type BlockedCase, blockedCases } from '../support/blocked-cases.js';
import { caseToFhir } from '../support/case-to-fhir.js';
import { clearingOracle, reported } from '../support/clearing-oracle.js';
import { decideCase, prepareCase } from '../support/decide-case.js';
import { examples } from '../support/examples.js';
import { theKnowledge } from '../support/hook-parts.js';

describe('each set that is reported works, no smaller one does, and none is missed', () => {
  let cases: readonly BlockedCase[] = [];
  beforeAll(async () => {
    cases = await blockedCases();
  });

  test('in every case of the table', () => {
    for (const { title, prepared, decision } of cases) {
      expect({ title, ...reported(decision) }).toEqual({ title, ...clearingOracle(prepared) });
    }
    expect(cases.length).toBeGreaterThan(200);
  });

  test('no search is cut short', () => {
    const cut = cases.filter(({ decision }) => decision.wouldClear?.complete !== true);
    expect(cut.map(({ title }) => title)).toEqual([]);
  });

  test('with any traces of opioids', async () => {
    const given = fc.constantFrom<string[]>(['oud', 'negative-panel', 'normal-liver'], ['oud'], []);
    await fc.assert(
      fc.asyncProperty(given, fc.array(anyExposure, { maxLength: 3 }), async (baselines, facts) => {
        const prepared = await prepareCase(caseToFhir({ given: baselines, facts }));
        const decision = decideCase(prepared, theKnowledge());
        if (decision?.wouldClear?.complete !== true) return;
        expect(reported(decision)).toEqual(clearingOracle(prepared));
      }),
      examples(60),
    );
  });
});
