/** A token shorter than this may stand elsewhere in a request by chance. */
const SHORT = 16;

/** What an answer may depend on, and what an auditor may ask for. All else there may be as secret as the token. */
const KEPT = ['token_type', 'expires_in', 'scope', 'subject', 'patient'] as const;

/**
 * A request as JSON text that answers alike, and in which its access token stands nowhere. Of `fhirAuthorization` only texts and
 * numbers with a known name are kept.
 */
export function withoutAccessToken(body: unknown): string {
  if (!isRecord(body) || !Object.hasOwn(body, 'fhirAuthorization')) return JSON.stringify(body);
  const { fhirAuthorization: sent, ...rest } = body;
  const text = JSON.stringify({ ...rest, fhirAuthorization: isRecord(sent) ? kept(sent) : null });
  return secretsIn(sent).reduce(without, text);
}

const kept = (sent: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    KEPT.flatMap((name) => {
      const value = sent[name];
      return typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [];
    }),
  );

/** The token and its like, wherever a client that does not follow the specification has put them. */
function secretsIn(sent: unknown, name = 'token'): readonly string[] {
  if (Array.isArray(sent)) return sent.flatMap((entry) => secretsIn(entry, name));
  if (isRecord(sent))
    return Object.entries(sent).flatMap(([inner, value]) => secretsIn(value, inner));
  return typeof sent === 'string' && /token/i.test(name) ? [sent.replace(/^Bearer\s+/i, '')] : [];
}

function without(text: string, secret: string): string {
  const written = JSON.stringify(secret).slice(1, -1);
  if (secret.length < SHORT || !text.includes(written)) return text;
  return JSON.stringify(replaced(JSON.parse(text), secret));
}

function replaced(value: unknown, secret: string): unknown {
  if (typeof value === 'string') return value.replaceAll(secret, '-');
  if (Array.isArray(value)) return value.map((entry) => replaced(entry, secret));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name.replaceAll(secret, '-'),
      replaced(member, secret),
    ]),
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
