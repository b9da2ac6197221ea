import { expect } from '@jest/globals';
import type { CdsCard } from '../../src/hook/cds-response.js';
import { compareAnswer } from '../support/compare-answer.js';
import { caseToFhir } from '../support/case-to-fhir.js';
import type { ClinicalCase } from '../support/clinical-case.js';
import { loadCases } from '../support/load-cases.js';
import { runCase } from '../support/run-case.js';
import type { Check } from './sentences-page.js';

type Written = Omit<ClinicalCase, 'id' | 'name'>;

/** Nothing speaks against the order, so that a case shows its difference alone. */
export const CLEAR = ['aud', 'negative-panel', 'normal-liver'];
export const BOTH = ['naltrexone-safety', 'naltrexone-readiness'];

const byId = new Map(
  loadCases().flatMap(({ cases }) => cases.map((one) => [one.id, one] as const)),
);

/**
 * Clinical cases by their ids in test/vignettes; the page says them in their own words.
 * @throws Error when a case does not exist
 */
export function cases(...ids: readonly string[]): Check {
  const wanted = ids.map((id) => {
    const found = byId.get(id);
    if (found === undefined) throw new Error(`there is no case ${id}`);
    return found;
  });
  return {
    what: wanted.map(({ name }) => name).join('; '),
    holds: async () => {
      for (const one of wanted) expect(await differencesOf(one)).toEqual([]);
    },
  };
}

/** The cards of an order, of all services that are asked. */
export const cardsOf = async (written: Omit<Written, 'expect'>): Promise<readonly CdsCard[]> =>
  (await runCase(caseToFhir(written), 'prefetch')).response.cards;

/** A case that stands nowhere else. */
export const answersAs = async (written: Written): Promise<void> => {
  expect(await differencesOf(written)).toEqual([]);
};

async function differencesOf(written: Written) {
  const sent = caseToFhir(written);
  const { response } = await runCase(sent, 'prefetch');
  return compareAnswer(written.expect, response.cards, sent);
}
