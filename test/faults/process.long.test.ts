import { afterEach, expect, test } from '@jest/globals';
import { Agent, request } from 'undici';
import { type Program, startProgram } from '../support/start-program.js';
import { realRequests } from '../support/fuzz/real-requests.js';

/* Rows 105 and 124 of the fault matrix, the long way: a flood, and the end of the process at any moment of many calls. */

const started: Program[] = [];
afterEach(() => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL');
});

async function serve(logLevel: string) {
  const program = startProgram(['serve', '--insecure-no-auth'], {
    NALTREXONE_CDS_PORT: '0',
    NALTREXONE_CDS_LOG_LEVEL: logLevel,
  });
  started.push(program);
  return { ...program, url: await program.says(/Listening on (\S+)/) };
}

const CALLERS = 200;

interface Seen {
  readonly status: number;
  readonly milliseconds: number;
}

async function post(url: string, body: string, dispatcher: Agent): Promise<Seen> {
  const start = performance.now();
  const { statusCode, body: answer } = await request(`${url}/cds-services/naltrexone-safety`, {
    dispatcher,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  await answer.text();
  return { status: statusCode, milliseconds: performance.now() - start };
}

test('row 105: 200 callers who ask again at once for ten seconds get 200 or 503; the accepted ones soon', async () => {
  const service = await serve('silent');
  const agent = new Agent({ connections: CALLERS });
  const bodies = (await realRequests()).slice(0, 18).map((body) => JSON.stringify(body));
  const seen: Seen[] = [];
  const end = performance.now() + 10_000;
  let next = 0;
  async function caller(): Promise<void> {
    while (performance.now() < end) {
      next += 1;
      seen.push(await post(service.url, bodies[next % bodies.length]!, agent));
    }
  }
  await Promise.all(Array.from({ length: CALLERS }, caller));
  const count = (status: number) => seen.filter((one) => one.status === status).length;
  const accepted = seen
    .filter(({ status }) => status === 200)
    .map(({ milliseconds }) => milliseconds)
    .sort((a, b) => a - b);
  const p99 = Math.round(accepted[Math.floor(accepted.length * 0.99)] ?? NaN);
  console.log(`200: ${count(200)}, 503: ${count(503)}, p99 of the accepted: ${p99} ms`);
  expect(count(200) + count(503)).toBe(seen.length);
  expect(count(200)).toBeGreaterThan(100);
  expect(p99).toBeLessThan(4000);
  await expect(post(service.url, bodies[0]!, agent)).resolves.toMatchObject({ status: 200 });
  await agent.close();
});

test('row 124: SIGTERM cuts off no call that was accepted, 60 times in the middle of many; exit 0 each time', async () => {
  const [body = ''] = (await realRequests()).map((one) => JSON.stringify(one));
  for (let round = 0; round < 60; round += 1) {
    const service = await serve('info');
    const agent = new Agent({ connections: 20 });
    let answered = 0;
    let ending = false;
    async function caller(): Promise<void> {
      while (!ending) {
        // One that fails never reached the process: the log below says what became of all that did.
        await post(service.url, body, agent).then(
          ({ status }) => (answered += Number(status === 200)),
          () => (ending = true),
        );
      }
    }
    const callers = Array.from({ length: 20 }, caller);
    await new Promise((resolve) => setTimeout(resolve, 100 + round * 3));
    service.child.kill('SIGTERM');
    expect([round, await service.exit]).toEqual([round, 0]);
    await Promise.all(callers);
    const exchanges = service
      .stdout()
      .trim()
      .split('\n')
      .map((line): any => JSON.parse(line))
      .filter(({ event }) => event === 'http');
    expect(exchanges.filter(({ status, aborted }) => status !== 200 || aborted === true)).toEqual(
      [],
    );
    expect([round, exchanges.length]).toEqual([round, answered]);
    expect(answered).toBeGreaterThan(0);
    await agent.close();
  }
}, 1_200_000);
