import { parseJson } from '../json/parse-json.js';
import type { Refusal } from './refusal.js';

/** A token taken apart; nothing in it is believed yet. */
export interface Token {
  /** As it was sent. */
  readonly text: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

const MAX_LENGTH = 8192;
const SEGMENTS = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;

/** Takes a compact JWS with JSON in it apart; everything else, encrypted or unsigned, is refused. */
export function readToken(text: string): Token | Refusal {
  if (text.length > MAX_LENGTH) return { reason: 'token-too-large' };
  const [, header, claims] = SEGMENTS.exec(text) ?? [];
  if (header === undefined || claims === undefined) {
    return { reason: 'token-malformed', part: `${text.split('.').length} segments` };
  }
  const readHeader = readObject(header);
  if (readHeader === undefined) return { reason: 'token-malformed', part: 'header' };
  const readClaims = readObject(claims);
  if (readClaims === undefined) return { reason: 'token-malformed', part: 'claims' };
  return { text, header: readHeader, claims: readClaims };
}

export const isToken = (read: Token | Refusal): read is Token => 'text' in read;

function readObject(segment: string): Readonly<Record<string, unknown>> | undefined {
  const text = Buffer.from(segment, 'base64url').toString('utf8');
  const parsed = parseJson(text);
  const { value } = parsed.ok ? parsed : { value: undefined };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const record = value as Readonly<Record<string, unknown>>;
  return membersIn(text) === Object.keys(record).length ? record : undefined;
}

/**
 * Members of the outermost object, as written. JSON.parse keeps the last of two with one name; another reader on the way may
 * have kept the first, so such a token says two things at once.
 */
function membersIn(json: string): number {
  let depth = 0;
  let members = 0;
  // Strings first, so that what looks like structure inside them is skipped.
  for (const [mark] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}:]/g)) {
    if (mark === '{' || mark === '[') depth += 1;
    else if (mark === '}' || mark === ']') depth -= 1;
    else if (mark === ':' && depth === 1) members += 1;
  }
  return members;
}
