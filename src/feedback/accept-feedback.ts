import { ServiceError } from '../errors.js';
import type { DecisionSummary } from '../store/store.js';
import type { FeedbackParts } from './feedback-parts.js';
import { readFeedback } from './read-feedback.js';
import { type ItemRow, rowOfItem } from './row-of-item.js';

/** Feedback as it arrives; who sends it is known. */
export interface FeedbackCall {
  readonly requestId?: string;
  readonly service: string;
  readonly client: { readonly id: string; readonly services?: readonly string[] | undefined };
  readonly body: unknown;
  /** Epoch milliseconds. */
  readonly now: number;
}

const DAY_MS = 86_400_000;
/** More than one item for every second order of a large hospital. */
const MOST_A_DAY = 20_000;
/** A store that takes longer has this sent again; what it took all the same is there only once. */
const STORE_MS = 5000;
/** Places are named in the answer; more would help nobody. */
const MOST_NAMED = 10;

/**
 * Stores feedback; durable when it returns. Items without a card cannot be stored: the others are all the same, and only then is
 * the caller told.
 * @throws ServiceError service-unknown, request-invalid, body-too-large, feedback-quota, feedback-not-stored, feedback-incomplete
 */
export async function acceptFeedback(call: FeedbackCall, parts: FeedbackParts): Promise<void> {
  const { client, service } = call;
  if (
    !parts.services.some(({ id }) => id === service) ||
    client.services?.includes(service) === false
  ) {
    throw new ServiceError('service-unknown');
  }
  const { items, withoutCard } = readFeedback(call.body);
  const cards = [...new Set(items.map(({ card }) => card))];
  const decisions = await stored(parts.ofCards(cards));
  const rows = new Map<string, ItemRow>();
  for (const item of items) {
    const sender = { client: client.id, now: call.now };
    const row = rowOfItem(item, sender, decisions.get(item.card), parts);
    rows.set(row.id, row);
  }
  const before = await stored(parts.count(client.id, call.now - DAY_MS));
  if (before + rows.size > MOST_A_DAY) throw new ServiceError('feedback-quota');
  const added = await stored(parts.append([...rows.values()]));
  report(call, [...rows.values()], decisions, items.length - added, withoutCard.length, parts);
  if (withoutCard.length > 0) {
    const places = withoutCard.slice(0, MOST_NAMED);
    throw new ServiceError(
      'feedback-incomplete',
      ...places.map((n) => `feedback[${String(n)}].card`),
    );
  }
}

/** @throws ServiceError feedback-not-stored, for whatever reason */
async function stored<T>(answer: Promise<T>): Promise<T> {
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    late = setTimeout(reject, STORE_MS);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } catch {
    throw new ServiceError('feedback-not-stored');
  } finally {
    clearTimeout(late);
  }
}

function report(
  { requestId, service, client, now }: FeedbackCall,
  rows: readonly ItemRow[],
  decisions: ReadonlyMap<string, DecisionSummary>,
  repeated: number,
  withoutCard: number,
  parts: FeedbackParts,
): void {
  const isLate = ({ decision, card }: ItemRow) =>
    decision !== undefined && now - (decisions.get(card)?.recordedAt ?? now) > DAY_MS;
  parts.report({
    ...(requestId === undefined ? {} : { requestId }),
    service,
    client: client.id,
    items: rows.map(({ said: { outcome, card } }) => ({ outcome, card })),
    repeated,
    late: rows.filter(isLate).length,
    cut: rows.filter(({ said }) => said.commentCut === true).length,
    withoutCard,
  });
}
