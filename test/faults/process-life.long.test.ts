import { afterEach, expect, test } from '@jest/globals';
import { connect } from 'node:net';
import { type Program, startProgram } from '../support/start-program.js';

/* Rows 124 to 126 of the fault matrix: the process itself. */

const started: Program[] = [];
afterEach(() => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL');
});

async function serve(settings: Record<string, string> = {}, preload?: string) {
  const program = startProgram(
    ['serve', '--insecure-no-auth'],
    { NALTREXONE_CDS_PORT: '0', ...settings },
    preload,
  );
  started.push(program);
  const url = await program.says(/Listening on (\S+)/);
  return { ...program, url, port: Number(new URL(url).port) };
}

const BODY = JSON.stringify({
  hook: 'order-sign',
  context: {
    patientId: 'p1',
    draftOrders: {
      resourceType: 'Bundle',
      entry: [
        {
          resource: {
            resourceType: 'MedicationRequest',
            medicationCodeableConcept: { text: 'naltrexone' },
          },
        },
      ],
    },
  },
});
const HEAD = `POST /cds-services/naltrexone-safety HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}\r\n\r\n`;

/** A call whose body is half there: the service has accepted it and cannot answer yet. */
async function callInFlight(port: number) {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => (text += chunk.toString()));
  const ended = new Promise<string>((resolve) => socket.once('close', () => resolve(text)));
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(HEAD + BODY.slice(0, 50));
  return { finish: () => socket.write(BODY.slice(50)), ended };
}

const isRefused = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', () => resolve(true));
  });

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('row 124: SIGTERM in the middle of a call: new ones are refused, it is answered, exit 0', async () => {
  const service = await serve();
  const call = await callInFlight(service.port);
  await fetch(`${service.url}/healthz`); // by now the call is accepted
  service.child.kill('SIGTERM');
  await until(() => isRefused(service.port));
  call.finish();
  const answer = await call.ended;
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).toMatch(/^connection: close\r$/im);
  expect(answer).toContain('"cards":[{');
  expect(await service.exit).toBe(0);
}, 60_000);

test('row 125: a stalled event loop sheds the calls that queued up, then answers again', async () => {
  const stall = `import { writeSync } from 'node:fs'; process.on('SIGUSR2', () => {
    writeSync(2, 'stalled');
    for (const end = Date.now() + 3000; Date.now() < end; );
  });`;
  const service = await serve({}, stall);
  const post = async () => {
    const response = await fetch(`${service.url}/cds-services/naltrexone-safety`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: BODY,
    });
    await response.text();
    return [response.status, response.headers.get('retry-after')];
  };
  expect(await post()).toEqual([200, null]);
  service.child.kill('SIGUSR2');
  await service.says(/stalled/);
  const queued = await Promise.all(Array.from({ length: 80 }, post));
  const shed = queued.filter(([status]) => status === 503);
  expect(shed.length).toBeGreaterThan(0);
  expect(shed.every(([, retryAfter]) => retryAfter === '2')).toBe(true);
  expect(queued.filter(([status]) => status === 200)).toHaveLength(80 - shed.length);
  await until(async () => (await post())[0] === 200);
}, 60_000);

test('row 125: out of memory the process ends and does not linger; started anew it answers at the same address', async () => {
  const hoard = `process.on('SIGUSR2', () => {
    const kept = [];
    setInterval(() => {
      for (let n = 0; n < 200; n += 1) kept.push(Array.from({ length: 1e4 }, (_, m) => ({ m })));
    }, 1);
  });`;
  const service = await serve({ NODE_OPTIONS: '--max-old-space-size=80' }, hoard);
  const post = async (url: string) => {
    const response = await fetch(`${url}/cds-services/naltrexone-safety`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: BODY,
    });
    return [response.status, ((await response.json()) as any).cards.length];
  };
  expect(await post(service.url)).toEqual([200, 1]);
  service.child.kill('SIGUSR2');
  expect(await service.exit).not.toBe(0);
  expect(service.stderr()).toContain('heap out of memory');

  const started = performance.now();
  const again = await serve({ NALTREXONE_CDS_PORT: String(service.port) });
  expect(await post(again.url)).toEqual([200, 1]);
  // It needs about a second; a busy machine may take longer.
  expect(performance.now() - started).toBeLessThan(10_000);
}, 60_000);

test.each([
  ['an exception', 'throw new Error(text)'],
  ['a rejection', 'Promise.reject(new Error(text))'],
  ['two exceptions', 'setImmediate(() => { throw new Error(text); }); throw new Error(text)'],
])(
  'row 126: %s that nobody caught is logged without its words; what runs is answered, exit 1',
  async (_name, bug) => {
    const fault = `process.on("SIGUSR2", () => { const text = ["can", "ary"].join(""); ${bug}; });`;
    const service = await serve({}, fault);
    const call = await callInFlight(service.port);
    await fetch(`${service.url}/healthz`);
    service.child.kill('SIGUSR2');
    await until(() => isRefused(service.port));
    call.finish();
    expect(await call.ended).toMatch(/^HTTP\/1\.1 200 /);
    expect(await service.exit).toBe(1);
    const lines = service
      .stdout()
      .trim()
      .split('\n')
      .map((line): any => JSON.parse(line));
    expect(lines.find(({ event }) => event === 'failure')).toMatchObject({
      where: 'process',
      kind: 'Error',
    });
    expect(service.stdout() + service.stderr()).not.toContain('canary');
  },
  60_000,
);

test('T28: metrics stand on a port of their own, on loopback, and name what happened', async () => {
  const service = await serve({ NALTREXONE_CDS_METRICS_PORT: '0' });
  const address = await service.says(/Metrics on (\S+)/);
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
  await fetch(`${service.url}/cds-services/naltrexone-safety`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: BODY,
  }).then((response) => response.text());
  const metrics = await (await fetch(address)).text();
  expect(metrics).toContain(
    'naltrexone_cds_hook_calls_total{service="naltrexone-safety",hook="order-sign",answer="cards"} 1',
  );
  expect((await fetch(`${service.url}/metrics`)).status).toBe(404);
  expect((await fetch(new URL('/cds-services', address))).status).toBe(404);
}, 60_000);
