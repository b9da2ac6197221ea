import { listOf, textOf } from '../core/evidence/fhir-json.js';

/** Labels of a Bundle or row from which something was left out (HL7 v3 ObservationValue). */
const LEFT_OUT = new Set(['REDACTED', 'MASKED', 'SUBSETTED']);

interface Labelled {
  readonly meta?: { readonly security?: unknown; readonly tag?: unknown } | null;
}

/** Does a Bundle or resource say of itself that a part was taken out, for consent, privacy or any other reason? */
export function isWithheld(resource: object): boolean {
  const { meta } = resource as Labelled;
  if (typeof meta !== 'object' || meta === null) return false;
  return [...codesOf(meta.security), ...codesOf(meta.tag)].some((code) => LEFT_OUT.has(code));
}

/** Does an OperationOutcome say that results were held back? */
export const saysWithheld = (outcome: object): boolean =>
  listOf((outcome as { issue?: object[] }).issue).some(
    (issue) => (issue as { code?: unknown }).code === 'suppressed',
  );

const codesOf = (codings: unknown): readonly string[] =>
  listOf(codings as object[]).flatMap(
    (coding) => textOf((coding as { code?: unknown }).code) ?? [],
  );
