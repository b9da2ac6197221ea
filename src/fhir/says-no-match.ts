import { listOf } from '../core/evidence/fhir-json.js';

interface Issue {
  readonly severity?: unknown;
  readonly details?: { readonly coding?: readonly object[] | null } | null;
}

/** Codes by which servers say that a search was run and found nothing: of HL7, and of Epic, whose OID ends by installation. */
const NO_MATCH: readonly (readonly [system: RegExp, code: string])[] = [
  [/^https?:\/\/(terminology\.)?hl7\.org\/.*operation-outcome$/i, 'MSG_NO_MATCH'],
  [/^urn:oid:1\.2\.840\.114350\.1\.13\.[\d.]+\.657369$/, '4101'],
];

/**
 * Does an OperationOutcome in an otherwise empty searchset say no more than that nothing was found? Epic sends one as a warning
 * of type `processing`, which alone would stand for rows left out.
 */
export function saysNoMatch(outcome: object): boolean {
  const issues = listOf((outcome as { issue?: Issue[] }).issue);
  return issues.length > 0 && issues.every(isNoMatch);
}

function isNoMatch({ severity, details }: Issue): boolean {
  if (severity !== 'information' && severity !== 'warning') return false;
  const codings = listOf(details?.coding as object[] | undefined) as readonly {
    readonly system?: unknown;
    readonly code?: unknown;
  }[];
  return codings.some(({ system, code }) =>
    NO_MATCH.some(([known, word]) => code === word && known.test(String(system))),
  );
}
