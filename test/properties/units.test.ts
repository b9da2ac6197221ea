import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { caseToFhir } from '../support/case-to-fhir.js';
import type { Fact } from '../support/clinical-case.js';
import { decideCase, prepareCase } from '../support/decide-case.js';
import { theKnowledge } from '../support/hook-parts.js';
import { examples } from '../support/examples.js';

/** Units by how many of the first one they are (clinical-liver-other B2.6). */
const ENZYME_UNITS = { 'U/L': 1, 'IU/L': 1, '[IU]/L': 1, 'mU/mL': 1, 'ukat/L': 60, 'nkat/L': 0.06 };
const BILIRUBIN_UNITS = { 'mg/dL': 1, 'umol/L': 1 / 17.104, 'mg/L': 0.1 };

/** In quarters of the limit, so that the cut-offs themselves are among them. */
const times = fc.integer({ min: 1, max: 48 }).map((quarters) => quarters / 4);
const daysAgo = fc.integer({ min: 0, max: 400 }).map((days) => `-${days}d`);
const unitOf = <U extends string>(units: Record<U, number>) =>
  fc.constantFrom(...(Object.entries(units) as [U, number][]));

describe('equal amounts in other units give equal findings', () => {
  test('liver enzymes and bilirubin', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ alt: times, ast: times, bilirubin: times, at: daysAgo }),
        unitOf(ENZYME_UNITS),
        unitOf(BILIRUBIN_UNITS),
        async ({ alt, ast, bilirubin, at }, enzymeUnit, bilirubinUnit) => {
          const factsIn = (
            enzymes: readonly [string, number],
            moles: readonly [string, number],
          ) => [
            result('ALT', alt, 45, at, enzymes),
            result('AST', ast, 40, at, enzymes),
            result('total bilirubin', bilirubin, 1.2, at, moles),
          ];
          expect(await findings(factsIn(enzymeUnit, bilirubinUnit))).toEqual(
            await findings(factsIn(['U/L', 1], ['mg/dL', 1])),
          );
        },
      ),
      examples(120),
    );
  });
});

function result(
  code: string,
  timesLimit: number,
  limit: number,
  effective: string,
  [unit, factor]: readonly [string, number],
): Fact {
  const refRange = [{ low: 0, high: limit / factor, unit }];
  return {
    type: 'Observation',
    code,
    effective,
    value: (timesLimit * limit) / factor,
    unit,
    refRange,
  };
}

async function findings(facts: Fact[]) {
  const prepared = await prepareCase(caseToFhir({ given: ['aud', 'negative-panel'], facts }));
  const decision = decideCase(prepared, theKnowledge());
  return decision?.findings.map(({ rule, outcome, state, indicator }) => ({
    rule,
    outcome,
    state,
    indicator,
  }));
}
