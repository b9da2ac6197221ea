import type { MedicationRequest } from 'fhir/r4.js';
import type { Call } from '../../src/core/call.js';
import type { Decision } from '../../src/core/decision.js';
import { caseToFhir, type FhirCase } from './case-to-fhir.js';
import { decideCase, prepareCase } from './decide-case.js';
import { theKnowledge } from './hook-parts.js';
import { loadCases } from './load-cases.js';

/** A case of the table with its decision, at a site that lets findings be put off: only there is everything offered. */
export interface DecidedCase {
  readonly id: string;
  readonly sent: FhirCase;
  readonly decision: Decision;
}

const snooze = { maxDays: 30, reason: 'a test', owner: 'nobody', date: '2026-11-01' };

const ASKS: Readonly<Record<string, readonly Call['question'][]>> = {
  'naltrexone-safety': ['naltrexone', 'mirror'],
  'naltrexone-readiness': ['readiness'],
};

/** All cases whose drafts hold something for the services that they ask. */
export const decideCases = async (): Promise<readonly DecidedCase[]> => {
  const all = await Promise.all(
    loadCases()
      .flatMap((theme) => theme.cases)
      .map(async (written) => {
        const sent = caseToFhir({ ...written, site: { snooze, ...written.site } });
        const decided = await Promise.all(
          sent.services.map(async (service) => {
            const prepared = await prepareCase(sent, [], ASKS[service]);
            return decideCase(prepared, theKnowledge());
          }),
        );
        return decided.flatMap((decision) =>
          decision === undefined ? [] : [{ id: written.id, sent, decision }],
        );
      }),
  );
  return all.flat();
};

interface DraftOrders {
  readonly entry: readonly { readonly resource: MedicationRequest }[];
}

export const draftsOf = ({ context }: FhirCase): readonly MedicationRequest[] =>
  (context['draftOrders'] as DraftOrders).entry.map(({ resource }) => resource);

/** The same case with other drafts. */
export const withDrafts = (sent: FhirCase, drafts: readonly object[]): FhirCase => ({
  ...sent,
  context: {
    ...sent.context,
    draftOrders: {
      ...(sent.context['draftOrders'] as object),
      entry: drafts.map((resource) => ({ resource })),
    },
  },
});
