import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { type KeyServer, startKeyServer } from '../../test/support/key-server.js';
import {
  encode,
  hmacOf,
  newKey,
  signatureOf,
  token,
  type TokenChange,
} from '../../test/support/signed-token.js';
import { inlineKeys } from './client-keys.js';
import { memoryReplayGuard } from './memory-replay-guard.js';
import type { RegisteredClient } from './registered-client.js';
import { verifyToken, type VerifierParts } from './verify-token.js';

/* Fault matrix 106-113, T3, T10, and the attacks of RFC 8725. Every token is made anew, and only one thing is wrong with it. */

const NOW = Date.parse('2026-11-24T20:00:00Z');
const S = NOW / 1000;
const ISSUER = 'https://ehr.example.org/';
const AUDIENCE = 'https://cds.example.org/cds-services/naltrexone-safety';
const KEY = newKey('key-1');
const RSA = newKey('rsa-1', 'RS384');
const OTHER = newKey('key-1');

let jti = 0;
const good = () => ({
  key: KEY,
  claims: { iss: ISSUER, aud: AUDIENCE, iat: S - 5, exp: S + 300, jti: `id-${(jti += 1)}` },
});

const client = (more: Partial<RegisteredClient> = {}): RegisteredClient =>
  ({
    id: 'ehr',
    issuer: ISSUER,
    tenant: undefined,
    algorithms: ['ES384', 'RS384'],
    audiences: [AUDIENCE],
    jku: ['https://ehr.example.org/jwks'],
    keys: inlineKeys([KEY.jwk, RSA.jwk]),
    ...more,
  }) as RegisteredClient;

function parts(registered: RegisteredClient = client()): VerifierParts {
  return {
    registry: {
      find: (issuer, tenant) =>
        issuer === registered.issuer && tenant === registered.tenant ? registered : undefined,
      knows: (issuer) => issuer === registered.issuer,
    },
    replay: memoryReplayGuard({ monotonic: () => 0, full: () => {} }),
    clock: () => NOW,
  };
}

async function reasonOf(text: string, registered?: RegisteredClient): Promise<string> {
  const verified = await verifyToken(text, parts(registered));
  return verified.ok ? 'accepted' : verified.refusal.reason;
}
const reasonFor = (change: TokenChange, registered?: RegisteredClient) =>
  reasonOf(token(good(), change), registered);

let trap: KeyServer;
beforeAll(async () => {
  trap = await startKeyServer([OTHER.jwk]);
});
afterAll(() => trap.close());

describe('accepted', () => {
  test.each<[string, () => TokenChange]>([
    ['ES384', () => ({})],
    ['RS384', () => ({ key: RSA })],
    ['typ in small letters', () => ({ header: { typ: 'jwt' } })],
    ['a listed jku', () => ({ header: { jku: 'https://ehr.example.org/jwks' } })],
    [
      'an array of audiences with ours',
      () => ({ claims: { aud: ['https://x.example', AUDIENCE] } }),
    ],
    ['59 s over time', () => ({ claims: { iat: S - 300, exp: S - 59 } })],
    ['59 s ahead', () => ({ claims: { iat: S + 59, nbf: S + 59 } })],
    ['nbf of the past', () => ({ claims: { nbf: S - 300 } })],
    ['a life of one hour', () => ({ claims: { iat: S - 10, exp: S + 3590 } })],
    ['further claims', () => ({ claims: { scope: 'me', iss2: 1, nested: { iss: 'x' } } })],
  ])('%s', async (_name, change) => {
    expect(await reasonFor(change())).toBe('accepted');
  });

  test('what a client registers beside the two', async () => {
    const key = newKey('p', 'ES256');
    const own = client({ algorithms: ['ES256'], keys: inlineKeys([key.jwk]) });
    expect(await reasonFor({ key }, own)).toBe('accepted');
    expect(await reasonFor({}, own)).toBe('algorithm-refused');
  });
});

