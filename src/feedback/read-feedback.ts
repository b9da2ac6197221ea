import { ServiceError } from '../errors.js';
import type { FeedbackItem } from './feedback-item.js';
import { isRecord } from './is-record.js';
import { readItem } from './read-item.js';

/** An EHR that gathers feedback for a day sends it in several calls. */
const MOST_ITEMS = 1000;

export interface ReadFeedback {
  readonly items: readonly FeedbackItem[];
  /** The places of items that name no card. */
  readonly withoutCard: readonly number[];
}

/**
 * Reads a body as CDS Hooks has it, `{"feedback": […]}`, and as some clients send it: one item in place of the list, the list
 * alone, or one item alone.
 * @throws ServiceError request-invalid when nothing in it could be feedback, body-too-large for too many items
 */
export function readFeedback(body: unknown): ReadFeedback {
  const sent = itemsIn(body);
  if (sent === undefined) throw new ServiceError('request-invalid', 'feedback');
  if (sent.length > MOST_ITEMS) throw new ServiceError('body-too-large', 'feedback');
  const read = sent.map(readItem);
  return {
    items: read.filter((item) => item !== undefined),
    withoutCard: read.flatMap((item, index) => (item === undefined ? [index] : [])),
  };
}

function itemsIn(body: unknown): readonly unknown[] | undefined {
  if (Array.isArray(body)) return body as readonly unknown[];
  if (!isRecord(body)) return undefined;
  const { feedback } = body;
  if (Array.isArray(feedback)) return feedback as readonly unknown[];
  if (isRecord(feedback)) return [feedback];
  return 'card' in body ? [body] : undefined;
}
