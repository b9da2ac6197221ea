import { describe, expect, test } from '@jest/globals';
import { newKey } from '../../test/support/signed-token.js';
import type { JwksAnswer } from './fetch-jwks.js';
import { remoteKeys } from './remote-keys.js';

/* Fault matrix 115, 117-119, on a clock that the test moves. */

const [ONE, TWO] = [newKey('one').jwk, newKey('two').jwk];
const MINUTE = 60_000;
const DOWN: JwksAnswer = { ok: false, why: 'unreachable' };

function setUp(...published: object[]) {
  const server = { now: 0, fetches: 0, answer: { ok: true, keys: published } as JwksAnswer };
  const reported: JwksAnswer[] = [];
  const keys = remoteKeys({
    fetch: async () => {
      server.fetches += 1;
      return server.answer;
    },
    monotonic: () => server.now,
    report: (answer) => void reported.push(answer),
  });
  /** Ids found; undefined = no keys at all. */
  const find = async (kid: string) => (await keys.find(kid))?.map((key) => key.kid);
  return { server, keys, find, reported };
}

describe('remoteKeys', () => {
  test('fetches once, however many ask at once', async () => {
    const { server, find } = setUp(ONE);
    const all = await Promise.all(Array.from({ length: 50 }, () => find('one')));
    expect(all).toEqual(Array(50).fill(['one']));
    expect(server.fetches).toBe(1);
  });

  test('a new kid is fetched and accepted; the old one goes with the set that lists it no longer', async () => {
    const { server, find } = setUp(ONE);
    await find('one');
    server.answer = { ok: true, keys: [TWO] };
    server.now = 30_000;
    expect(await find('two')).toEqual(['two']);
    expect(await find('one')).toEqual([]);
    expect(server.fetches).toBe(2);
  });

  test('a flood of unknown kids fetches once a cool-down, and good calls go on', async () => {
    const { server, find } = setUp(ONE);
    for (let n = 0; n < 1000; n += 1) {
      server.now += 90;
      expect(await find(`unknown-${n}`)).toEqual([]);
      expect(await find('one')).toEqual(['one']);
    }
    expect(server.now).toBe(90_000);
    expect(server.fetches).toBe(3);
  });

  test('a key taken back is refused after ten minutes at the latest', async () => {
    const { server, find } = setUp(ONE, TWO);
    await find('one');
    server.answer = { ok: true, keys: [TWO] };
    server.now = 10 * MINUTE;
    expect(await find('one')).toEqual([]);
  });

  test('the set is renewed beside the call that finds it five minutes old', async () => {
    const { server, find } = setUp(ONE);
    await find('one');
    server.now = 5 * MINUTE;
    expect(await find('one')).toEqual(['one']);
    expect(server.fetches).toBe(2);
  });

  test('keys outlive an outage of their server for 24 hours, and no longer', async () => {
    const { server, keys, find, reported } = setUp(ONE);
    await find('one');
    server.answer = DOWN;
    for (const hours of [0.2, 1, 12, 23.9]) {
      server.now = hours * 60 * MINUTE;
      expect(await find('one')).toEqual(['one']);
    }
    expect(keys.state().ageMs).toBe(23.9 * 60 * MINUTE);
    server.now = 24 * 60 * MINUTE;
    expect(await find('one')).toBeUndefined();
    expect(reported.at(-1)).toEqual(DOWN);
    server.answer = { ok: true, keys: [ONE] };
    server.now += 30_000;
    expect(await find('one')).toEqual(['one']);
  });

  test('in an outage nobody waits for the server once it is known to fail', async () => {
    const { server, keys, find } = setUp(ONE);
    await find('one');
    server.answer = DOWN;
    server.now = 11 * MINUTE;
    await find('one');
    let answer: (value: JwksAnswer) => void = () => {};
    server.answer = new Promise((resolve) => (answer = resolve)) as never;
    server.now = 12 * MINUTE;
    expect((await keys.find('one'))?.length).toBe(1);
    answer(DOWN);
  });

  test('a server that is down from the start: no keys, one try a cool-down, then they are there', async () => {
    const { server, keys, find } = setUp(ONE);
    server.answer = DOWN;
    expect(await find('one')).toBeUndefined();
    expect(await find('one')).toBeUndefined();
    expect([server.fetches, keys.state().ageMs]).toEqual([1, undefined]);
    server.answer = { ok: true, keys: [ONE] };
    server.now = 30_000;
    expect(await find('one')).toEqual(['one']);
  });

  test('a set that cannot be read replaces none', async () => {
    const { server, find } = setUp(ONE);
    await find('one');
    server.answer = { ok: false, why: 'not-jwks' };
    server.now = 10 * MINUTE;
    expect(await find('one')).toEqual(['one']);
  });
});
