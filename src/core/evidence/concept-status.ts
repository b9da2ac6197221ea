import type { CodeableConcept } from 'fhir/r4.js';
import { listOf, textOf } from './fhir-json.js';

/** Codes of a status, such as `verificationStatus`; sites that send only words mean the same words. */
export function statusesOf(status: CodeableConcept | undefined): readonly string[] {
  const concept = listOf(status)[0];
  const codes = listOf(concept?.coding).flatMap(({ code }) => textOf(code) ?? []);
  const words = codes.length > 0 ? undefined : textOf(concept?.text);
  return [...codes, ...(words === undefined ? [] : [words])].map((one) => one.trim().toLowerCase());
}

export const hasStatus = (
  status: CodeableConcept | undefined,
  names: ReadonlySet<string>,
): boolean => statusesOf(status).some((one) => names.has(one));
