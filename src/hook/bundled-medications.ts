import type { Medication } from 'fhir/r4.js';
import { readBundle } from '../fhir/read-bundle.js';
import type { HookRequest } from './hook-request.js';

/**
 * The Medications that the client sent along, in draftOrders or in any prefetched Bundle, by `Medication/id` and by fullUrl.
 * Made only when a reference has to be resolved, which is rare.
 */
export function bundledMedications(request: HookRequest): ReadonlyMap<string, Medication> {
  const bundles = [
    { resourceType: 'Bundle', entry: request.draftEntries },
    ...request.prefetch.values(),
  ];
  return new Map(bundles.flatMap((bundle) => readBundle(bundle, 'Medication').medications));
}