describe('algorithm and signature (row 106)', () => {
  const spki = KEY.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  test.each<[string, () => TokenChange, string]>([
    ...['none', 'None', 'NONE', 'nOnE', ''].flatMap(
      (alg): [string, () => TokenChange, string][] => [
        [`alg ${alg}, signed`, () => ({ header: { alg } }), 'algorithm-refused'],
      ],
    ),
    ['no alg', () => ({ header: { alg: undefined } }), 'algorithm-refused'],
    ['alg a list', () => ({ header: { alg: ['ES384'] } }), 'algorithm-refused'],
    ['alg a number', () => ({ header: { alg: 384 } }), 'algorithm-refused'],
    ['alg in small letters', () => ({ header: { alg: 'es384' } }), 'algorithm-refused'],
    ['ES256, not registered', () => ({ header: { alg: 'ES256' } }), 'algorithm-refused'],
    ...[256, 384, 512].map((bits): [string, () => TokenChange, string] => [
      `HS${bits} with the public key as secret`,
      () => ({
        header: { alg: `HS${bits}` },
        signature: (input) => hmacOf(input, JSON.stringify(KEY.jwk), bits),
      }),
      'algorithm-refused',
    ]),
    [
      'HS384 with the PEM as secret',
      () => ({ header: { alg: 'HS384' }, signature: (input) => hmacOf(input, spki) }),
      'algorithm-refused',
    ],
    ['RS384 said of an EC key', () => ({ header: { alg: 'RS384' } }), 'key-not-for-algorithm'],
    [
      'ES384 said of an RSA key',
      () => ({ key: RSA, header: { alg: 'ES384' } }),
      'key-not-for-algorithm',
    ],
    ['a zero signature', () => ({ signature: () => Buffer.alloc(96) }), 'signature-wrong'],
    ['a short signature', () => ({ signature: () => Buffer.alloc(1) }), 'signature-wrong'],
    ['an empty signature', () => ({ signature: () => '' }), 'token-malformed'],
    [
      'a DER signature',
      () => ({ signature: (input) => signatureOf(input, KEY, 'der') }),
      'signature-wrong',
    ],
    ['another key of the same kid', () => ({ key: OTHER }), 'signature-wrong'],
    [
      'a signature over something else',
      () => ({ signature: (input) => signatureOf(`${input}x`, KEY) }),
      'signature-wrong',
    ],
  ])('%s', async (_name, change, reason) => {
    expect(await reasonFor(change())).toBe(reason);
  });

  test('claims changed after signing', async () => {
    const [header, , signature] = token(good()).split('.');
    const text = `${header}.${encode({ ...good().claims, sub: 'admin' })}.${signature}`;
    expect(await reasonOf(text)).toBe('signature-wrong');
  });

  test.each<[string, (parts: string[]) => string]>([
    ['two segments', ([h, c]) => `${h}.${c}`],
    ['unsigned, with a dot at the end', ([h, c]) => `${h}.${c}.`],
    ['four segments', ([h, c, s]) => `${h}.${c}.${s}.${s}`],
    ['five segments, as JWE has', ([h, c, s]) => `${h}.${c}.${s}.${c}.${s}`],
    [
      'JSON serialisation',
      ([h, c, s]) => JSON.stringify({ protected: h, payload: c, signature: s }),
    ],
    ['base64 with padding', ([h, c, s]) => `${h}=.${c}.${s}`],
    ['base64 with plus', ([h, c, s]) => `${h}.${c}.+${s}`],
    ['a line break', ([h, c, s]) => `${h}.${c}\n.${s}`],
    ['a header that is no JSON', ([, c, s]) => `${encode('no json')}.${c}.${s}`],
    ['a header that is a list', ([, c, s]) => `${encode([])}.${c}.${s}`],
    ['claims that are null', ([h, , s]) => `${h}.${encode(null)}.${s}`],
    ['claims that are text', ([h, , s]) => `${h}.${encode('"x"')}.${s}`],
    [
      'claims 100 levels deep',
      ([h, , s]) => `${h}.${encode('['.repeat(100) + ']'.repeat(100))}.${s}`,
    ],
    ['nothing', () => ''],
    ['dots', () => '..'],
  ])('%s is no token', async (_name, change) => {
    expect(await reasonOf(change(token(good()).split('.')))).toBe('token-malformed');
  });

  test('a token over 8 KB is not looked at', async () => {
    expect(await reasonFor({ claims: { filler: 'x'.repeat(8192) } })).toBe('token-too-large');
  });

  test('two members with one name say two things', async () => {
    const { iss, ...claims } = good().claims;
    const rest = JSON.stringify(claims).slice(1);
    expect(await reasonFor({ claims: `{"iss":"https://x.example","iss":"${iss}",${rest}` })).toBe(
      'token-malformed',
    );
    const header = '{"alg":"none","alg":"ES384","typ":"JWT","kid":"key-1"}';
    expect(await reasonFor({ header })).toBe('token-malformed');
  });
});

