import { neededSlices } from '../../src/core/rules/needed-slices.js';
import type { Call } from '../../src/core/call.js';
import type { Chart } from '../../src/core/chart.js';
import { decide } from '../../src/core/decide.js';
import type { Decision } from '../../src/core/decision.js';
import type { Knowledge, SitePolicy } from '../../src/core/pack/knowledge.js';
import type { LocalCodeEntry } from '../../src/core/pack/local-codes.js';
import type { Moment } from '../../src/core/time/instant.js';
import { findOrders } from '../../src/hook/find-orders.js';
import { gatherChart } from '../../src/hook/gather-chart.js';
import { readRequest } from '../../src/hook/read-request.js';
import { indexLocalCodes } from '../../src/knowledge/index-local-codes.js';
import { loadTimeZone } from '../../src/knowledge/load-time-zone.js';
import type { FhirCase } from './case-to-fhir.js';
import { hookParts } from './hook-parts.js';
import { requestOf } from './run-case.js';

/** A case up to the point where it is decided, so that it can be decided many times under other knowledge. */
export interface PreparedCase {
  /** Undefined when the drafts hold nothing for this service. */
  readonly call: Call | undefined;
  readonly chart: Chart;
  readonly site: SitePolicy;
  readonly now: Moment;
}

/** Cases at one and the same site, so that what the core makes once for each site is made once for all of them. */
export type Sites = Map<string, SitePolicy>;

/** Reads the orders and the chart of a case from its prefetch, at a site with these local codes. */
export async function prepareCase(
  sent: FhirCase,
  entries: readonly LocalCodeEntry[] = [],
  asks: readonly Call['question'][] = ['naltrexone', 'mirror'],
  sites: Sites = new Map(),
): Promise<PreparedCase> {
  const { knowledge, queries } = hookParts();
  const { terminology } = knowledge;
  const zone = loadTimeZone(sent.timeZone);
  const now = Date.parse(sent.now) as Moment;
  const localCodes = indexLocalCodes({ site: entries, client: [] }, terminology);
  const request = readRequest(requestOf(sent, 'prefetch', undefined, 0, serviceOf(asks)), [
    'order-sign',
    'order-select',
  ]);
  const found = await findOrders(request, terminology, undefined, asks, localCodes);
  const call = found.answer === 'call' ? found.call : undefined;
  const chart = await gatherChart(
    request,
    {
      queries,
      needed: neededSlices(call?.question ?? 'naltrexone', sent.site),
      terminology,
      now,
      zone,
    },
    undefined,
    { reason: 'not-sent' },
  );
  const file = { ...sent.site, timeZone: sent.timeZone };
  const key = JSON.stringify([file, entries]);
  const site = sites.get(key) ?? { file, zone, localCodes, origin: '{}', hash: 'case' };
  sites.set(key, site);
  return { call, chart, site, now };
}

const serviceOf = (asks: readonly Call['question'][]): string =>
  asks.includes('readiness') ? 'naltrexone-readiness' : 'naltrexone-safety';

/** @returns undefined when there is no order for this service: no card */
export const decideCase = (
  { call, chart, site, now }: PreparedCase,
  knowledge: Knowledge,
): Decision | undefined =>
  call === undefined ? undefined : decide(call, chart, knowledge, site, now);
