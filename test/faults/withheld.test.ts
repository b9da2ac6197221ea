import { afterAll, describe, expect, test } from '@jest/globals';
import { caseToFhir, type FhirCase } from '../support/case-to-fhir.js';
import { answered } from '../support/compare-answer.js';
import { closeFhirAccess, runCase } from '../support/run-case.js';

afterAll(closeFhirAccess);

const clean = caseToFhir({
  given: ['oud', 'negative-panel', 'normal-liver', 'naloxone'],
  facts: [
    { type: 'MedicationStatement', code: { text: 'metformin 500 mg tablet' }, status: 'active' },
    { type: 'Procedure', code: { text: 'Colonoscopy' }, performed: '-30d' },
  ],
});

/** All rows of a type as a source hands them out that labels them (`meta.security`, HL7 data segmentation). */
const labelled = (type: string, ...codes: readonly string[]): FhirCase => ({
  ...clean,
  resources: clean.resources.map((row) =>
    row.resourceType === type
      ? { ...row, meta: { security: codes.map((code) => ({ system: 'urn:label', code })) } }
      : row,
  ),
});

const TYPES = [
  'MedicationStatement',
  'MedicationDispense',
  'Observation',
  'Condition',
  'Procedure',
];

describe.each(['prefetch', 'fhir'] as const)('from %s', (way) => {
  const cardsFor = async (sent: FhirCase) => (await runCase(sent, way)).response.cards;

  test.each(TYPES.flatMap((type) => ['REDACTED', 'MASKED'].map((label) => [type, label] as const)))(
    '%s labelled %s: a warning says that the source holds something back',
    async (type, label) => {
      const cards = await cardsFor(labelled(type, '42CFRPart2', label));
      expect(answered(cards).rules).toContain('data-source-unreadable');
      expect(answered(cards).indicator).toBe('warning');
      const [card] = cards;
      expect(card?.extension?.['org.naltrexone-cds'].unknown).toEqual([type]);
      expect(card?.detail).toContain('held back by the source');
    },
  );

  test.each(TYPES)('%s only labelled as sensitive is whole: no card', async (type) => {
    expect(await cardsFor(labelled(type, '42CFRPart2', 'R', 'ETH'))).toEqual([]);
  });
});
