import { textOf } from '../core/evidence/fhir-json.js';
import type { FeedbackItem } from './feedback-item.js';
import { isRecord } from './is-record.js';
import { readOverrideReason } from './read-override-reason.js';
import { readTimestamp } from './read-timestamp.js';

const UUID = /^(?:urn:uuid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** Reads one item, whatever is wrong with it. @returns undefined when it names no card */
export function readItem(sent: unknown): FeedbackItem | undefined {
  if (!isRecord(sent)) return undefined;
  const card = idOf(sent['card']);
  if (card === undefined) return undefined;
  const outcomeSent = textOf(sent['outcome'])?.trim() ?? '';
  const timestamp = sent['outcomeTimestamp'] ?? sent['outcomeTimeStamp'];
  return {
    card,
    outcome: OUTCOMES.find((one) => one === outcomeSent.toLowerCase()) ?? 'unknown',
    outcomeSent,
    suggestions: suggestionsIn(sent['acceptedSuggestions']),
    ...readOverrideReason(sent),
    at: readTimestamp(timestamp),
    timestampSent: JSON.stringify(timestamp ?? null),
  };
}

const OUTCOMES = ['accepted', 'overridden'] as const;

/** FHIR writes a uuid as `urn:uuid:…`, CDS Hooks without. */
function idOf(value: unknown): string | undefined {
  const text = textOf(value)?.trim();
  return text === undefined ? undefined : (UUID.exec(text)?.[1]?.toLowerCase() ?? text);
}

/** Objects with `id`, as CDS Hooks has them, or with `uuid`, as the suggestion had; or the ids alone. */
function suggestionsIn(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  const ids = all.flatMap((one) => idOf(isRecord(one) ? (one['id'] ?? one['uuid']) : one) ?? []);
  return [...new Set(ids)].sort();
}
