import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Decision } from '../../src/core/decision.js';
import { anyExposure } from '../support/arbitrary-exposure.js';
import { caseToFhir } from '../support/case-to-fhir.js';
import type { ClinicalCase, Fact } from '../support/clinical-case.js';
import { decideCase, prepareCase } from '../support/decide-case.js';
import { theKnowledge } from '../support/hook-parts.js';
import { examples } from '../support/examples.js';

const LEVELS = ['none', 'info', 'warning', 'critical'];
const given = fc.constantFrom(
  ['oud', 'negative-panel', 'normal-liver'],
  ['aud', 'negative-panel', 'normal-liver'],
  ['oud', 'normal-liver'],
  ['oud', 'depot-given', 'normal-liver'],
  [],
);
const order = fc.constantFrom({}, { kind: 'oral' as const, doseMg: 50 }, { plannedDate: '+9d' });

const sublocade = { type: 'MedicationAdministration', code: 'Sublocade', effective: '-150d' };
const weekly = { type: 'MedicationAdministration', code: 'Brixadi weekly', effective: '-5d' };
const possibly = (code: string, end: string) => ({
  type: 'MedicationStatement',
  code,
  status: 'unknown',
  end,
  dateAsserted: end,
});

/** One more trace of an opioid may delay naltrexone or change nothing; it never makes the answer milder or earlier. */
describe('one more opioid exposure', () => {
  test('never moves the earliest date forward and never lowers the severity', async () => {
    await fc.assert(
      fc.asyncProperty(
        given,
        order,
        fc.array(anyExposure, { maxLength: 3 }),
        anyExposure,
        async (baselines, drafted, facts, another) => {
          await expectNoMilder({ given: [...baselines], order: drafted }, facts, another);
        },
      ),
      examples(120),
    );
  });

  test.each([
    ['a weekly depot 5 days ago, after a monthly one 150 days ago', sublocade, weekly],
    [
      'a possible immediate-release use, after a possible extended-release one',
      possibly('oxycodone 12-hour tablet', '-5d'),
      possibly('oxycodone/acetaminophen tablet', '-4d'),
    ],
  ])('%s: the later of both dates counts', async (_, fact, another) => {
    await expectNoMilder({ given: ['oud', 'negative-panel', 'normal-liver'] }, [fact], another);
  });
});

async function expectNoMilder(
  base: Pick<ClinicalCase, 'given' | 'order'>,
  facts: Fact[],
  another: Fact,
): Promise<void> {
  const before = await decided({ ...base, facts });
  const after = await decided({ ...base, facts: [...facts, another] });
  expect(severityOf(after)).toBeGreaterThanOrEqual(severityOf(before));
  expect(earliestOf(after) >= earliestOf(before)).toBe(true);
}

async function decided(written: Pick<ClinicalCase, 'given' | 'order'> & { facts: Fact[] }) {
  const decision = decideCase(await prepareCase(caseToFhir(written)), theKnowledge());
  if (decision === undefined) throw new Error('a naltrexone order is always decided about');
  return decision;
}

const severityOf = ({ cards }: Decision): number =>
  Math.max(0, ...cards.map(({ indicator }) => LEVELS.indexOf(indicator)));

/** An ISO day; without any date the earliest day is today (nothing waits), or never. */
function earliestOf({ earliestDate, findings }: Decision): string {
  if (findings.some(({ dates }) => dates === 'never')) return 'never';
  return earliestDate ?? '';
}
