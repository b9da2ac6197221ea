import type { Refusal, RefusalReason } from '../clients/refusal.js';

/** One sentence for whoever has to mend a token: what is wrong, what it should be, what it is. */
export function explainRefusal(refusal: Refusal): string {
  return SENTENCES[refusal.reason](refusal);
}

const SENTENCES: Readonly<Record<RefusalReason, (refusal: Refusal) => string>> = {
  'no-token': () => 'There is no token.',
  'token-malformed': ({ part }) =>
    `This is no signed token (${part ?? ''}): it wants header.claims.signature in base64url without padding, the first two JSON objects in which no name stands twice.`,
  'token-too-large': () => 'It is longer than 8192 characters.',
  'type-refused': differs,
  'header-refused': ({ part }) =>
    `The header must not have "${part ?? ''}": keys come from the clients file alone, and nothing may change how the token is read.`,
  'kid-missing': ({ got }) =>
    `kid must name the key as text of up to 256 characters; got ${got ?? ''}.`,
  'issuer-unknown': differs,
  'tenant-differs': differs,
  'algorithm-refused': differs,
  'jku-refused': (refusal) =>
    `${differs(refusal)} An accepted jku is the entry's "jwksUrl", or one of its "jku".`,
  'audience-differs': (refusal) => `${differs(refusal)} Register it in "audiences" if it is meant.`,
  'time-missing': ({ part }) => `${part ?? ''} must be a number: seconds since 1970.`,
  expired: ({ seconds = 0 }) => `It expired ${duration(seconds)} ago (exp).`,
  'not-yet-valid': ({ part, seconds = 0 }) =>
    `It is not valid for another ${duration(seconds)} (${part ?? ''}); are both clocks right?`,
  'life-too-long': ({ seconds = 0 }) =>
    seconds > 0
      ? `It lives ${duration(seconds)} from iat to exp; one hour is allowed, five minutes are usual.`
      : 'exp is not after iat.',
  'jti-missing': ({ got }) =>
    `jti must be text of up to 256 characters, another one for each call; got ${got ?? ''}.`,
  'keys-unavailable': () => 'Its signature could not be checked: there are no keys (see above).',
  'key-unknown': ({ got, expected = [] }) =>
    `It is signed by an unknown key: kid is ${got ?? ''}, known are ${oneOf(expected)}.`,
  'key-not-for-algorithm': ({ got, expected = [] }) =>
    `The key that kid names is not for ${got ?? ''}; it is for ${oneOf(expected)}.`,
  'signature-wrong': () =>
    'The signature does not fit: another key signed it, something was changed afterwards, or an ES signature is in DER form.',
  replayed: () => 'Its jti was used before: each call wants its own.',
  'replay-unchecked': () =>
    'Whether its jti was used before could not be asked: the store is away, and the entry has "strictReplay".',
};

function differs({ part = '', expected = [], got = '' }: Refusal): string {
  return `${part} differs: expected ${oneOf(expected)}, got ${got === '' ? 'an empty text' : got}.`;
}

const oneOf = (texts: readonly string[]): string =>
  texts.length === 0 ? 'none' : texts.join(' or ');

const UNITS: readonly (readonly [seconds: number, name: string])[] = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
];

/** The largest unit of which there are at least two: "90 minutes", "12 years" as days. */
function duration(seconds: number): string {
  const [size, name] = UNITS.find(([unit]) => seconds >= 2 * unit) ?? [1, 'second'];
  const count = Math.round(seconds / size);
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
