import { BLOCKED } from './checked-lookup.js';

/** Why an outgoing call brought nothing; a closed list, so that logs and metrics can name it. */
export type Failure =
  | 'blocked' // the address may not be asked
  | 'redirect'
  | 'status' // any other status than 200
  | 'dns'
  | 'connect'
  | 'tls'
  | 'timeout'
  | 'reset' // the connection broke
  | 'too-large'
  | 'undecodable'; // unknown or broken compression

/** @param signal the call's own: when it has fired, whatever was thrown is its doing */
export function failureOf(error: unknown, signal: AbortSignal): Failure {
  if (signal.aborted) return 'timeout';
  const code = String((error as { readonly code?: unknown } | undefined)?.code);
  if (code === BLOCKED) return 'blocked';
  return PATTERNS.find(([pattern]) => pattern.test(code))?.[1] ?? 'reset';
}

const PATTERNS: readonly (readonly [RegExp, Failure])[] = [
  [/^(ENOTFOUND|EAI_)/, 'dns'],
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/, 'connect'],
  [/^UND_ERR_(HEADERS|BODY)_TIMEOUT$/, 'timeout'],
  [/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/, 'tls'],
  [/^(Z_|ERR_BROTLI|ERR__ERROR_FORMAT|ERR_PADDING)/, 'undecodable'],
];
