import { afterAll, expect, test } from '@jest/globals';
import type { Moment } from '../../src/core/time/instant.js';
import { createClientShare } from '../../src/http/client-share.js';
import { createRateLimit } from '../../src/http/rate-limit.js';
import { openCallers } from '../../src/open-callers.js';
import { entry, writeClients } from '../support/clients-file.js';
import { feedbackServices, sendFeedback } from '../support/feedback-services.js';
import { newKey, token } from '../support/signed-token.js';
import { until } from '../support/until.js';

/* Who may send feedback, and how much room there is for it. */

const services = feedbackServices();
afterAll(() => services.close());

const SERVICE = '/cds-services/naltrexone-safety';
const AUDIENCE = `https://cds.example.org${SERVICE}`;
const key = newKey('key-1');
const keeping = {
  ofCards: () => Promise.resolve(new Map()),
  count: () => Promise.resolve(0),
  append: () => Promise.resolve(1),
};
const item = { card: crypto.randomUUID(), outcome: 'overridden' };

async function post(url: string, path: string, headers: object): Promise<number> {
  const { status } = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(item),
  });
  return status;
}

test('a registered client by its token, for the service or, as the sandbox signs, for its feedback; once', async () => {
  const registered = entry({ audiences: [AUDIENCE], keys: [key.jwk], jwksUrl: undefined });
  const { path } = writeClients({ clients: [registered] });
  const callers = openCallers({ clients: path, allowFhir: [] }, () => ({}) as never, {
    clients: () => undefined,
  });
  const { url, authEvents } = await services.start(
    keeping,
    {},
    {
      authenticate: callers.authenticate,
      clock: () => Date.now() as Moment,
    },
  );
  const sign = (aud: unknown) => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: registered.issuer, aud, iat: now, exp: now + 300 };
    const jti = crypto.randomUUID();
    return { authorization: `Bearer ${token({ key, claims: { ...claims, jti } })}` };
  };
  const below = `${AUDIENCE}/feedback`;
  expect(await post(url, `${SERVICE}/feedback`, sign(below))).toBe(200);
  expect(await post(url, `${SERVICE}/feedback`, sign(AUDIENCE))).toBe(200);
  expect(await post(url, `${SERVICE}/feedback`, sign(`${below}/feedback`))).toBe(401);
  expect(await post(url, `${SERVICE}/feedback`, {})).toBe(401);
  // A token for feedback opens nothing else; 400 = it was let in, and an item of feedback is no hook call.
  expect(await post(url, SERVICE, sign(below))).toBe(401);
  expect(await post(url, SERVICE, sign(AUDIENCE))).toBe(400);
  const used = sign(below);
  expect(await post(url, `${SERVICE}/feedback`, used)).toBe(200);
  expect(await post(url, `${SERVICE}/feedback`, used)).toBe(401);
  expect(authEvents.map(({ reason }) => reason)).toEqual([
    'audience-differs',
    'no-token',
    'audience-differs',
    'replayed',
  ]);
  await callers.close();
});

test('feedback that hangs, or comes too often, takes no room from hook calls', async () => {
  let release = (_: number): void => undefined;
  const hanging = new Promise<number>((resolve) => (release = resolve));
  let waiting = 0;
  const append = () => {
    waiting += 1;
    return hanging;
  };
  const service = await services.start(
    { ...keeping, append },
    {},
    {
      clientShare: createClientShare(1),
      rateLimit: createRateLimit(() => 0, { perSecond: 1, burst: 2, clients: 9 }),
    },
  );
  const hookCall = () => post(service.url, SERVICE, { 'x-client': 'mercy' });
  const first = sendFeedback(service, item);
  await until(() => waiting === 1);
  expect(await sendFeedback(service, item)).toMatchObject({ status: 503, code: 'overloaded' });
  expect(await sendFeedback(service, item)).toMatchObject({ status: 429, code: 'rate-limited' });
  expect([await hookCall(), await hookCall()]).toEqual([400, 400]);
  release(1);
  expect((await first).status).toBe(200);
});

test('a process that has its hands full takes no feedback', async () => {
  const service = await services.start(
    keeping,
    {},
    {
      load: {
        isTooHigh: () => true,
        enter: () => () => undefined,
        inFlight: () => 0,
        lagMs: () => 0,
        close: () => undefined,
      },
    },
  );
  expect(await sendFeedback(service, item)).toMatchObject({
    status: 503,
    code: 'overloaded',
    retryAfter: '2',
  });
});

test('GET is refused, and says what is answered', async () => {
  const { url } = await services.start(keeping);
  const answer = await fetch(`${url}${SERVICE}/feedback`);
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
});
