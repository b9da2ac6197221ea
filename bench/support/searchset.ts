import type { Bundle, FhirResource } from 'fhir/r4.js';

/** One page of a search. */
export const searchset = (rows: readonly FhirResource[]): Bundle => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: rows.length,
  entry: rows.map((resource) => ({
    fullUrl: `https://ehr.example/fhir/${resource.resourceType}/${resource.id ?? ''}`,
    resource,
  })),
});
