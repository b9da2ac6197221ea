import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Decision } from '../../src/core/decision.js';
import { caseToFhir } from '../support/case-to-fhir.js';
import type { ClinicalCase, Fact } from '../support/clinical-case.js';
import { decideCase, prepareCase } from '../support/decide-case.js';
import { examples } from '../support/examples.js';
import { theKnowledge } from '../support/hook-parts.js';

const LEVELS = ['none', 'info', 'warning', 'critical'];

/** In quarters of the limit, so that the cut-offs themselves are among them. */
const times = fc.integer({ min: 1, max: 48 }).map((quarters) => quarters / 4);
const liver = fc.record({
  alt: times,
  ast: times,
  bilirubin: times,
  inr: fc.integer({ min: 9, max: 30 }).map((tenths) => tenths / 10),
});
type Liver = typeof liver extends fc.Arbitrary<infer L> ? L : never;
const order = fc.constantFrom(
  {},
  { kind: 'oral' as const, doseMg: 50 },
  { kind: 'contrave' as const },
);
const daysAgo = fc.integer({ min: 0, max: 400 });

const result = (code: string, value: number, high: number, unit: string, days: number): Fact => ({
  type: 'Observation',
  code,
  effective: `-${String(days)}d`,
  value: Math.round(value * high * 1000) / 1000,
  unit,
  refRange: [{ low: 0, high, unit }],
});
const results = ({ alt, ast, bilirubin, inr }: Liver, days: number): Fact[] => [
  result('ALT', alt, 45, 'U/L', days),
  result('AST', ast, 40, 'U/L', days),
  result('total bilirubin', bilirubin, 1.2, 'mg/dL', days),
  result('INR', inr, 1, '1', days),
];

describe('a value nearer to normal never makes the answer worse', () => {
  test('one of ALT, AST, total bilirubin and INR, whatever the others are', async () => {
    await fc.assert(
      fc.asyncProperty(
        order,
        liver,
        fc.constantFrom<keyof Liver>('alt', 'ast', 'bilirubin', 'inr'),
        fc.double({ min: 0, max: 1, noNaN: true }),
        daysAgo,
        async (drafted, values, analyte, share, days) => {
          const lower = { ...values, [analyte]: values[analyte] * share };
          const given = ['aud', 'negative-panel'];
          const worse = await severity({ given, order: drafted, facts: results(values, days) });
          const better = await severity({ given, order: drafted, facts: results(lower, days) });
          expect(better).toBeLessThanOrEqual(worse);
        },
      ),
      examples(60),
    );
  });

  test('days since the last use of an opioid: a use longer ago', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          'oxycodone/acetaminophen tablet',
          'methadone tablet',
          'fentanyl patch',
          'Sublocade',
        ),
        fc.integer({ min: 0, max: 380 }),
        fc.integer({ min: 1, max: 30 }),
        async (code, days, more) => {
          const given = ['oud', 'normal-liver', 'negative-panel'];
          const used = (ago: number): Fact[] => [
            { type: 'MedicationAdministration', code, effective: `-${String(ago)}d` },
          ];
          const recent = await severity({ given, facts: used(days) });
          expect(await severity({ given, facts: used(days + more) })).toBeLessThanOrEqual(recent);
        },
      ),
      examples(80),
    );
  });

  test('a withdrawal score', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 48 }),
        fc.integer({ min: 0, max: 48 }),
        fc.integer({ min: 0, max: 700 }),
        async (one, other, hours) => {
          const scored = (value: number): Fact[] => [
            { type: 'Observation', code: 'COWS total', effective: `-${String(hours)}h`, value },
          ];
          const given = ['oud', 'normal-liver', 'negative-panel'];
          const [low, high] = [Math.min(one, other), Math.max(one, other)];
          const worse = await severity({ given, facts: scored(high) });
          expect(await severity({ given, facts: scored(low) })).toBeLessThanOrEqual(worse);
        },
      ),
      examples(40),
    );
  });
});

async function severity(written: Pick<ClinicalCase, 'given' | 'order' | 'facts'>): Promise<number> {
  const decision = decideCase(await prepareCase(caseToFhir(written)), theKnowledge());
  return worst(decision);
}

const worst = (decision: Decision | undefined): number =>
  Math.max(0, ...(decision?.cards ?? []).map(({ indicator }) => LEVELS.indexOf(indicator)));
