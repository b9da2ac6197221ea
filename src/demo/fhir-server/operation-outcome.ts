import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4.js';

/** A request that the server refuses, with its HTTP status and the FHIR issue type that names the reason. */
export class FhirRefusal extends Error {
  readonly status: number;
  readonly code: OperationOutcomeIssue['code'];

  constructor(status: number, code: OperationOutcomeIssue['code'], diagnostics: string) {
    super(diagnostics);
    this.name = 'FhirRefusal';
    this.status = status;
    this.code = code;
  }
}

export function operationOutcome(
  code: OperationOutcomeIssue['code'],
  diagnostics: string,
): OperationOutcome {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics }] };
}
