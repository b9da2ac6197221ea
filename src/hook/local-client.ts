import type { FhirBase } from '../fhir/fhir-base.js';
import type { CdsClient } from './cds-client.js';

/**
 * The one client that `--insecure-no-auth` and the command line know, whoever it is: the service then listens on loopback
 * only, and charts come from the bases of `--allow-fhir` alone.
 */
export const localClient = (fhirBases: readonly FhirBase[]): CdsClient => ({
  id: 'local',
  fhirBases,
});
