import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type FakeProvider, startFakeProvider } from '../../../test/support/fake-provider.js';
import { sqliteDatabase } from '../../../test/support/open-test-store.js';
import { syntheticLog } from '../../../test/support/synthetic-log.js';
import { createRateLimit } from '../../http/rate-limit.js';
import { startHttpServer, type RunningServer } from '../../http-server.js';
import { loadDisclosureNotice } from '../../knowledge/load-disclosure-notice.js';
import { loadTimeZone } from '../../knowledge/load-time-zone.js';
import { openStore } from '../../store/open-store.js';
import type { Store } from '../../store/store.js';
import { CARDS } from '../../wire.js';
import { createAdminApp } from './create-admin-app.js';
import { createProvider } from './provider.js';
import { SESSION_MS } from './sessions.js';
import type { SignIn } from './sign-in.js';

const TOKEN = 'correct-horse-battery-staple-0123456789';
const SECRET = 'a secret of the provider';
const PERIOD = 'from=2026-11-10&until=2026-11-10';
const PAGES = [
  '',
  '/rule?rule=opioid-interval-short',
  '/review-dates',
  '/definitions',
  '/export?format=csv',
];

const { url, drop } = sqliteDatabase();
let store: Store;
let server: RunningServer;
let base: string;
let now: number;
let monotonic: number;
let away = false;
const failures: unknown[] = [];

async function start(signIn: SignIn): Promise<void> {
  now = Date.parse('2026-11-25T12:00:00Z');
  monotonic = 0;
  const app = createAdminApp({
    signIn,
    provider: signIn.kind === 'provider' ? createProvider(signIn) : undefined,
    tries: createRateLimit(() => monotonic, { perSecond: 0.2, burst: 10, clients: 10 }),
    withStore: (use) => (away ? Promise.reject(new Error('away')) : use(store)),
    zone: loadTimeZone('America/New_York'),
    ...{ knowledge: 'abc', reviewDates: [{ id: 'liver', reviewBy: '2026-11-01' }] },
    notice: loadDisclosureNotice(CARDS),
    clock: () => now,
    failed: (error) => void failures.push(error),
  });
  server = await startHttpServer(app, { host: '127.0.0.1', port: 0 });
  base = `http://127.0.0.1:${String(server.port)}`;
}

const get = (path: string, cookie = '') =>
  fetch(base + path, { redirect: 'manual', headers: { cookie } });
const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(base + path, {
    ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams(form) },
    headers: { origin: base, ...headers },
  });
const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');

beforeAll(async () => {
  store = await openStore(url);
  const { decisions, feedback } = syntheticLog(
    [
      {
        ...{ times: 40, fired: [{ rule: 'opioid-interval-short' }], role: 'Practitioner' },
        feedback: { outcome: 'overridden', reason: { known: true, code: '<b>odd' } },
      },
      { times: 7, fired: [{ rule: 'liver-enzymes-high' }], role: 'Practitioner' },
    ],
    Date.parse('2026-11-10T15:00:00Z'),
  );
  await store.decisions.append(decisions);
  await store.feedback.append(feedback);
});
afterAll(async () => {
  await store.close();
  await drop();
});

