import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { openClients } from '../../src/clients/open-clients.js';
import type { FhirAccess } from '../../src/fhir/fhir-access.js';
import { loadSitePolicy } from '../../src/knowledge/load-site-policy.js';
import { entry, writeClients } from '../support/clients-file.js';
import { theKnowledge } from '../support/hook-parts.js';
import { newKey, token } from '../support/signed-token.js';
import { clean, createSmallFhirAccess, onOpioids, sign } from './fault-chart.js';
import { type FaultServer, type Misbehave, sendJson, startFaultServer } from './fault-server.js';

/* Row 127 of the fault matrix: the clock on the wall is set while a call runs, and between calls. */

const HOUR = 3_600_000;
const JUMPS: readonly [string, number][] = [
  ['an hour ahead', HOUR],
  ['an hour back', -HOUR],
  ['a day back', -24 * HOUR],
];

/** Sets the clock on the wall, for everybody in this process. */
function setWallClock(jump: number): void {
  const now = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => now() + jump);
}

describe('row 127: the clock is set in the middle of a call', () => {
  let server: FaultServer;
  let fhir: FhirAccess;
  afterEach(async () => {
    jest.restoreAllMocks();
    await Promise.all([server.close(), fhir.close()]);
  });

  test.each(JUMPS)('%s: a source that hangs is waited for as long as always', async (_, jump) => {
    const hang: Misbehave = () => setWallClock(jump);
    server = await startFaultServer(onOpioids.resources, { Condition: hang });
    fhir = createSmallFhirAccess();
    const started = performance.now();
    const answer = await sign(fhir, onOpioids, { fhirServer: server.base, budgetMs: 1200 });
    const milliseconds = performance.now() - started;
    expect(milliseconds).toBeGreaterThan(900);
    expect(milliseconds).toBeLessThan(3500);
    expect(answer.events[0]!.gaps).toContain('conditions: out-of-time');
    expect(answer.indicator).toBe('critical');
  });

  test.each(JUMPS)('%s: a second try is made if there is time for it', async (_, jump) => {
    const busyOnce: Misbehave = ({ response, right, before }) => {
      if (before === 0) {
        setWallClock(jump);
        response.writeHead(503).end();
      } else sendJson(response, right);
    };
    server = await startFaultServer(clean.resources, { Condition: busyOnce });
    fhir = createSmallFhirAccess();
    const answer = await sign(fhir, clean, { fhirServer: server.base });
    expect(answer.cards).toEqual([]);
    expect(server.asked.filter((path) => path.startsWith('Condition'))).toHaveLength(2);
  });

  test.each(JUMPS)('%s: a server that is left alone stays so', async (_, jump) => {
    const breakOff: Misbehave = ({ request }) => void request.socket.destroy();
    server = await startFaultServer(clean.resources, { '*': breakOff });
    fhir = createSmallFhirAccess();
    const call = () => sign(fhir, clean, { fhirServer: server.base });
    for (let count = 0; count < 5; count += 1) await call();
    const asked = server.asked.length;
    setWallClock(jump);
    expect((await call()).indicator).toBe('warning');
    expect(server.asked).toHaveLength(asked);
  });
});

describe('row 127: the clock is set between two calls with one token', () => {
  const NOW = Date.parse('2026-11-24T20:00:00Z');
  const KEY = newKey('ehr-1');
  const LIFE_S = 300;

  function setUp() {
    const clock = { wall: NOW, monotonic: 0 };
    const { path } = writeClients({
      clients: [entry({ jwksUrl: undefined, keys: [KEY.jwk] })],
    });
    const clients = openClients({
      path,
      site: (content, timeZone) => loadSitePolicy(content ?? {}, theKnowledge(), timeZone),
      report: () => {},
      clock: () => clock.wall,
      monotonic: () => clock.monotonic,
    });
    const good = token({
      key: KEY,
      claims: {
        iss: 'https://ehr.example.org/',
        aud: 'https://cds.example.org/cds-services',
        iat: NOW / 1000,
        exp: NOW / 1000 + LIFE_S,
        jti: 'once',
      },
    });
    const verify = async () => {
      const verified = await clients.verify(good);
      return verified.ok ? 'accepted' : verified.refusal.reason;
    };
    const pass = (seconds: number) => {
      clock.wall += seconds * 1000;
      clock.monotonic += seconds * 1000;
    };
    return { clock, clients, verify, pass };
  }

  test('ahead and back again: it is good for one call', async () => {
    const { clock, clients, verify } = setUp();
    expect(await verify()).toBe('accepted');
    clock.wall += HOUR;
    expect(await verify()).toBe('expired');
    clock.wall -= HOUR;
    expect(await verify()).toBe('replayed');
    clock.wall -= 24 * HOUR;
    expect(await verify()).toBe('not-yet-valid');
    clock.wall = NOW;
    expect(await verify()).toBe('replayed');
    await clients.close();
  });

  test.each([30, LIFE_S - 1, LIFE_S + 59])(
    'a clock that ran %d s ahead and is set right: at no time of its life is the token good again',
    async (ahead) => {
      const { clock, clients, verify, pass } = setUp();
      clock.wall = NOW + ahead * 1000;
      expect(await verify()).toBe('accepted');
      clock.wall = NOW;
      for (let second = 0; second < LIFE_S + 60; second += 5) {
        expect(await verify()).toBe('replayed');
        pass(5);
      }
      expect(await verify()).toBe('expired');
      await clients.close();
    },
  );
});
