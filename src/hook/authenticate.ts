import type { FhirBase } from '../fhir/fhir-base.js';
import type { CdsClient } from './cds-client.js';

/**
 * Step 1: who calls. `--insecure-no-auth` and the command line know one client, whoever it is: the service then listens on
 * loopback only, and charts come from the bases of `--allow-fhir` alone.
 */
export function authenticate(fhirBases: readonly FhirBase[]): CdsClient {
  return { id: 'local', fhirBases };
}
