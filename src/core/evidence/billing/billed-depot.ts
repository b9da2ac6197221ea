import type { CodeableConcept, MedicationRequest, ServiceRequest } from 'fhir/r4.js';
import type { Terminology } from '../../pack/terminology.js';
import { billingCodesIn, HCPCS, readBillingCode } from './read-billing-code.js';
import { BILLING_LINE, BILLING_OPTIONS, extensionsOf } from './read-order-lines.js';

/**
 * The depot's own billing code where only the bill of an order names it (`product.md` D1): in billing options of the concept or
 * in a billing line. No other code makes an order one for naltrexone.
 * @returns the code as one of a drug; undefined when the bill does not name the depot
 */
export function billedDepot(
  terminology: Terminology,
  resource: MedicationRequest | ServiceRequest,
  medication: CodeableConcept | undefined,
): CodeableConcept | undefined {
  const billed = [
    ...extensionsOf(medication, BILLING_OPTIONS).flatMap(({ valueCodeableConcept }) =>
      billingCodesIn(terminology, valueCodeableConcept),
    ),
    ...extensionsOf(resource, BILLING_LINE).flatMap(
      (line) =>
        readBillingCode(terminology, extensionsOf(line, 'code')[0]?.valueCodeableConcept) ?? [],
    ),
  ];
  const depot = billed.find(({ means }) => means === 'depot-naltrexone');
  return depot && { coding: [{ system: HCPCS, code: depot.code }] };
}
