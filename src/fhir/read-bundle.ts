import type { FhirResource, Medication } from 'fhir/r4.js';
import type { SliceFault } from '../core/chart.js';
import { asR4, RENAMED } from './as-r4.js';
import { isRemark } from './is-remark.js';
import { isWithheld, saysWithheld } from './is-withheld.js';
import { saysNoMatch } from './says-no-match.js';

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

type JsonObject = Readonly<Record<string, unknown>>;
type Reason = SliceFault['reason'];

const failed = (reason: Reason): BundlePage => ({
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
  if (value['resourceType'] === 'OperationOutcome') return failed(reasonOfOutcome(value));
  if (value['resourceType'] !== 'Bundle') return failed('not-fhir');

  const rows: FhirResource[] = [];
  const medications: [string, Medication][] = [];
  const reasons = new Set<Reason>(isWithheld(value) ? ['withheld'] : []);
  const outcomes: JsonObject[] = [];
  let others = 0;
  for (const entry of entriesOf(value['entry'])) {
    const resource = isRecord(entry) ? entry['resource'] : undefined;
    if (!isRecord(entry) || !isRecord(resource)) {
      reasons.add('unreadable-row');
      continue;
    }
    const type = typeOf(resource);
    if (type === 'OperationOutcome') {
      if (!isRemark(resource)) outcomes.push(resource);
    } else if (type === 'Medication') {
      for (const address of addressesOf(entry, resource)) {
        medications.push([address, resource as unknown as Medication]);
      }
    } else if (type === resourceType) {
      const converted = asR4(resource);
      if (converted !== undefined) reasons.add('wrong-fhir-version');
      if (isWithheld(resource)) reasons.add('withheld');
      rows.push((converted ?? resource) as unknown as FhirResource);
    } else if (!isIncluded(entry)) {
      others += 1;
    }
  }
  for (const outcome of outcomes) {
    if (rows.length > 0 || !saysNoMatch(outcome)) reasons.add(reasonOfOutcome(outcome));
  }
  // Nothing but rows of another type is no answer to the question that was asked.
  if (others > 0 && rows.length === 0) reasons.add('unreadable-row');
  return {
    rows,
    medications,
    fault: gravest(reasons),
    next: nextOf(value['link']),
    total: typeof value['total'] === 'number' ? value['total'] : undefined,
  };
}

/** A page names one reason: the one that tells its reader most. */
const BY_GRAVITY: readonly Reason[] = [
  'withheld',
  'operation-outcome',
  'wrong-fhir-version',
  'unreadable-row',
];

function gravest(reasons: ReadonlySet<Reason>): SliceFault | undefined {
  const reason = BY_GRAVITY.find((one) => reasons.has(one));
  return reason === undefined ? undefined : { reason };
}

const reasonOfOutcome = (outcome: JsonObject): Reason =>
  saysWithheld(outcome) ? 'withheld' : 'operation-outcome';

function typeOf(resource: JsonObject): unknown {
  const type = resource['resourceType'];
  return typeof type === 'string' ? (RENAMED.get(type) ?? type) : undefined;
}

const isRecord = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function entriesOf(entry: unknown): readonly unknown[] {
  if (entry === undefined || entry === null) return [];
  return Array.isArray(entry) ? entry : [entry];
}

function addressesOf(entry: JsonObject, resource: JsonObject): readonly string[] {
  const { id } = resource;
  const { fullUrl } = entry;
  return [
    ...(typeof id === 'string' ? [`Medication/${id}`] : []),
    ...(typeof fullUrl === 'string' ? [fullUrl] : []),
  ];
}

const isIncluded = (entry: JsonObject): boolean =>
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
