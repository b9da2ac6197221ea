import { neededSlices } from '../../src/core/rules/needed-slices.js';
import type { Call } from '../../src/core/call.js';
import type { Chart } from '../../src/core/chart.js';
import type { Knowledge, SitePolicy } from '../../src/core/pack/knowledge.js';
import type { Moment } from '../../src/core/time/instant.js';
import { findOrders } from '../../src/hook/find-orders.js';
import { gatherChart } from '../../src/hook/gather-chart.js';
import { readRequest } from '../../src/hook/read-request.js';
import { wire } from '../../src/wire.js';
import { sampleRequest } from './sample-request.js';
import type { Story } from './sample-chart.js';

/** Everything here happens at one instant, so that each run measures the same charts. */
export const NOW = new Date('2026-11-24T20:00:00Z');
export const SIGNED_AT = NOW.getTime() as Moment;

const { hook, site } = wire({ fhir: undefined, budgetMs: 4000, report: () => undefined });
export const knowledge: Knowledge = hook.knowledge;
export const policy: SitePolicy = site({});

/** About 60 KB. */
export const USUAL_ROWS = 80;

/** Bodies of different patients. */
export const sampleBodies = (story: Story, everydayRows: number, patients: number): string[] =>
  Array.from({ length: patients }, (_, index) =>
    JSON.stringify(sampleRequest({ story, everydayRows, now: NOW, seed: index + 1 })),
  );

/** A parsed body up to the point where `decide` takes over. */
export async function prepare(body: unknown): Promise<{ call: Call; chart: Chart }> {
  const request = readRequest(body, ['order-sign']);
  const { terminology } = knowledge;
  const found = await findOrders(request, terminology, undefined, ['naltrexone']);
  if (found.answer !== 'call') throw new Error('the sample request holds no order of ours');
  const { queries } = hook;
  const chart = await gatherChart(
    request,
    {
      queries,
      needed: neededSlices('naltrexone', {}),
      terminology,
      now: SIGNED_AT,
      zone: policy.zone,
    },
    undefined,
    { reason: 'not-sent' },
  );
  return { call: found.call, chart };
}
