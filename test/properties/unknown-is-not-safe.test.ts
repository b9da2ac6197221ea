import { neededSlices } from '../../src/core/rules/needed-slices.js';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { CdsCard } from '../../src/hook/cds-response.js';
import { caseToFhir } from '../support/case-to-fhir.js';
import { answered } from '../support/compare-answer.js';
import { hookParts } from '../support/hook-parts.js';
import { loadCases } from '../support/load-cases.js';
import { answerRequest, requestOf } from '../support/run-case.js';
import { examples } from '../support/examples.js';

const LEVELS = ['none', 'info', 'warning', 'critical'];
const { queries } = hookParts();
/** The sources that `data-source-unreadable` speaks about (clinical-opioid 10). */
const SOURCES = new Set([
  'MedicationRequest',
  'MedicationStatement',
  'MedicationDispense',
  'MedicationAdministration',
  'Observation',
  'Condition',
  'AllergyIntolerance',
  'Procedure',
  'Patient',
]);
/** A weight only refines kidney function where no eGFR is there: without one nothing reads as safe that was not. */
const slices = [...neededSlices('naltrexone', {})].filter(
  (slice) => slice !== 'bodyWeight' && SOURCES.has(queries.get(slice)?.resourceType ?? ''),
);
const naltrexoneCases = loadCases()
  .flatMap(({ cases }) => cases)
  .filter(({ order }) => !['embeda', 'opioid', 'none'].includes(order?.kind ?? 'depot'))
  .filter(({ order }) => order?.selections?.[0] !== 'other');
const anyCase = fc.constantFrom(...naltrexoneCases);
const someSlices = fc.subarray(slices, { minLength: 1 });

const OUTCOME = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'exception' }],
};
const EMPTY = { resourceType: 'Bundle', type: 'searchset', total: 0, entry: [] };
const NEXT = [{ relation: 'next', url: 'https://ehr.example/fhir/next' }];

/** How a chart input can fail to be known; each takes the value that would have been sent. */
const faults = {
  'left out': () => undefined,
  'an OperationOutcome': () => OUTCOME,
  'no FHIR': () => 'unavailable',
  'another kind of Bundle entry': () => ({ ...EMPTY, entry: [{ resource: OUTCOME }] }),
} satisfies Record<string, (sent: unknown) => unknown>;
const anyFault = fc.constantFrom(...Object.values(faults));

describe('what is not known never reads as safe beside a naltrexone order', () => {
  test('any inputs that fail: a warning at least that names them, and nothing milder than without their facts', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, someSlices, anyFault, async (one, failing, fault) => {
        const cards = await cardsWith(one, failing, fault);
        const { indicator, rules } = answered(cards);
        expect(LEVELS.indexOf(indicator)).toBeGreaterThanOrEqual(LEVELS.indexOf('warning'));
        expect(rules).toContain('data-source-unreadable');
        for (const slice of failing)
          expect(unknownOf(cards)).toContain(queries.get(slice)?.resourceType);

        const empty = answered(await cardsWith(one, failing, () => EMPTY));
        expect(LEVELS.indexOf(indicator)).toBeGreaterThanOrEqual(LEVELS.indexOf(empty.indicator));
      }),
      examples(100),
    );
  });

  test('inputs that are only partly known: their facts count against safety, never for it', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, someSlices, async (one, partial) => {
        const searched = partial.filter((slice) => slice !== 'patient');
        const cards = await cardsWith(one, searched, (sent) => ({
          ...(sent as object),
          link: NEXT,
        }));
        const whole = answered(await cardsWith(one, [], (sent) => sent));
        const least = Math.max(
          LEVELS.indexOf(whole.indicator),
          searched.length > 0 ? LEVELS.indexOf('warning') : 0,
        );
        expect(LEVELS.indexOf(answered(cards).indicator)).toBeGreaterThanOrEqual(least);
      }),
      examples(100),
    );
  });
});

async function cardsWith(
  one: (typeof naltrexoneCases)[number],
  changed: readonly string[],
  change: (sent: unknown) => unknown,
): Promise<readonly CdsCard[]> {
  const sent = caseToFhir(one);
  const body = requestOf(sent);
  const prefetch = Object.fromEntries(
    Object.entries(body.prefetch).map(([key, value]) => [
      key,
      changed.includes(key) ? change(value) : value,
    ]),
  );
  return (await answerRequest({ ...body, prefetch }, sent)).response.cards;
}

const unknownOf = (cards: readonly CdsCard[]): readonly string[] =>
  cards.flatMap((card) => card.extension?.['org.naltrexone-cds'].unknown ?? []);
