import type { Acknowledgement } from '../core/acknowledge/acknowledgement.js';
import type { Moment } from '../core/time/instant.js';
import { dayOf, type TimeZone } from '../core/time/time-zone.js';
import type {
  DecisionRows,
  DecisionSummary,
  FeedbackRows,
  FeedbackSummary,
} from '../store/store.js';
import type { DecisionRecord } from './decision-record.js';
import type { FeedbackRecord } from './feedback-record.js';
import type { Sealing } from './seal.js';

/** About whom it is asked. */
export interface AskedBefore {
  readonly client: string;
  /** Keyed mark. */
  readonly patient: string;
  readonly zone: TimeZone;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A finding as the next answer may find it again. */
export interface RepeatableFinding {
  readonly rule: string;
  readonly orders: readonly string[];
  /** See `core/acknowledge/evidence-key.ts`. */
  readonly key: string;
}

export interface AnsweredBeforeParts {
  readonly ofPatient: DecisionRows['ofPatient'];
  readonly ofCards: FeedbackRows['ofCards'];
  readonly unseal: Sealing['unseal'];
}

const LOOK_BACK_MS = 366 * 86_400_000;
const DECISIONS = 50;

/**
 * What somebody has answered for, by feedback on a card of this service: its findings, for its orders, on the day of the feedback.
 * @throws StoreError, UnsealError
 */
export async function answeredBefore(
  { client, patient, zone, now }: AskedBefore,
  { ofPatient, ofCards, unseal }: AnsweredBeforeParts,
): Promise<readonly Acknowledgement[]> {
  const decisions = await ofPatient(client, patient, now - LOOK_BACK_MS, DECISIONS);
  const cards = decisions.flatMap((decision) => decision.cards);
  const said = cards.length === 0 ? [] : await ofCards(cards);
  return decisions.flatMap((decision) => acknowledgementsIn(decision, said, zone, unseal));
}

function acknowledgementsIn(
  { record }: DecisionSummary,
  said: readonly FeedbackSummary[],
  zone: TimeZone,
  unseal: Sealing['unseal'],
): readonly Acknowledgement[] {
  const { cards, repeatable } = JSON.parse(record) as DecisionRecord;
  if (repeatable === undefined) return [];
  const answered = cards.flatMap((card) => {
    const feedback = said.find((one) => one.card === card.uuid && isAnswer(one));
    return feedback === undefined ? [] : [{ card, feedback }];
  });
  if (answered.length === 0) return [];
  const opened = unseal('findings', Buffer.from(repeatable, 'base64'));
  const findings = JSON.parse(Buffer.from(opened).toString('utf8')) as readonly RepeatableFinding[];
  return answered.flatMap(({ card, feedback }) =>
    findings
      .filter(({ rule }) => card.rules.includes(rule))
      .map(({ rule, orders, key }) => ({
        source: 'record' as const,
        ...{ rules: [rule], orders, evidence: undefined, findings: [key] },
        on: dayOf(instantOf(feedback) as Moment, zone),
        until: undefined,
      })),
  );
}

const recordOf = ({ record }: FeedbackSummary): FeedbackRecord =>
  JSON.parse(record) as FeedbackRecord;

const isAnswer = (feedback: FeedbackSummary): boolean => recordOf(feedback).outcome !== 'unknown';

/** What a client says of when it was is believed as far as it is not later than its own message. */
const instantOf = (feedback: FeedbackSummary): number =>
  Math.min(recordOf(feedback).at ?? feedback.receivedAt, feedback.receivedAt);