describe('keys come from the registry alone (row 107, T3)', () => {
  let before = 0;
  beforeEach(() => {
    before = trap.asked();
  });
  const own = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  test.each<[string, () => Record<string, unknown>, string]>([
    ['an embedded jwk', () => ({ jwk: own.publicKey.export({ format: 'jwk' }) }), 'header-refused'],
    ['an embedded jwk that is the right one', () => ({ jwk: KEY.jwk }), 'header-refused'],
    ['x5u', () => ({ x5u: trap.url }), 'header-refused'],
    ['x5c', () => ({ x5c: ['MIIB'] }), 'header-refused'],
    ['jku off the list', () => ({ jku: trap.url }), 'jku-refused'],
    [
      'jku with a prefix of the list',
      () => ({ jku: 'https://ehr.example.org/jwks/x' }),
      'jku-refused',
    ],
    ['jku with a query', () => ({ jku: 'https://ehr.example.org/jwks?x' }), 'jku-refused'],
    ['jku with a fragment', () => ({ jku: 'https://ehr.example.org/jwks#x' }), 'jku-refused'],
    ['jku with a user', () => ({ jku: 'https://x@ehr.example.org/jwks' }), 'jku-refused'],
    ['jku in capitals', () => ({ jku: 'HTTPS://ehr.example.org/jwks' }), 'jku-refused'],
    ['jku a list', () => ({ jku: ['https://ehr.example.org/jwks'] }), 'jku-refused'],
    ['jku null', () => ({ jku: null }), 'jku-refused'],
  ])('%s', async (_name, header, reason) => {
    expect(await reasonFor({ key: OTHER, header: header() })).toBe(reason);
    expect(await reasonFor({ header: header() })).toBe(reason);
    expect(trap.asked()).toBe(before);
  });

  test('iss that is an address of keys', async () => {
    expect(await reasonFor({ key: OTHER, claims: { iss: trap.url } })).toBe('issuer-unknown');
    expect(trap.asked()).toBe(before);
  });
});

describe('header (rows 108, 112)', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['crit unknown', { crit: ['exp'], exp: 1 }, 'header-refused'],
    ['crit empty', { crit: [] }, 'header-refused'],
    ['crit b64', { crit: ['b64'], b64: false }, 'header-refused'],
    ['b64 alone', { b64: false }, 'header-refused'],
    ['zip', { zip: 'DEF' }, 'header-refused'],
    ['enc', { enc: 'A256GCM' }, 'header-refused'],
    ['cty JWT', { cty: 'JWT' }, 'header-refused'],
    ['no typ', { typ: undefined }, 'type-refused'],
    ['typ at+jwt', { typ: 'at+jwt' }, 'type-refused'],
    ['typ JOSE', { typ: 'JOSE' }, 'type-refused'],
    ['typ a list', { typ: ['JWT'] }, 'type-refused'],
    ['no kid', { kid: undefined }, 'kid-missing'],
    ['kid empty', { kid: '' }, 'kid-missing'],
    ['kid a number', { kid: 1 }, 'kid-missing'],
    ['kid an object', { kid: { $ne: '' } }, 'kid-missing'],
    ['kid a list', { kid: ['key-1'] }, 'kid-missing'],
    ['kid long', { kid: 'k'.repeat(257) }, 'kid-missing'],
    ['kid unknown', { kid: 'key-2' }, 'key-unknown'],
    ['kid a path', { kid: '../../../../dev/null' }, 'key-unknown'],
    ['kid SQL', { kid: "x' UNION SELECT 'key" }, 'key-unknown'],
    ['kid __proto__', { kid: '__proto__' }, 'key-unknown'],
    ['kid constructor', { kid: 'constructor' }, 'key-unknown'],
    ['kid in capitals', { kid: 'KEY-1' }, 'key-unknown'],
    ['kid with a blank', { kid: 'key-1 ' }, 'key-unknown'],
  ])('%s', async (_name, header, reason) => {
    expect(await reasonFor({ header })).toBe(reason);
  });

  test('__proto__ in header and claims reaches no prototype', async () => {
    const header = '{"alg":"ES384","typ":"JWT","__proto__":{"kid":"key-1"}}';
    expect(await reasonFor({ header })).toBe('kid-missing');
    expect(await reasonFor({ claims: '{"__proto__":{"iss":"https://ehr.example.org/"}}' })).toBe(
      'issuer-unknown',
    );
  });
});

