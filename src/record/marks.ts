import { createHmac, type KeyObject } from 'node:crypto';

/** What a mark may stand for. The same text under two kinds has two marks. */
export type MarkKind =
  | 'patient'
  | 'encounter'
  | 'user'
  | 'hook-instance'
  | 'feedback'
  | 'feedback-card'
  | 'override-reason'
  | 'unread-text';

/**
 * Turns names of people and events into marks: always the same for the same one, so that records can be linked, and unreadable
 * to whoever lacks the key (HMAC-SHA-256, 128 bits, base64url).
 */
export type Mark = (kind: MarkKind, client: string, text: string) => string;

export const markWith =
  (key: KeyObject): Mark =>
  (kind, client, text) =>
    createHmac('sha256', key)
      .update(JSON.stringify([kind, client, text]))
      .digest('base64url')
      .slice(0, 22);
