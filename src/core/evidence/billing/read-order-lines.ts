import type { CodeableConcept, Extension } from 'fhir/r4.js';
import type { DraftOrder } from '../../call.js';
import type { Terminology } from '../../pack/terminology.js';
import { listOf, textOf } from '../fhir-json.js';
import { billingCodesAmong, billingCodesIn, readBillingCode } from './read-billing-code.js';
import { unitsOfLine, unitsToDispense } from './read-billed-units.js';
import { modifiersIn, modifiersInNotes } from './read-modifiers.js';
import type { BilledCode, BillingLine, BillingSource } from './billing-evidence.js';

/** The last segment of the address of our own extension; a site has its own server before it. */
export const BILLING_LINE = 'StructureDefinition/billing-line';
/** Da Vinci CRD, on the concept of the drug. */
export const BILLING_OPTIONS = 'StructureDefinition/ext-billing-options';

/** What an order itself says about its bill: extensions, codes, the quantity, a note. */
export function readOrderLines(
  terminology: Terminology,
  { ref, resource, medication }: DraftOrder,
): readonly BillingLine[] {
  const line = (source: BillingSource, says: Partial<BillingLine>): BillingLine => ({
    source,
    statement: ref,
    use: undefined,
    code: undefined,
    units: undefined,
    modifiers: undefined,
    provenance: { source: ref, slice: 'order', complete: true },
    ...says,
  });
  const coded = (source: BillingSource) => (code: BilledCode) => line(source, { code });
  const options = extensionsOf(medication, BILLING_OPTIONS).flatMap(({ valueCodeableConcept }) =>
    billingCodesIn(terminology, valueCodeableConcept),
  );
  const quantity =
    resource.resourceType === 'ServiceRequest' ? undefined : resource.dispenseRequest?.quantity;
  const units = unitsToDispense(terminology, quantity);
  const noted = modifiersInNotes(terminology, resource.note);
  return [
    ...extensionsOf(resource, BILLING_LINE).map((extension) =>
      line('billing-line', readBillingLine(terminology, extension)),
    ),
    ...options.map(coded('billing-options')),
    ...billingCodesAmong(terminology, medication).map(coded('coding')),
    ...(units === undefined ? [] : [line('quantity', { units })]),
    ...(noted === undefined ? [] : [line('note', { modifiers: noted })]),
  ];
}

/** The extensions of an element whose address ends so, on whatever server. */
export const extensionsOf = (
  element: { readonly extension?: unknown } | undefined,
  ending: string,
): readonly Extension[] =>
  listOf(element?.extension as Extension[]).filter(
    ({ url }) => textOf(url)?.endsWith(ending) === true,
  );

function readBillingLine(terminology: Terminology, { extension }: Extension): Partial<BillingLine> {
  const parts = listOf(extension);
  const named = (name: string): readonly Extension[] => parts.filter(({ url }) => url === name);
  const modifiers = named('modifier').map(({ valueCodeableConcept }) => valueCodeableConcept);
  const concept: CodeableConcept | undefined = named('code')[0]?.valueCodeableConcept;
  return {
    code: readBillingCode(terminology, concept),
    units: unitsOfLine(terminology, named('units')[0]?.valueQuantity),
    modifiers: modifiers.length === 0 ? undefined : modifiersIn(terminology, modifiers),
  };
}
