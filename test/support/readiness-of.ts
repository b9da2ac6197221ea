import { decide } from '../../src/core/decide.js';
import type { Decision } from '../../src/core/decision.js';
import type { Readiness } from '../../src/core/readiness/assess-readiness.js';
import type { SliceName } from '../../src/core/chart.js';
import type { Moment } from '../../src/core/time/instant.js';
import { findOrders } from '../../src/hook/find-orders.js';
import { gatherChart } from '../../src/hook/gather-chart.js';
import { readRequest } from '../../src/hook/read-request.js';
import { indexLocalCodes } from '../../src/knowledge/index-local-codes.js';
import { loadTimeZone } from '../../src/knowledge/load-time-zone.js';
import { caseToFhir } from './case-to-fhir.js';
import type { ClinicalCase } from './clinical-case.js';
import { hookParts } from './hook-parts.js';
import { prefetchFromTemplates } from './prefetch-from-templates.js';
import { requestOf } from './run-case.js';

type Written = Omit<ClinicalCase, 'id' | 'name' | 'expect'>;

/** The readiness of a case whose whole chart is read, every slice of it but those that are refused. */
export const readinessOf = async (
  written: Written,
  refused: readonly SliceName[] = [],
): Promise<Readiness | undefined> => (await decisionOf(written, refused))?.readiness;

/** The same, with all else that is decided. */
export async function decisionOf(
  written: Written,
  refused: readonly SliceName[] = [],
): Promise<Decision | undefined> {
  const { readiness, ...site } = written.site ?? {};
  const sent = caseToFhir({
    ...written,
    site: { ...site, readiness: { documentation: 'on', ...readiness } },
  });
  const { knowledge, queries } = hookParts();
  const { terminology } = knowledge;
  const zone = loadTimeZone(sent.timeZone);
  const now = Date.parse(sent.now) as Moment;
  const all = [...queries.values()].map(({ slice, template }) => [slice, template] as const);
  const prefetch = prefetchFromTemplates(Object.fromEntries(all), sent);
  const request = readRequest({ ...requestOf(sent), prefetch }, ['order-sign', 'order-select']);
  const localCodes = indexLocalCodes({ site: [], client: [] }, terminology);
  const found = await findOrders(request, terminology, undefined, ['naltrexone'], localCodes);
  if (found.answer !== 'call') return undefined;
  const needed = new Set([...queries.keys()].filter((slice) => !refused.includes(slice)));
  const chart = await gatherChart(request, { queries, needed, terminology, now, zone }, undefined, {
    reason: 'not-sent',
  });
  const policy = {
    file: { ...sent.site, timeZone: sent.timeZone },
    zone,
    localCodes,
    origin: '{}',
    hash: 'case',
  };
  return decide(found.call, chart, knowledge, policy, now);
}
