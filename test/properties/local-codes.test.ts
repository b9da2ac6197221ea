import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Decision } from '../../src/core/decision.js';
import type { LocalCodeEntry } from '../../src/core/pack/local-codes.js';
import { anyExposure } from '../support/arbitrary-exposure.js';
import { caseToFhir } from '../support/case-to-fhir.js';
import type { ClinicalCase } from '../support/clinical-case.js';
import { decideCase, prepareCase } from '../support/decide-case.js';
import { examples } from '../support/examples.js';
import { theKnowledge } from '../support/hook-parts.js';
import { terminology } from '../support/terminology.js';

const LEVELS = ['none', 'info', 'warning', 'critical'];
const SITE = 'https://ehr.example.org/codes';
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const opioidCodes = [...terminology.medications.rxnorm.values()]
  .filter(({ opioids }) => opioids.length > 0)
  .map(({ code }) => code);
const anyOpioid = fc.constantFrom(...opioidCodes);
/** Codes alone, with words that no table knows, with the words of a drug; one that is on no list. */
const anyLocal = fc.constantFrom<object>(
  { system: SITE, code: '1' },
  { system: SITE, code: '1', display: 'house stock 1' },
  { system: SITE, code: '2' },
  { text: 'House stock 1' },
  { system: SITE, code: '1', display: 'oxycodone/acetaminophen tablet' },
  { system: SITE, code: '1', display: 'methadone' },
);
const local = (display: string) => ({ system: SITE, code: '1', display });
const given = fc.constantFrom(
  ['oud', 'negative-panel', 'normal-liver'],
  ['aud', 'negative-panel', 'normal-liver'],
  ['oud', 'depot-given', 'normal-liver'],
  [],
);

/** A line about an opioid may make an answer graver or change nothing: what was silent for want of it was not safer. */
test('adding local codes of opioids never makes the answer milder', async () => {
  await fc.assert(
    fc.asyncProperty(
      given,
      fc.array(fc.tuple(anyExposure, fc.option(anyLocal, { nil: undefined })), {
        minLength: 1,
        maxLength: 3,
      }),
      anyOpioid,
      anyOpioid,
      async (baselines, exposures, byCode, byText) => {
        const facts = exposures.map(([fact, code]) =>
          code === undefined || fact.type === 'Observation' ? fact : { ...fact, code },
        );
        const by = { owner: 'Pharmacy informatics', date: '2026-11-02' };
        const written = { given: [...baselines], facts };
        const before = await decided(written);
        const after = await decided(written, [
          { system: SITE, code: '1', means: { system: RXNORM, code: byCode }, ...by },
          { text: 'house stock 1', means: { system: RXNORM, code: byText }, ...by },
        ]);
        expect(severityOf(after)).toBeGreaterThanOrEqual(severityOf(before));
        expect(earliestOf(after) >= earliestOf(before)).toBe(true);
      },
    ),
    examples(100),
  );
});

const { medications, conditions, observations } = terminology;
/** A code of any table, alcohol dependence and naltrexone more often than chance would have it. */
const anyMeaning = fc
  .oneof(
    fc.constantFrom(
      ['http://hl7.org/fhir/sid/icd-10-cm', 'F10.20'],
      ['http://hl7.org/fhir/sid/icd-10-cm', 'F10.21'],
      [RXNORM, '7243'],
    ),
    ...(
      [
        [RXNORM, medications.rxnorm],
        ['http://loinc.org', observations.loinc],
        ['http://snomed.info/sct', conditions.snomed],
        ['http://hl7.org/fhir/sid/icd-10-cm', conditions.icd10cmExact],
        ['https://naltrexone-cds.org/concept', observations.concepts],
      ] as const
    ).map(([system, codes]) => fc.constantFrom(...codes.keys()).map((code) => [system, code])),
  )
  .map(([system = '', code = '']) => ({ system, code }));
const opioidCondition = fc
  .constantFrom(
    'Opioid use disorder',
    'opiate addiction',
    'OUD, severe',
    'Opioid dependence, on agonist therapy',
    'opioid withdrawal',
    'Heroin abuse',
    'fentanyl use',
  )
  .map((display) => ({ type: 'Condition', code: local(display), recordedDate: '-10d' }));
const opioidDrug = fc
  .constantFrom('oxycodone 5 mg tablet', 'methadone', 'Suboxone film', 'opioid analgesic')
  .map((display) => ({ type: 'MedicationStatement', code: local(display), status: 'active' }));
const positiveTest = fc
  .constantFrom('Fentanyl urine screen', 'opiates, urine', 'Methadone screen, urine')
  .map((display) => ({
    type: 'Observation',
    code: local(display),
    effective: '-1d',
    value: 'Positive',
  }));

/** Words that name a hazard are heard whatever the site's list says beside them. */
test('a wrong line never makes the answer milder', async () => {
  await fc.assert(
    fc.asyncProperty(
      given,
      fc.oneof(opioidCondition, opioidDrug, positiveTest),
      anyMeaning,
      async (baselines, fact, means) => {
        const written = { given: [...baselines], facts: [fact] };
        const line = { means, owner: 'Pharmacy informatics', date: '2026-11-02' };
        const before = await decided(written);
        const after = await decided(written, [{ system: SITE, code: '1', ...line }]);
        expect(severityOf(after)).toBeGreaterThanOrEqual(severityOf(before));
        expect(earliestOf(after) >= earliestOf(before)).toBe(true);
        // Alcohol alone has the milder rules: an opioid condition may not become one. That a reason is missing may be told by
        // a line: it is no matter of safety.
        const kept = rulesOf(before).filter((rule) => rule !== 'ntx-indication-missing');
        expect(rulesOf(after)).toEqual(expect.arrayContaining(kept));
      },
    ),
    examples(100),
  );
});

async function decided(
  written: Pick<ClinicalCase, 'given' | 'facts'>,
  lines: readonly LocalCodeEntry[] = [],
): Promise<Decision> {
  const decision = decideCase(await prepareCase(caseToFhir(written), lines), theKnowledge());
  if (decision === undefined) throw new Error('a naltrexone order is always decided about');
  return decision;
}

const severityOf = ({ cards }: Decision): number =>
  Math.max(0, ...cards.map(({ indicator }) => LEVELS.indexOf(indicator)));

const rulesOf = ({ findings }: Decision): readonly string[] => findings.map(({ rule }) => rule);

/** An ISO day; without any date the earliest day is today (nothing waits), or never. */
function earliestOf({ earliestDate, findings }: Decision): string {
  if (findings.some(({ dates }) => dates === 'never')) return 'never';
  return earliestDate ?? '';
}
