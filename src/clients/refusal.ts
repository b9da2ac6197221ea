/**
 * Why a token was refused. The caller gets one bare 401 for all of them; the word stands in the log, the rest only where an
 * operator looks at a token of their own.
 */
export interface Refusal {
  readonly reason: RefusalReason;
  /** The part of the token that is wrong. */
  readonly part?: string;
  readonly expected?: readonly string[];
  readonly got?: string;
  /** By how much a time is off. */
  readonly seconds?: number;
}

export type RefusalReason =
  | 'no-token'
  | 'token-malformed' // not `Bearer` and three base64url segments of JSON
  | 'token-too-large'
  | 'type-refused'
  | 'header-refused' // a parameter that would bring a key, or change what is signed
  | 'kid-missing'
  | 'issuer-unknown'
  | 'tenant-differs'
  | 'algorithm-refused'
  | 'jku-refused'
  | 'audience-differs'
  | 'time-missing'
  | 'expired'
  | 'not-yet-valid'
  | 'life-too-long'
  | 'jti-missing'
  | 'keys-unavailable'
  | 'key-unknown'
  | 'key-not-for-algorithm'
  | 'signature-wrong'
  | 'replayed'
  | 'replay-unchecked'; // the memory that instances share is away, and the client asks for strictness