describe('times (row 109)', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['no exp', { exp: undefined }, 'time-missing'],
    ['no iat', { iat: undefined }, 'time-missing'],
    ['exp text', { exp: String(S + 300) }, 'time-missing'],
    ['iat text', { iat: String(S) }, 'time-missing'],
    ['nbf text', { nbf: String(S) }, 'time-missing'],
    ['exp null', { exp: null }, 'time-missing'],
    ['nbf null', { nbf: null }, 'time-missing'],
    ['exp a list', { exp: [S + 300] }, 'time-missing'],
    ['exp negative', { exp: -1 }, 'time-missing'],
    ['iat negative', { iat: -1 }, 'time-missing'],
    ['expired by 60 s', { iat: S - 300, exp: S - 60 }, 'expired'],
    ['expired long ago', { iat: 1311280970, exp: 1311281270 }, 'expired'],
    ['iat 61 s ahead', { iat: S + 61 }, 'not-yet-valid'],
    ['nbf 61 s ahead', { nbf: S + 61 }, 'not-yet-valid'],
    ['a life over one hour', { iat: S - 10, exp: S + 3591 }, 'life-too-long'],
    ['exp in milliseconds', { exp: (S + 300) * 1000 }, 'life-too-long'],
    ['exp before iat', { iat: S, exp: S - 1 }, 'life-too-long'],
    ['exp equal to iat', { iat: S, exp: S }, 'life-too-long'],
  ])('%s', async (_name, claims, reason) => {
    expect(await reasonFor({ claims })).toBe(reason);
  });

  test('an infinite exp', async () => {
    const claims = JSON.stringify(good().claims).replace(/"exp":\d+/, '"exp":1e999');
    expect(await reasonFor({ claims })).toBe('time-missing');
  });
});

describe('audience (row 110)', () => {
  test.each<[string, unknown]>([
    ['missing', undefined],
    ['null', null],
    ['empty', ''],
    ['a prefix', 'https://cds.example.org/cds-services'],
    ['longer', `${AUDIENCE}/feedback`],
    ['with a slash', `${AUDIENCE}/`],
    ['in capitals', AUDIENCE.toUpperCase()],
    ['another endpoint', 'https://cds.example.org/cds-services/other'],
    ['a list without ours', ['https://x.example']],
    ['an empty list', []],
    ['a list within a list', [[AUDIENCE]]],
    ['a list with ours and a number', [AUDIENCE, 1]],
    ['an object', { 0: AUDIENCE }],
  ])('%s', async (_name, aud) => {
    expect(await reasonFor({ claims: { aud } })).toBe('audience-differs');
  });
});

describe('audience of feedback, which the CDS Hooks sandbox signs for the address that it calls', () => {
  const FEEDBACK = `${AUDIENCE}/feedback`;
  const audienceFor = async (aud: unknown, registered?: RegisteredClient) => {
    const verified = await verifyToken(
      token(good(), { claims: { aud } }),
      parts(registered),
      '/feedback',
    );
    return verified.ok ? 'accepted' : verified.refusal.reason;
  };

  test.each<[string, unknown, string]>([
    ['the service', AUDIENCE, 'accepted'],
    ['its feedback', FEEDBACK, 'accepted'],
    ['a list with its feedback', ['https://x.example', FEEDBACK], 'accepted'],
    ['something else below it', `${AUDIENCE}/feedbacks`, 'audience-differs'],
    ['its feedback twice', `${FEEDBACK}/feedback`, 'audience-differs'],
    ['the feedback of another', 'https://x.example/feedback', 'audience-differs'],
    ['/feedback alone', '/feedback', 'audience-differs'],
    ['a list within a list', [[FEEDBACK]], 'audience-differs'],
    ['none', undefined, 'audience-differs'],
  ])('%s', async (_name, aud, reason) => {
    expect(await audienceFor(aud)).toBe(reason);
  });

  test('a registered feedback address does not open another one below it', async () => {
    const own = client({ audiences: [FEEDBACK] });
    expect(await audienceFor(FEEDBACK, own)).toBe('accepted');
    expect(await audienceFor(AUDIENCE, own)).toBe('audience-differs');
  });
});

