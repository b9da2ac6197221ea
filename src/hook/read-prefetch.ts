import type { ChartQuery } from '../core/chart-queries.js';
import { type BundlePage, readBundle } from '../fhir/read-bundle.js';
import type { HookRequest } from './hook-request.js';

/**
 * What the client sent ahead for one slice (cds-hooks-spec 1e): a missing key is *not known*, null is *nothing there*, an
 * OperationOutcome or anything that is no FHIR is *not known* with its reason.
 */
export function readPrefetch(query: ChartQuery, request: HookRequest): BundlePage {
  const value = request.prefetch.get(query.slice);
  if (value === undefined) return NOT_SENT;
  if (value === null) return NOTHING_THERE;
  const isRead = query.count === undefined;
  const { resourceType } = value as { resourceType?: unknown };
  if (isRead && resourceType === query.resourceType) {
    return readBundle({ resourceType: 'Bundle', entry: { resource: value } }, query.resourceType);
  }
  const page = readBundle(value, query.resourceType);
  return page.next === undefined || page.fault !== undefined
    ? page
    : { ...page, fault: { reason: 'more-pages' } };
}

const NOTHING_THERE: BundlePage = {
  rows: [],
  medications: [],
  fault: undefined,
  next: undefined,
  total: undefined,
};
const NOT_SENT: BundlePage = { ...NOTHING_THERE, fault: { reason: 'not-sent' } };
