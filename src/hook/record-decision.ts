import { hash } from 'node:crypto';
import type { Acknowledgement } from '../core/acknowledge/acknowledgement.js';
import { evidenceKey } from '../core/acknowledge/evidence-key.js';
import type { Call } from '../core/call.js';
import { resourcesOf, type Slice, type SliceName } from '../core/chart.js';
import type { MedicationIdentity } from '../core/evidence/recognise/recognise-medication.js';
import type { Decision } from '../core/decision.js';
import type { RecordedReads } from '../fhir/recorded-reads.js';
import type { RepeatableFinding } from '../record/answered-before.js';
import type { DecisionRecord } from '../record/decision-record.js';
import type { ChosenArm } from './choose-arm.js';
import type { CdsCard, CdsResponse } from './cds-response.js';
import type { GatheredChart } from './gather-chart.js';
import type { HookCall, HookParts, Recording } from './hook-parts.js';
import type { HookRequest } from './hook-request.js';
import type { Unread } from './note-unread.js';
import { suggestionUuid } from './respond.js';
import { encodeSnapshot } from './snapshot.js';

/** What was found out for one hook call. */
export interface Answer extends Unread {
  readonly decision: string;
  /** `unreadable` = its client gets an error in place of the cards. */
  readonly answer: DecisionRecord['answer'];
  /** All that was made, shown or not. */
  readonly made: CdsResponse;
  /** What the record said was answered for before. */
  readonly before: readonly Acknowledgement[];
  /** Undefined when a bug kept it from being read, or from being decided about. */
  readonly chart: GatheredChart | undefined;
  readonly decided: Decision | undefined;
  readonly latency: DecisionRecord['latency'];
}

/** An answer that is about to leave. */
export interface AnsweredCall extends Answer {
  readonly call: HookCall;
  readonly request: HookRequest;
  readonly orders: Call;
  /** What a FHIR server was asked, and said; undefined = it was not asked, or nobody keeps it. */
  readonly reads: RecordedReads | undefined;
  readonly arm: ChosenArm['arm'] | undefined;
  /** What the client gets to see. */
  readonly response: CdsResponse;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Step 9: decision → record, before the answer leaves. */
export async function recordDecision(
  answered: AnsweredCall,
  { build, mark, seal, record }: Recording,
  { hash: knowledge }: HookParts['knowledge'],
): Promise<void> {
  const { call, request, orders, chart, decided, made, response, latency } = answered;
  const { client, service, site, now, digest } = call;
  const markOf = (kind: Parameters<typeof mark>[0], text: string) => mark(kind, client.id, text);
  const { hookInstance, user, encounterId } = request;
  const snapshot = site.file.replay && encodeSnapshot(call, answered.reads, answered.before);
  const sealed = snapshot && seal('snapshot', snapshot);
  const repeatable = site.file.repeatedCards && decided && seal('findings', repeatableIn(decided));
  // Not awaited in here, where it would hold the call and its chart.
  return record(
    {
      schema: 1,
      decision: answered.decision,
      at: now,
      build,
      knowledge,
      site: site.hash,
      ...(answered.arm === undefined ? {} : { arms: [answered.arm] }),
      client: client.id,
      service,
      hook: request.hook,
      hookInstance: UUID.test(hookInstance) ? hookInstance : markOf('hook-instance', hookInstance),
      question: orders.question,
      ...(user === undefined
        ? {}
        : { user: { type: user.split('/')[0] ?? '', mark: markOf('user', user) } }),
      ...(encounterId === undefined ? {} : { encounter: markOf('encounter', encounterId) }),
      orders: orders.orders.map(({ identity }) => ({ ingredients: ingredientsOf(identity) })),
      answer: answered.answer,
      shown: client.mode !== 'silent',
      cards: made.cards.map((card) => cardOf(card, decided)),
      findings: (decided?.findings ?? []).map(
        ({ rule, version, outcome, state, indicator, shadow }) => ({
          rule,
          version,
          outcome,
          state,
          indicator,
          shadow,
        }),
      ),
      slices: chart === undefined ? [] : slicesOf(chart),
      foreignRows: chart?.foreignRows ?? 0,
      ...(answered.unread === undefined
        ? {}
        : { unreadTexts: Object.values(answered.unread).reduce((sum, count) => sum + count, 0) }),
      input: digest,
      output: sha256(JSON.stringify(response)),
      ...(repeatable === undefined
        ? {}
        : { repeatable: Buffer.from(repeatable).toString('base64') }),
      ...(sealed === undefined ? {} : { snapshot: sha256(sealed) }),
      latency: { gather: rounded(latency.gather), decide: rounded(latency.decide) },
    },
    markOf('patient', request.patientId),
    sealed,
  );
}

const repeatableIn = ({ findings }: Decision): Uint8Array =>
  Buffer.from(
    JSON.stringify(
      findings
        .filter(({ indicator, shadow }) => indicator !== 'critical' && !shadow)
        .map((finding): RepeatableFinding => {
          const { rule, orders } = finding;
          return { rule, orders, key: evidenceKey(finding) };
        }),
    ),
  );

/** The uuid of a suggestion says nothing; its name does. */
const cardOf = (
  { uuid, indicator, suggestions = [], extension }: CdsCard,
  decided: Decision | undefined,
): DecisionRecord['cards'][number] => {
  const { decision, rules = [] } = extension?.['org.naltrexone-cds'] ?? {};
  const named = (decided?.cards ?? []).flatMap(({ kind, suggestions: offered }) =>
    offered.map(({ id }) => ({
      uuid: suggestionUuid(String(decision), kind, id),
      // Behind it stands the draft, by an id of the client's.
      id: id.replace(/\/.*$/, ''),
    })),
  );
  return {
    uuid,
    indicator,
    rules: rules.map(({ id }) => id),
    suggestions: named.filter((one) => suggestions.some((offered) => offered.uuid === one.uuid)),
  };
};

/** To tenths of a millisecond. */
const rounded = (milliseconds: number): number => Math.round(milliseconds * 10) / 10;

const sha256 = (text: string | Uint8Array): string => hash('sha256', text, 'hex');

const slicesOf = ({ slices, origins }: GatheredChart): DecisionRecord['slices'] =>
  (Object.entries(slices) as [SliceName, Slice][]).map(([name, slice]) => ({
    slice: name,
    from: origins.get(name) ?? 'nowhere',
    state: slice.state,
    ...('fault' in slice ? { reason: slice.fault.reason } : {}),
    rows: resourcesOf(slice).length,
  }));

/** Our own names; what nobody knows leaves none. */
function ingredientsOf(identity: MedicationIdentity): readonly string[] {
  switch (identity.is) {
    case 'naltrexone':
      return [identity.product];
    case 'opioid':
      return identity.opioids;
    case 'antagonist':
      return [identity.antagonist];
    default:
      return [];
  }
}
