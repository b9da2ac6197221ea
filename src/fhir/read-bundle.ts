import type { FhirResource, Medication } from 'fhir/r4.js';
import type { SliceFault } from '../core/chart.js';

/** One page of a search as it arrived, from prefetch or from a server. */
export interface BundlePage {
  /** The rows of the type that was asked for. */
  readonly rows: readonly FhirResource[];
  /** Medications that came along, by the address under which rows of the same bundle name them. */
  readonly medications: readonly (readonly [string, Medication])[];
  /** Why the page is not, or not wholly, known. */
  readonly fault: SliceFault | undefined;
  readonly next: string | undefined;
  readonly total: number | undefined;
}

const failed = (reason: SliceFault['reason']): BundlePage => ({
  rows: [],
  medications: [],
  fault: { reason },
  next: undefined,
  total: undefined,
});

/**
 * Reads a searchset tolerantly: no type, no fullUrl, one entry for a list of one. What cannot be read is never passed
 * over in silence; it makes the page faulty.
 * @returns rows and a fault may come together: then the rows are only a part
 */
export function readBundle(value: unknown, resourceType: string): BundlePage {
  if (!isRecord(value)) return failed('not-fhir');
  if (value['resourceType'] === 'OperationOutcome') return failed('operation-outcome');
  if (value['resourceType'] !== 'Bundle') return failed('not-fhir');

  const rows: FhirResource[] = [];
  const medications: [string, Medication][] = [];
  let fault: SliceFault | undefined;
  let others = 0;
  for (const entry of entriesOf(value['entry'])) {
    const resource = isRecord(entry) ? entry['resource'] : undefined;
    if (!isRecord(entry) || !isRecord(resource)) {
      fault ??= { reason: 'unreadable-row' };
    } else if (resource['resourceType'] === 'OperationOutcome') {
      fault = { reason: 'operation-outcome' };
    } else if (resource['resourceType'] === 'Medication') {
      for (const address of addressesOf(entry, resource)) {
        medications.push([address, resource as unknown as Medication]);
      }
    } else if (resource['resourceType'] === resourceType) {
      rows.push(resource as unknown as FhirResource);
    } else if (!isIncluded(entry)) {
      others += 1;
    }
  }
  // Nothing but rows of another type is no answer to the question that was asked.
  if (others > 0 && rows.length === 0) fault ??= { reason: 'unreadable-row' };
  return {
    rows,
    medications,
    fault,
    next: nextOf(value['link']),
    total: typeof value['total'] === 'number' ? value['total'] : undefined,
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function entriesOf(entry: unknown): readonly unknown[] {
  if (entry === undefined || entry === null) return [];
  return Array.isArray(entry) ? entry : [entry];
}

function addressesOf(
  entry: Readonly<Record<string, unknown>>,
  resource: Readonly<Record<string, unknown>>,
): readonly string[] {
  const { id } = resource;
  const { fullUrl } = entry;
  return [
    ...(typeof id === 'string' ? [`Medication/${id}`] : []),
    ...(typeof fullUrl === 'string' ? [fullUrl] : []),
  ];
}

const isIncluded = (entry: Readonly<Record<string, unknown>>): boolean =>
  isRecord(entry['search']) && entry['search']['mode'] === 'include';

/** The address of the next page; a next link without a readable address counts as one that cannot be followed. */
function nextOf(link: unknown): string | undefined {
  for (const one of entriesOf(link)) {
    if (isRecord(one) && one['relation'] === 'next') {
      return typeof one['url'] === 'string' ? one['url'] : '';
    }
  }
  return undefined;
}