describe('with a token, on this machine', () => {
  beforeAll(() => start({ kind: 'token', token: TOKEN }));
  afterAll(() => server.close(0));
  beforeEach(() => {
    monotonic += 1e6;
  });
  const signIn = async () => cookieOf(await post('/admin/sign-in', { token: TOKEN }));

  test.each(PAGES)('nobody who is not signed in sees /admin%s', async (path) => {
    const response = await get(`/admin${path}`);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/admin/sign-in']);
    expect((await get(`/admin${path}`, 'naltrexone-cds-session=guessed')).status).toBe(303);
  });

  test('the cookie is strict, hidden from scripts, and ends after eight hours', async () => {
    const response = await post('/admin/sign-in', { token: ` ${TOKEN}\n` });
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^naltrexone-cds-session=[\w-]{43}; Path=\/admin; HttpOnly; SameSite=Strict; Max-Age=28800$/,
      ),
    ]);
    const cookie = cookieOf(response);
    expect((await get('/admin', cookie)).status).toBe(200);
    now += SESSION_MS;
    expect((await get('/admin', cookie)).status).toBe(303);
  });

  test.each<[string, Record<string, string>, Record<string, string>, number]>([
    ['a wrong token', { token: `${TOKEN}x` }, {}, 401],
    ['no token', {}, {}, 401],
    ['a form of another site', { token: TOKEN }, { origin: 'https://evil.example' }, 403],
    ['a form that hides where it is from', { token: TOKEN }, { origin: 'null' }, 403],
  ])('%s does not sign in', async (_name, form, headers, status) => {
    const response = await post('/admin/sign-in', form, headers);
    expect([response.status, cookieOf(response)]).toEqual([status, '']);
  });

  test('guessing is slowed down, for the right token too', async () => {
    const statuses = [];
    for (let n = 0; n < 11; n += 1) statuses.push((await post('/admin/sign-in', {})).status);
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
    expect((await post('/admin/sign-in', { token: TOKEN })).status).toBe(429);
  });

  test('a name of another site that leads here is refused', async () => {
    const { request } = await import('node:http');
    const status = await new Promise((resolve) => {
      request(`${base}/admin/sign-in`, { headers: { host: 'evil.example' } }, (response) => {
        resolve(response.resume().statusCode);
      }).end();
    });
    expect(status).toBe(421);
  });

  test('signing out wants the form of the page, and ends the session', async () => {
    const cookie = await signIn();
    expect((await post('/admin/sign-out', { token: 'x' }, { cookie })).status).toBe(403);
    const [, token = ''] =
      /name="token" value="([^"]+)"/.exec(await (await get('/admin', cookie)).text()) ?? [];
    expect(
      (await post('/admin/sign-out', { token }, { cookie, origin: 'https://evil.example' })).status,
    ).toBe(403);
    expect((await post('/admin/sign-out', { token }, { cookie })).status).toBe(303);
    expect((await get('/admin', cookie)).status).toBe(303);
  });

  test.each(PAGES.slice(0, 4))(
    '/admin%s has no script, no style of its own, a heading and captions',
    async (path) => {
      const response = await get(`/admin${path}`, await signIn());
      const text = await response.text();
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(text).not.toMatch(/<script|<style| style=| on\w+=/);
      expect(text.match(/<h1>/g)).toHaveLength(1);
      expect(text).toContain('42 CFR part 2 prohibits');
      for (const [, whole = ''] of text.matchAll(/<table>(.*?)<\/table>/gs)) {
        expect(whole).toMatch(/^<caption>.+<\/caption><thead><tr><th scope="col">/);
        expect(whole).toContain('<th scope="row">');
      }
    },
  );

  test('the overview says what was counted and what is withheld', async () => {
    const text = await (await get(`/admin?${PERIOD}`, await signIn())).text();
    expect(text).toContain('opioid-interval-short</a>');
    expect(text).toContain('85.1 <small>(40/47)</small>');
    expect(text).toContain('<span class="withheld">withheld</span>');
    expect(text).not.toMatch(/\([1-9]\/|\/[1-9]\)/);
    const rule = await (
      await get(`/admin/rule?${PERIOD}&rule=opioid-interval-short`, await signIn())
    ).text();
    expect(rule).toContain('&lt;b>odd');
    expect(rule).not.toContain('<b>odd');
  });

  test.each([
    ['csv', 'text/csv', '"fires-per-calls"'],
    ['json', 'application/json', '"schema":1'],
    ['measure-report', 'application/fhir+json', '"MeasureReport"'],
    ['feedback', 'text/csv', '"action_taken"'],
  ])('%s is a download', async (format, type, words) => {
    const response = await get(`/admin/export?${PERIOD}&format=${format}`, await signIn());
    expect(response.headers.get('content-type')).toContain(type);
    expect(response.headers.get('content-disposition')).toContain(
      'attachment; filename=naltrexone-cds_2026-11-10',
    );
    const text = await response.text();
    expect(text).toContain(words);
    expect(text).toContain('42 CFR');
  });

  test.each([
    ['/admin?from=2026-11-10&until=2026-11-09', 400],
    ['/admin?from=2024-11-10&until=2026-11-09', 400],
    ['/admin?from=x&from=y&until=2026-11-09', 400],
    ['/admin/export?format=xml', 404],
    ['/admin/nothing', 404],
  ])('%s is answered with %d', async (path, status) => {
    expect((await get(path, await signIn())).status).toBe(status);
  });

  test('a store that is away is said, without its words', async () => {
    const cookie = await signIn();
    away = true;
    const response = await get('/admin', cookie);
    away = false;
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain('Error');
    expect(failures).toEqual([new Error('away')]);
  });
});

