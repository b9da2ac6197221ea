import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Claim, ClaimResponse, Coverage } from 'fhir/r4.js';
import type { Slice } from '../../src/core/chart.js';
import { respond } from '../../src/hook/respond.js';
import { caseToFhir } from '../support/case-to-fhir.js';
import { decideCase, type PreparedCase, prepareCase } from '../support/decide-case.js';
import { examples } from '../support/examples.js';
import { theKnowledge } from '../support/hook-parts.js';
import { loadCases } from '../support/load-cases.js';

const anyCase = fc.constantFrom(...loadCases().flatMap(({ cases }) => cases));
const anyPayer = fc.constantFrom('Medicare', 'Highmark', 'QualChoice', 'Anthem Medicaid', 'nobody');
const anyAnswer = fc.constantFrom('satisfied', 'auth-needed', 'no-auth', 'conditional', 'x');
const complete = (...resources: (Coverage | Claim | ClaimResponse)[]): Slice => ({
  state: 'complete',
  resources,
});

test('safety cards are the same whoever pays, and no answer holds what a payer asserted', async () => {
  await fc.assert(
    fc.asyncProperty(anyCase, anyPayer, anyAnswer, async (one, payer, paNeeded) => {
      const prepared = await prepareCase(caseToFhir(one));
      const paid = paidBy(prepared, payer, paNeeded);
      const answer = cardsOf(paid);
      expect(answer).toBe(cardsOf(prepared));
      expect(answer).not.toContain('coverage-information');
    }),
    examples(100),
  );
});

function paidBy(prepared: PreparedCase, payer: string, paNeeded: string): PreparedCase {
  const { call, chart } = prepared;
  if (call === undefined) return prepared;
  const said = {
    url: 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-coverage-information',
    extension: [
      { url: 'pa-needed', valueCode: paNeeded },
      { url: 'date', valueDate: '2026-11-20' },
    ],
  };
  const orders = call.orders.map((order) => ({
    ...order,
    resource: { ...order.resource, extension: [...(order.resource.extension ?? []), said] },
  }));
  const beneficiary = { reference: 'Patient/p1' };
  const coverage = {
    resourceType: 'Coverage',
    id: 'c',
    status: 'active',
    beneficiary,
    payor: [{ display: payer }],
  };
  const claim = {
    resourceType: 'Claim',
    id: 'pa',
    status: 'active',
    use: 'preauthorization',
    patient: beneficiary,
    item: [{ sequence: 1, productOrService: { text: 'Vivitrol 380 mg' } }],
  };
  const response = {
    resourceType: 'ClaimResponse',
    id: 'r',
    status: 'active',
    use: 'preauthorization',
    outcome: 'complete',
    request: { reference: 'Claim/pa' },
    preAuthRef: 'PA-1',
  };
  return {
    ...prepared,
    call: { ...call, orders: orders },
    chart: {
      ...chart,
      slices: {
        ...chart.slices,
        coverages: complete(coverage as Coverage),
        claims: complete(claim as Claim),
        claimResponses: complete(response as ClaimResponse),
      },
    },
  };
}

const cardsOf = (prepared: PreparedCase): string => {
  const decision = decideCase(prepared, theKnowledge());
  if (decision === undefined) return '';
  return JSON.stringify(
    respond(decision, {
      ...{ decision: 'of-a-case', service: 'naltrexone-safety', patientId: 'of-a-case' },
      ...{ encounterId: undefined, user: undefined },
    }),
  );
};
