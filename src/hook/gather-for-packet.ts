import type { Call } from '../core/call.js';
import type { SliceFault, SliceName } from '../core/chart.js';
import { openDeadline } from './deadline.js';
import { findOrders } from './find-orders.js';
import { gatherChart, type GatheredChart } from './gather-chart.js';
import type { HookCall, HookParts } from './hook-parts.js';
import { readRequest } from './read-request.js';

/** What papers are written from: the order, its chart, and where both came from. */
export interface OrderWithChart {
  readonly call: Call;
  readonly chart: GatheredChart;
  readonly patientId: string;
  readonly fhirServer: string | undefined;
}

/**
 * Reads a CDS Hooks request and the chart behind it as `answerHook` does, for papers in place of cards.
 * @param needed the parts of the chart that are read
 * @returns undefined when no naltrexone is ordered
 * @throws ServiceError for what is wrong with the request
 */
export async function gatherForPacket(
  asked: Pick<HookCall, 'body' | 'client' | 'site' | 'now'>,
  needed: ReadonlySet<SliceName>,
  parts: Pick<HookParts, 'knowledge' | 'queries' | 'fhir' | 'budgetMs'>,
): Promise<OrderWithChart | undefined> {
  const request = readRequest(asked.body, ['order-select', 'order-sign']);
  const { fhirServer, patientId, token, scope } = request;
  const { client, site, now } = asked;
  const { terminology } = parts.knowledge;
  const deadline = openDeadline(parts.budgetMs, undefined);
  try {
    const source =
      fhirServer === undefined
        ? undefined
        : parts.fhir?.open({
            ...{ client: client.id, fhirServer, token, scope },
            allowed: client.fhirBases,
            signal: deadline.signal,
            timeLeft: deadline.timeLeft,
          });
    const found = await findOrders(request, terminology, source, ['naltrexone'], site.localCodes);
    if (found.answer === 'nothing') return undefined;
    const { queries } = parts;
    const needs = { queries, needed, terminology, now, zone: site.zone };
    const unread: SliceFault = {
      reason: fhirServer === undefined ? 'not-sent' : 'not-permitted',
    };
    const chart = await gatherChart(request, needs, source, unread);
    return { call: found.call, chart, patientId, fhirServer };
  } finally {
    deadline.end();
  }
}
