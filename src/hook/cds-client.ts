import type { FhirBase } from '../fhir/fhir-base.js';

/** Who calls, and where this caller's charts may be read from. */
export interface CdsClient {
  readonly id: string;
  readonly fhirBases: readonly FhirBase[];
}
