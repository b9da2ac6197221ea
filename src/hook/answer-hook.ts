import type { Acknowledgement } from '../core/acknowledge/acknowledgement.js';
import type { Call } from '../core/call.js';
import type { SliceFault } from '../core/chart.js';
import { draftsWithoutPatient } from '../core/drafts-without-patient.js';
import { neededSlices } from '../core/rules/needed-slices.js';
import { ServiceError } from '../errors.js';
import type { ChartSource } from '../fhir/chart-source.js';
import { noteReads } from '../fhir/recorded-reads.js';
import type { CdsResponse } from './cds-response.js';
import { faultInResponse } from './check-response.js';
import { chooseArm } from './choose-arm.js';
import { type Deadline, openDeadline } from './deadline.js';
import { findOrders } from './find-orders.js';
import { gatherChart, type GatheredChart } from './gather-chart.js';
import type { HookCall, HookParts } from './hook-parts.js';
import type { HookRequest } from './hook-request.js';
import { nameBasedUuid } from './name-based-uuid.js';
import { nothingCouldBeHad } from './nothing-could-be-had.js';
import { noteUnread } from './note-unread.js';
import { notChecked } from './not-checked.js';
import { readAcknowledgements } from './read-acknowledgements.js';
import { readRequest } from './read-request.js';
import { type Answer, type AnsweredCall, recordDecision } from './record-decision.js';
import { type AnswerIdentity, respond } from './respond.js';
import { showToClient } from './show-to-client.js';

/**
 * One hook call from top to bottom: read request, find orders, gather chart, decide, respond. The caller is known already.
 * Server and command line answer through this function alone.
 * @throws ServiceError for what the caller did wrong; anything else is a bug before it was known what is ordered
 */
export async function answerHook(asked: HookCall, parts: HookParts): Promise<CdsResponse> {
  return whenRecorded(await makeAnswer(asked, parts));
}

interface MadeAnswer {
  readonly response: CdsResponse;
  readonly isUnreadable: boolean;
  readonly recorded: Promise<void> | undefined;
}

/** While it waits nothing holds the call and its chart, which each garbage collection would have to copy. */
async function whenRecorded({
  response,
  isUnreadable,
  recorded,
}: MadeAnswer): Promise<CdsResponse> {
  await recorded;
  if (isUnreadable) throw new ServiceError('chart-unreadable');
  return response;
}

