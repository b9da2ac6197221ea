import type { Decision } from '../../src/core/decision.js';
import { caseToFhir, type FhirCase } from './case-to-fhir.js';
import { decideCase, type PreparedCase, prepareCase } from './decide-case.js';
import { theKnowledge } from './hook-parts.js';
import { loadCases } from './load-cases.js';

/** A case of the table in which something is above info, with its decision. */
export interface BlockedCase {
  readonly title: string;
  readonly sent: FhirCase;
  readonly prepared: PreparedCase;
  readonly decision: Decision;
}

/** @param every how many cases there are to one that is taken */
export async function blockedCases(every = 1): Promise<readonly BlockedCase[]> {
  const cases = loadCases()
    .flatMap((theme) => theme.cases)
    .filter((_, place) => place % every === 0);
  const all = await Promise.all(
    cases.map(async (written) => {
      const sent = caseToFhir(written);
      const prepared = await prepareCase(sent);
      const decision = decideCase(prepared, theKnowledge());
      return { title: `${written.id} ${written.name}`, sent, prepared, decision };
    }),
  );
  return all.flatMap(({ decision, ...rest }) =>
    decision?.wouldClear === undefined ? [] : [{ ...rest, decision }],
  );
}