describe('with a sign-in provider', () => {
  let provider: FakeProvider;
  beforeAll(async () => {
    provider = await startFakeProvider('pages', SECRET);
    await start({
      ...{ kind: 'provider', clientId: 'pages', clientSecret: SECRET },
      ...{ issuer: new URL(provider.issuer), url: new URL('https://admin.example') },
    });
  });
  afterAll(async () => {
    provider.close();
    await server.close(0);
  });
  beforeEach(() => {
    monotonic += 1e6;
    provider.claims = {};
  });

  /** Signs in as a browser would; what is changed in between is up to the caller. */
  async function goThere() {
    const away = await get('/admin/provider');
    return {
      cookie: cookieOf(away),
      flags: away.headers.getSetCookie()[0],
      back: new URL(provider.consent(away.headers.get('location') ?? '')),
    };
  }
  const comeBack = ({ pathname, search }: URL, cookie: string) => get(pathname + search, cookie);

  test('code flow with PKCE, state and nonce leads to a session of secure, strict cookies', async () => {
    const { cookie, flags, back } = await goThere();
    expect(back.origin).toBe('https://admin.example');
    expect(flags).toMatch(/Path=\/admin\/callback; HttpOnly; SameSite=Lax; Max-Age=600; Secure$/);
    const response = await comeBack(back, cookie);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('content="0;url=/admin"');
    const [, session = ''] = response.headers.getSetCookie();
    expect(session).toMatch(
      /^__Secure-naltrexone-cds-session=[\w-]{43}; Path=\/admin; HttpOnly; SameSite=Strict; Max-Age=28800; Secure$/,
    );
    expect((await get('/admin', session.split(';')[0])).status).toBe(200);
  });

  test('what was used once, begun by another browser, or waited too long is refused', async () => {
    const { cookie, back } = await goThere();
    expect((await comeBack(back, '')).status).toBe(400);
    expect((await comeBack(back, (await goThere()).cookie)).status).toBe(401);
    expect((await comeBack(back, cookie)).status).toBe(200);
    expect((await comeBack(back, cookie)).status).toBe(400);
    const late = await goThere();
    now += 600_000;
    expect((await comeBack(late.back, late.cookie)).status).toBe(400);
  });

  test.each<[string, Record<string, unknown>]>([
    ['another nonce', { nonce: 'x' }],
    ['another audience', { aud: 'others' }],
    ['another issuer', { iss: 'https://evil.example' }],
    ['a token that is over', { exp: 1 }],
  ])('%s is refused', async (_name, claims) => {
    const { cookie, back } = await goThere();
    provider.claims = claims;
    const response = await comeBack(back, cookie);
    expect(response.status).toBe(401);
    expect(response.headers.getSetCookie().join()).not.toContain('session=');
  });

  test('the token form is not there', async () => {
    expect((await post('/admin/sign-in', { token: TOKEN })).status).toBe(404);
  });
});
