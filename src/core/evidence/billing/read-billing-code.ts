import type { CodeableConcept, Coding } from 'fhir/r4.js';
import type { CodeSystem, Terminology } from '../../pack/terminology.js';
import { listOf, textOf } from '../fhir-json.js';
import { codeOf } from '../recognise/look-up-medication-code.js';
import { recogniseSystem } from '../recognise/recognise-system.js';
import type { BilledCode } from './billing-evidence.js';

/** As codes are written by us; every other name of the system is read. */
export const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';

/** Some payers file one under the name of the other. */
const BILLING_SYSTEMS: ReadonlySet<CodeSystem | undefined> = new Set(['HCPCS', 'CPT']);
const BILLING_CODE = /^(?:[A-V]\d{4}|\d{4}[0-9A-Z])$/;

/** Is this coding a billing code? One of another system is not, whatever it looks like. */
export const isBillingCoding = (terminology: Terminology, { system }: Coding): boolean =>
  BILLING_SYSTEMS.has(recogniseSystem(terminology, system));

/** The billing codes among the codes of a drug: only those of a billing system count. */
export const billingCodesAmong = (
  terminology: Terminology,
  concept: CodeableConcept | undefined,
): readonly BilledCode[] =>
  listOf<Coding>(concept?.coding)
    .filter((coding) => isBillingCoding(terminology, coding))
    .flatMap((coding) => billedCode(terminology, codeOf(coding)));

/** The code of a billing line: its place says what it is, so that a missing system, or the code as text, does no harm. */
export const readBillingCode = (
  terminology: Terminology,
  concept: CodeableConcept | undefined,
): BilledCode | undefined => billingCodesIn(terminology, concept)[0];

/** All codes of such a concept: billing options may name several in one. */
export function billingCodesIn(
  terminology: Terminology,
  concept: CodeableConcept | undefined,
): readonly BilledCode[] {
  const codings = listOf<Coding>(concept?.coding);
  return codings.length > 0
    ? codings
        .filter((coding) => coding.system === undefined || isBillingCoding(terminology, coding))
        .flatMap((coding) => billedCode(terminology, codeOf(coding)))
    : billedCode(terminology, textOf(concept?.text));
}

function billedCode(
  { billing }: Pick<Terminology, 'billing'>,
  written: string | undefined,
): readonly BilledCode[] {
  const code = written?.trim().toUpperCase();
  if (code === undefined || !BILLING_CODE.test(code)) return [];
  const known = billing.codes.get(code);
  return [{ code, display: known?.display, means: known?.means }];
}
