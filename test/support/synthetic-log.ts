import type { DecisionRecord } from '../../src/record/decision-record.js';
import type { FeedbackRecord } from '../../src/record/feedback-record.js';
import type { DecisionRow, FeedbackRow } from '../../src/store/store.js';

/** A rule that stands on the one card of a call, or in shadow. */
interface Fired {
  readonly rule: string;
  readonly version?: string;
  readonly shadow?: boolean;
}

/** So many calls of one kind, each about an order of its own. */
export interface Batch {
  readonly times: number;
  readonly client?: string;
  readonly question?: DecisionRecord['question'];
  readonly hooks?: readonly DecisionRecord['hook'][];
  readonly role?: string;
  readonly arms?: DecisionRecord['arms'];
  readonly answer?: DecisionRecord['answer'];
  readonly shown?: boolean;
  readonly fired?: readonly Fired[];
  readonly slices?: readonly DecisionRecord['slices'][number][];
  readonly unreadTexts?: number;
  /** Of the n-th call of the batch, from 0; milliseconds. */
  readonly latency?: (n: number) => number;
  /** About the card of the last hook. */
  readonly feedback?: Partial<FeedbackRecord>;
}

/** The rows that a store would hold after such calls, a minute apart from the first instant on. */
export function syntheticLog(
  batches: readonly Batch[],
  start: number,
): { readonly decisions: readonly DecisionRow[]; readonly feedback: readonly FeedbackRow[] } {
  const decisions: DecisionRow[] = [];
  const feedback: FeedbackRow[] = [];
  let order = 0;
  for (const batch of batches) {
    for (let n = 0; n < batch.times; n += 1) {
      order += 1;
      for (const hook of batch.hooks ?? ['order-sign']) {
        const sequence = decisions.length + 1;
        const record = recordOf(batch, hook, n, start + order * 60_000, sequence);
        decisions.push({
          writer: 'synthetic',
          sequence,
          digest: `digest-${String(sequence)}`,
          previous: sequence === 1 ? '' : `digest-${String(sequence - 1)}`,
          recordedAt: record.at,
          decision: record.decision,
          client: record.client,
          patient: `patient-${String(order)}`,
          cards: record.cards.map(({ uuid }) => uuid),
          record: JSON.stringify(record),
          snapshot: undefined,
        });
      }
      const last = decisions.at(-1);
      const card = last?.cards[0];
      if (batch.feedback === undefined || last === undefined || card === undefined) continue;
      const said: FeedbackRecord = {
        ...{ schema: 1, outcome: 'accepted', card: 'known', accepted: [], acceptedElsewhere: 0 },
        ...{ at: last.recordedAt + 1000, commented: false },
        ...batch.feedback,
      };
      feedback.push({
        id: `feedback-${card}`,
        client: last.client,
        card,
        receivedAt: last.recordedAt + 2000,
        decision: last.decision,
        record: JSON.stringify(said),
        comment: undefined,
      });
    }
  }
  return { decisions, feedback };
}

function recordOf(
  batch: Batch,
  hook: DecisionRecord['hook'],
  n: number,
  at: number,
  sequence: number,
): DecisionRecord {
  const { fired = [], answer = fired.some(({ shadow }) => shadow !== true) ? 'cards' : 'silent' } =
    batch;
  const onCard = fired.filter(({ shadow }) => shadow !== true).map(({ rule }) => rule);
  return {
    schema: 1,
    decision: `decision-${String(sequence)}`,
    at,
    build: { version: '0.0.0' },
    knowledge: 'abc',
    site: 'def',
    client: batch.client ?? 'mercy',
    service: 'naltrexone-safety',
    hook,
    hookInstance: 'h',
    question: batch.question ?? 'naltrexone',
    ...(batch.role === undefined ? {} : { user: { type: batch.role, mark: 'user-mark' } }),
    encounter: 'encounter-mark',
    orders: [{ ingredients: ['naltrexone-er'] }],
    ...(batch.arms === undefined ? {} : { arms: batch.arms }),
    answer,
    shown: batch.shown ?? true,
    cards:
      onCard.length === 0
        ? []
        : [
            {
              uuid: `card-${String(sequence)}`,
              indicator: 'warning',
              rules: onCard,
              suggestions: [],
            },
          ],
    findings: fired.map(({ rule, version = '1.0.0', shadow = false }) => ({
      ...{ rule, version, shadow, outcome: 'short', state: 'met', indicator: 'warning' },
    })),
    slices: batch.slices ?? [],
    foreignRows: 0,
    ...(batch.unreadTexts === undefined ? {} : { unreadTexts: batch.unreadTexts }),
    input: 'i',
    output: 'o',
    latency: { gather: batch.latency?.(n) ?? 5, decide: 1 },
  };
}
