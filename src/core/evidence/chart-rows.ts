import type { FhirResource } from 'fhir/r4.js';
import { type Chart, resourcesOf, type SliceName } from '../chart.js';
import type { Provenance } from './provenance.js';

/** A resource of the chart with the slice that it came from. */
export interface ChartRow<R extends FhirResource> {
  readonly resource: R;
  readonly slice: SliceName;
  /** The slice is wholly known; see `Provenance.complete`. */
  readonly complete: boolean;
}

type OfType<T extends FhirResource['resourceType']> = Extract<FhirResource, { resourceType: T }>;

/**
 * The rows of one resource type over several slices, each resource once (by id; without an id by content).
 * Resources entered in error are no evidence and are left out here, once for all readers.
 */
export function rowsOf<T extends FhirResource['resourceType']>(
  chart: Chart,
  type: T,
  slices: readonly SliceName[],
): readonly ChartRow<OfType<T>>[] {
  const rows = new Map<string, ChartRow<OfType<T>>>();
  for (const name of slices) {
    const slice = chart.slices[name];
    const complete = slice.state === 'complete';
    for (const resource of resourcesOf(slice)) {
      if (resource.resourceType !== type || isEnteredInError(resource)) continue;
      const key = typeof resource.id === 'string' ? resource.id : JSON.stringify(resource);
      if (complete || !rows.has(key)) {
        rows.set(key, { resource: resource as OfType<T>, slice: name, complete });
      }
    }
  }
  return [...rows.values()];
}

const isEnteredInError = (resource: FhirResource): boolean =>
  (resource as { status?: unknown }).status === 'entered-in-error';

export const provenanceOf = (row: ChartRow<FhirResource>): Provenance => ({
  source: `${row.resource.resourceType}/${row.resource.id ?? '?'}`,
  slice: row.slice,
  complete: row.complete,
});
