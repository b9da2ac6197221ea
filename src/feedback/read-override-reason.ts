import { textOf, textsOf } from '../core/evidence/fhir-json.js';
import type { FeedbackItem } from './feedback-item.js';
import { isRecord } from './is-record.js';

type Read = Pick<FeedbackItem, 'reason' | 'comment'>;

/**
 * Why a card was not followed: `overrideReason` with a `reason`, with `code` and `system` in itself (drafts of CDS Hooks 1.1), or a
 * code alone; the reason as Coding, as CodeableConcept or as a list of either. Its words count as the user's own where there is no
 * code: a client's own list may be one of sentences.
 */
export function readOverrideReason(item: Readonly<Record<string, unknown>>): Read {
  const sent = item['overrideReason'] ?? item['overrideReasons'];
  const outer = isRecord(sent) ? sent : {};
  const [coding] = codingsIn(outer['reason'] ?? sent);
  const code = textOf(coding?.['code'])?.trim();
  const reason =
    code === undefined ? undefined : { system: textOf(coding?.['system'])?.trim(), code };
  const words = [outer['userComment'] ?? item['userComment']].flatMap(wordsIn);
  const instead = reason === undefined ? textsOf([coding?.['display'], coding?.['text']]) : [];
  const comment = [...words, ...instead].join('\n');
  return { reason, comment: textOf(comment) };
}

/** The first with a code stands first. */
function codingsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  const all = (Array.isArray(value) ? (value as readonly unknown[]) : [value]).flatMap((one) => {
    if (typeof one === 'string') return [/\s/.test(one.trim()) ? { text: one } : { code: one }];
    if (!isRecord(one)) return [];
    return one['coding'] === undefined ? [one] : [...codingsIn(one['coding']), one];
  });
  const hasCode = ({ code }: Readonly<Record<string, unknown>>) => textOf(code) !== undefined;
  return [...all.filter(hasCode), ...all.filter((one) => !hasCode(one))];
}

/** Drafts of CDS Hooks 1.1 had a list. Nothing that was said is lost, whatever it is. */
function wordsIn(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  return [typeof value === 'string' ? value : JSON.stringify(value)];
}