async function makeAnswer(asked: HookCall, parts: HookParts): Promise<MadeAnswer> {
  const service = parts.services.find(({ id }) => id === asked.service);
  if (service === undefined || asked.client.services?.includes(service.id) === false) {
    throw new ServiceError('service-unknown');
  }
  const request = readRequest(asked.body, service.hooks);
  const { policy, arm } = chooseArm(asked.site, request, asked.client);
  const call = policy === asked.site ? asked : { ...asked, site: policy };
  // Without a server that could be read from there is nothing to end.
  const deadline =
    request.fhirServer === undefined || call.client.prefetchOnly === true
      ? undefined
      : openDeadline(call.client.budgetMs ?? parts.budgetMs, call.signal);
  try {
    const opened = deadline && openSource(call, request, parts, deadline);
    const isKept = parts.recording !== undefined && call.site.file.replay !== undefined;
    const noting = isKept && opened !== undefined ? noteReads(opened) : undefined;
    const source = noting?.source ?? opened;
    const found = await findOrders(
      request,
      parts.knowledge.terminology,
      source,
      service.asks,
      call.site.localCodes,
    );
    if (found.answer === 'nothing') {
      const unread = noteUnread(call, found.drafts, undefined, parts);
      parts.report({ answer: found.because, ...unread, ...eventOf(call, request) });
      return { response: { cards: [] }, isUnreadable: false, recorded: undefined };
    }
    const answered = await answerOrders(call, request, found.call, source, parts);
    const response = showToClient(answered.made, call.client, parts.words);
    const kept = { reads: noting?.noted, arm };
    const leaving = { ...answered, ...kept, call, request, orders: found.call, response };
    const recorded = record(leaving, parts);
    return { response, isUnreadable: answered.answer === 'unreadable', recorded };
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
): Promise<Answer> {
  const identity = identityOf(call, request);
  const event = { question: orders.question, ...eventOf(call, request) };
  const started = performance.now();
  let chart: GatheredChart | undefined;
  const asking = answeredBefore(call, request, parts);
  let before: readonly Acknowledgement[] = [];
  try {
    const { knowledge, queries } = parts;
    const { site, now } = call;
    const needed = neededSlices(orders.question, site.file);
    const { terminology } = knowledge;
    chart = await gatherChart(
      request,
      { queries, needed, terminology, now, zone: site.zone, absent: call.client.absentSources },
      source,
      unreadBecause(call, request),
    );
    const gathered = performance.now();
    before = await asking;
    const said = site.file.snooze === undefined ? [] : readAcknowledgements(request, site.zone);
    const acknowledged = [...said, ...before];
    const decision = parts.decide({ ...orders, acknowledged }, chart, knowledge, site, now);
    const refuse = wantsRefusal(call, orders) && nothingCouldBeHad(chart, needed, decision);
    const response = respond(decision, identity);
    const fault = faultInResponse(response);
    if (fault !== undefined) throw new Error(`the answer breaks its own schema at ${fault}`);
    const answer = refuse ? 'unreadable' : response.cards.length > 0 ? 'cards' : 'silent';
    const unread = noteUnread(call, [...orders.orders, ...orders.otherDrafts], chart, parts);
    parts.report({
      answer,
      rules: decision.findings.map(({ rule }) => rule),
      cards: decision.cards.map(({ indicator, rules }) => ({
        indicator,
        rules: rules.map(({ id }) => id),
      })),
      gaps: decision.gaps
        .filter(({ state }) => state !== 'not-asked')
        .map(({ slice, fault: { reason } }) => `${slice}: ${reason}` as const),
      foreignRows: chart.foreignRows,
      unassigned: draftsWithoutPatient(orders),
      ...unread,
      ...event,
    });
    const latency = { gather: gathered - started, decide: performance.now() - gathered };
    const made = refuse ? { cards: [] } : response;
    return {
      decision: identity.decision,
      answer,
      made,
      before,
      chart,
      decided: decision,
      latency,
      ...unread,
    };
  } catch (failure) {
    parts.report({ answer: 'not-checked', failure, ...event });
    // An opioid whose history is not known is answered with silence and a counter (clinical-opioid 9, mirror); of bills and papers
    // that could not be checked nobody is told while ordering (clinical-liver-other E1).
    const made =
      orders.question === 'naltrexone'
        ? notChecked(parts.words.notChecked, identity)
        : { cards: [] };
    return {
      ...{ decision: identity.decision, answer: 'not-checked', made },
      ...{ before, chart, decided: undefined },
      latency: { gather: performance.now() - started, decide: 0 },
    };
  }
}

/** Only a site that wants repeated findings to take one line asks for what was answered before. */
async function answeredBefore(
  { client, site, now }: HookCall,
  { patientId }: HookRequest,
  { recording }: HookParts,
): Promise<readonly Acknowledgement[]> {
  if (recording === undefined || site.file.repeatedCards === undefined) return [];
  const patient = recording.mark('patient', client.id, patientId);
  return recording.answeredBefore({ client: client.id, patient, zone: site.zone, now });
}

/** No answer depends on its record: what goes wrong in here is told, and the answer leaves. */
const record = (
  answered: AnsweredCall,
  { recording, knowledge }: HookParts,
): Promise<void> | undefined =>
  recording && recordDecision(answered, recording, knowledge).catch(recording.failed);

function openSource(
  { client }: HookCall,
  { fhirServer, token, scope }: HookRequest,
  { fhir }: HookParts,
  { signal, timeLeft }: Deadline,
): ChartSource | undefined {
  return fhirServer === undefined
    ? undefined
    : fhir?.open({
        client: client.id,
        fhirServer,
        token,
        scope,
        allowed: client.fhirBases,
        signal,
        timeLeft,
      });
}

const unreadBecause = ({ client }: HookCall, { fhirServer }: HookRequest): SliceFault => ({
  reason: fhirServer === undefined || client.prefetchOnly === true ? 'not-sent' : 'not-permitted',
});

/** An opioid whose history is not known is silence for everybody (clinical-opioid 9, mirror), and so is a silent client's. */
const wantsRefusal = ({ client }: HookCall, { question }: Call): boolean =>
  client.whenUnreadable === '412' && client.mode !== 'silent' && question === 'naltrexone';

const eventOf = ({ requestId, traceId, service, client }: HookCall, { hook }: HookRequest) => ({
  ...(requestId === undefined ? {} : { requestId }),
  ...(traceId === undefined ? {} : { traceId }),
  service,
  client: client.id,
  ...(client.mode === 'silent' ? { shown: false } : {}),
  hook,
});

/** The same request at the same instant is the same decision, so that a replay gives the same bytes. */
function identityOf(call: HookCall, request: HookRequest): AnswerIdentity {
  const { service, digest, now } = call;
  const { hookInstance, patientId, encounterId, user } = request;
  const decision = nameBasedUuid(JSON.stringify([hookInstance, service, digest, now]));
  return { decision, service, patientId, encounterId, user };
}
