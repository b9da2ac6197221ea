import type { Call } from '../core/call.js';
import type { SliceFault } from '../core/chart.js';
import { ServiceError } from '../errors.js';
import type { ChartSource } from '../fhir/chart-source.js';
import type { CdsResponse } from './cds-response.js';
import { faultInResponse } from './check-response.js';
import { openDeadline } from './deadline.js';
import { findOrders } from './find-orders.js';
import { gatherChart } from './gather-chart.js';
import type { HookCall, HookParts } from './hook-parts.js';
import type { HookRequest } from './hook-request.js';
import { nameBasedUuid } from './name-based-uuid.js';
import { notChecked } from './not-checked.js';
import { readRequest } from './read-request.js';
import { type AnswerIdentity, respond } from './respond.js';

/**
 * One hook call from top to bottom: read request, find orders, gather chart, decide, respond. The caller is known already.
 * Server and command line answer through this function alone.
 * @throws ServiceError for what the caller did wrong; anything else is a bug before it was known what is ordered
 */
export async function answerHook(call: HookCall, parts: HookParts): Promise<CdsResponse> {
  const service = parts.services.find(({ id }) => id === call.service);
  if (service === undefined) throw new ServiceError('service-unknown');
  const request = readRequest(call.body, service.hooks);
  // Without a server that could be read from there is nothing to end.
  const deadline =
    request.fhirServer === undefined ? undefined : openDeadline(parts.budgetMs, call.signal);
  try {
    const source = deadline && openSource(call, request, parts, deadline.signal);
    const found = await findOrders(request, parts.knowledge.terminology, source);
    if (found.answer === 'nothing') {
      parts.report({ answer: found.because, ...eventOf(call, request) });
      return { cards: [] };
    }
    return await answerOrders(call, request, found.call, source, parts);
  } finally {
    deadline?.end();
  }
}

/** Beside a naltrexone order nothing that goes wrong in here may end in silence or in an error that nobody sees. */
async function answerOrders(
  call: HookCall,
  request: HookRequest,
  orders: Call,
  source: ChartSource | undefined,
  parts: HookParts,
): Promise<CdsResponse> {
  const identity = identityOf(call, request);
  const event = { question: orders.question, ...eventOf(call, request) };
  try {
    const { knowledge, queries } = parts;
    const { site, now } = call;
    const needed = parts.needs[orders.question];
    const { terminology } = knowledge;
    const chart = await gatherChart(
      request,
      { queries, needed, terminology, now, zone: site.zone },
      source,
      unreadBecause(request),
    );
    const decision = parts.decide(orders, chart, knowledge, site, now);
    const response = respond(decision, identity);
    const fault = faultInResponse(response);
    if (fault !== undefined) throw new Error(`the answer breaks its own schema at ${fault}`);
    parts.report({
      answer: response.cards.length > 0 ? 'cards' : 'silent',
      rules: decision.findings.map(({ rule }) => rule),
      gaps: decision.gaps
        .filter(({ state }) => state !== 'not-asked')
        .map(({ slice, fault: { reason } }) => `${slice}: ${reason}`),
      foreignRows: chart.foreignRows,
      ...event,
    });
    return response;
  } catch (failure) {
    parts.report({ answer: 'not-checked', failure, ...event });
    // An opioid whose history is not known is answered with silence and a counter (clinical-opioid 9, mirror).
    return orders.question === 'naltrexone'
      ? notChecked(parts.words.notChecked, identity)
      : { cards: [] };
  }
}

function openSource(
  { client }: HookCall,
  { fhirServer, token }: HookRequest,
  { fhir }: HookParts,
  signal: AbortSignal,
): ChartSource | undefined {
  return fhirServer === undefined
    ? undefined
    : fhir?.open({ fhirServer, token, allowed: client.fhirBases, signal });
}

const unreadBecause = ({ fhirServer }: HookRequest): SliceFault => ({
  reason: fhirServer === undefined ? 'not-sent' : 'not-permitted',
});

const eventOf = ({ service, client }: HookCall, { hook }: HookRequest) => ({
  service,
  client: client.id,
  hook,
});

/** The same request at the same instant is the same decision, so that a replay gives the same bytes. */
function identityOf(call: HookCall, { hookInstance }: HookRequest): AnswerIdentity {
  const { service, digest, now } = call;
  const decision = nameBasedUuid(JSON.stringify([hookInstance, service, digest, now]));
  return { decision, service };
}
