import { parseJson } from '../../json/parse-json.js';
import { UsageError } from '../complain-about.js';
import type { Check } from './report.js';

/**
 * Reads a pasted access token, as it stands in a header too.
 * @throws UsageError never with the token in it
 */
export function readAccessToken(text: string): string {
  const token = text.trim().replace(/^Bearer +/i, '');
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new UsageError(
      '--token - wants an access token on stdin: one word of printable characters.',
    );
  }
  return token;
}

/** Whether there is a token, and what can be said of it without showing any of it. */
export function checkToken(token: string | undefined, refused: boolean, now: Date): Check {
  const found =
    token === undefined ? 'none given' : `given, ${kindOf(token, now)}; it is not shown`;
  return {
    subject: 'Token',
    found: refused ? `${found}; the server refused it (401)` : found,
    remedy: !refused
      ? undefined
      : token === undefined
        ? 'The server wants an access token: paste one of the site with --token -.'
        : 'Get a fresh access token for this patient, and see that the EHR sends one for this FHIR server in fhirAuthorization.',
  };
}

/** An access token belongs to the server; when it is a JWT its end can be read, and is for information only. */
function kindOf(token: string, now: Date): string {
  const claims = token.split('.')[1];
  if (!token.startsWith('ey') || claims === undefined) return 'opaque';
  const parsed = parseJson(Buffer.from(claims, 'base64url').toString('utf8'));
  const { exp } = (parsed.ok ? (parsed.value ?? {}) : {}) as { readonly exp?: unknown };
  if (typeof exp !== 'number') return 'a JWT';
  const minutes = Math.round(exp / 60 - now.getTime() / 60_000);
  return minutes < 0
    ? `a JWT that expired ${String(-minutes)} minutes ago`
    : `a JWT for another ${String(minutes)} minutes`;
}
