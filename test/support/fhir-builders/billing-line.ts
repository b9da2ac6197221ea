import type { CodeableConcept, Extension } from 'fhir/r4.js';
import { type Static, Type } from 'typebox';
import { concept } from './code.js';
import { amount, text } from './fact-fields.js';

/** A line as it will be billed: a HCPCS code, how many units of it, and modifiers. */
export const BillingLine = Type.Object(
  { code: text, units: amount, modifiers: Type.Optional(Type.Array(Type.String())) },
  { additionalProperties: false },
);
export type BillingLine = Static<typeof BillingLine>;

const OURS = 'https://naltrexone-cds.example/fhir/StructureDefinition/billing-line';
const BILLING_OPTIONS =
  'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-billing-options';

export const hcpcs = (code: string | undefined): CodeableConcept =>
  concept(code === undefined ? [] : { system: 'hcpcs', code });

export const modifierConcept = (code: string): CodeableConcept => ({ coding: [{ code }] });

/** Our own extension of an order, one per line. */
export const billingLineExtension = ({ code, units, modifiers = [] }: BillingLine): Extension => ({
  url: OURS,
  extension: [
    { url: 'code', valueCodeableConcept: hcpcs(code) },
    ...(units === undefined ? [] : [{ url: 'units', valueQuantity: { value: units } }]),
    ...modifiers.map((modifier) => ({
      url: 'modifier',
      valueCodeableConcept: modifierConcept(modifier),
    })),
  ],
});

/** Da Vinci CRD: what a payer has said about an order, for these codes. */
export const coverageInformationExtension = (codes: readonly string[]): Extension => ({
  url: 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-coverage-information',
  extension: [
    { url: 'covered', valueCode: 'covered' },
    { url: 'pa-needed', valueCode: 'no-auth' },
    ...codes.flatMap((code) =>
      (hcpcs(code).coding ?? []).map((valueCoding) => ({ url: 'billingCode', valueCoding })),
    ),
  ],
});

/** Da Vinci CRD: a code under which the ordered drug may be billed. */
export const billingOptionExtension = (code: string): Extension => ({
  url: BILLING_OPTIONS,
  valueCodeableConcept: hcpcs(code),
});
