import type { CdsCard } from '../../src/hook/cds-response.js';
import { caseToFhir } from './case-to-fhir.js';
import type { ClinicalCase } from './clinical-case.js';
import { loadCases } from './load-cases.js';
import { runCase } from './run-case.js';

/** A theme together with the cards that its cases get now, whatever they expect. */
export interface AnsweredTheme {
  readonly name: string;
  readonly cases: readonly { readonly written: ClinicalCase; readonly cards: readonly CdsCard[] }[];
}

/** Answers every case from its prefetch. */
export const answerCases = (): Promise<readonly AnsweredTheme[]> =>
  Promise.all(
    loadCases().map(async ({ name, cases }) => ({
      name,
      cases: await Promise.all(
        cases.map(async (written) => {
          const { response } = await runCase(caseToFhir(written), 'prefetch');
          return { written, cards: response.cards };
        }),
      ),
    })),
  );