describe('issuer and tenant (row 111)', () => {
  test.each<[string, unknown]>([
    ['missing', undefined],
    ['null', null],
    ['another', 'https://other.example.org/'],
    ['without the slash', 'https://ehr.example.org'],
    ['in capitals', 'https://EHR.example.org/'],
    ['with a blank', `${ISSUER} `],
    ['a list', [ISSUER]],
    ['an object', { toString: 'x' }],
  ])('issuer %s', async (_name, iss) => {
    expect(await reasonFor({ claims: { iss } })).toBe('issuer-unknown');
  });

  test('the tenant must be the registered one', async () => {
    const own = client({ tenant: 'north' });
    expect(await reasonFor({ claims: { tenant: 'north' } }, own)).toBe('accepted');
    for (const tenant of [undefined, 'south', 'North', ['north'], null, 1]) {
      expect(await reasonFor({ claims: { tenant } }, own)).toBe('tenant-differs');
    }
    expect(await reasonFor({ claims: { tenant: 'north' } })).toBe('tenant-differs');
  });
});

describe('each token is good for one call (row 113, T10)', () => {
  test.each<[string, unknown]>([
    ['missing', undefined],
    ['null', null],
    ['empty', ''],
    ['a number', 7],
    ['a list', ['x']],
    ['long', 'x'.repeat(257)],
  ])('jti %s', async (_name, id) => {
    expect(await reasonFor({ claims: { jti: id } })).toBe('jti-missing');
  });

  test('of twenty at once one is accepted', async () => {
    const verifier = parts();
    const text = token(good());
    const all = await Promise.all(Array.from({ length: 20 }, () => verifyToken(text, verifier)));
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    expect(all.filter((one) => !one.ok && one.refusal.reason === 'replayed')).toHaveLength(19);
  });

  test('another signature over the same jti is a replay too', async () => {
    const verifier = parts();
    const claims = { jti: 'same' };
    expect((await verifyToken(token(good(), { claims }), verifier)).ok).toBe(true);
    const again = await verifyToken(token(good(), { claims: { ...claims, scope: 'x' } }), verifier);
    expect(again).toMatchObject({ ok: false, refusal: { reason: 'replayed' }, claimed: 'ehr' });
  });

  test('a token that is not good uses no jti up', async () => {
    const verifier = parts();
    const claims = { jti: 'once' };
    await verifyToken(token(good(), { claims, key: OTHER }), verifier);
    expect((await verifyToken(token(good(), { claims }), verifier)).ok).toBe(true);
  });

  test.each([
    [false, { ok: true }],
    [true, { ok: false, refusal: { reason: 'replay-unchecked', part: 'jti' } }],
  ])('that could not be checked with others, strictReplay %s', async (strictReplay, expected) => {
    const { registry, ...others } = parts();
    const find: typeof registry.find = (...names) => {
      const client = registry.find(...names);
      return client && { ...client, strictReplay };
    };
    const replay = { take: () => Promise.resolve('unchecked' as const) };
    const verifier = { ...others, replay, registry: { ...registry, find } };
    expect(await verifyToken(token(good()), verifier)).toMatchObject(expected);
  });

  test('it is remembered for its whole life and the skew at both ends', async () => {
    const lives: number[] = [];
    const replay = {
      take: (_client: string, _jti: string, lifeMs: number) => {
        lives.push(lifeMs);
        return Promise.resolve('taken' as const);
      },
    };
    await verifyToken(token(good()), { ...parts(), replay });
    expect(lives).toEqual([(5 + 300 + 2 * 60) * 1000]);
  });
});

test('who is claimed is said only of registered clients', async () => {
  expect(await verifyToken(token(good(), { key: OTHER }), parts())).toMatchObject({
    claimed: 'ehr',
  });
  expect(
    await verifyToken(token(good(), { claims: { iss: 'https://x.example' } }), parts()),
  ).toMatchObject({ claimed: undefined });
});
