import { describe, expect, test } from '@jest/globals';
import { PassThrough, Readable } from 'node:stream';
import { hookParts, theKnowledge } from '../../test/support/hook-parts.js';
import type { Moment } from '../core/time/instant.js';
import { localClient } from '../hook/local-client.js';
import type { HookParts } from '../hook/hook-parts.js';
import { loadSitePolicy } from '../knowledge/load-site-policy.js';
import { checkLines } from './check-lines.js';
import { sitePolicies } from './site-policies.js';

const request = (text = 'naltrexone 380 mg extended-release injection') => ({
  hook: 'order-sign',
  context: {
    patientId: 'p1',
    draftOrders: {
      resourceType: 'Bundle',
      entry: [
        { resource: { resourceType: 'MedicationRequest', medicationCodeableConcept: { text } } },
      ],
    },
  },
});

/** Decisions that only say as of when, and where, they were made. */
const telling: Partial<HookParts> = {
  decide: (_call, _chart, _knowledge, site, now) =>
    ({
      cards: [],
      findings: [{ rule: `${new Date(now).toISOString()} ${site.zone.id}` }],
      gaps: [],
    }) as never,
};

async function run(
  lines: readonly unknown[],
  options: { hook?: Partial<HookParts>; timeZone?: string; siteFile?: object } = {},
) {
  const told: (string | undefined)[] = [];
  const hook: HookParts = {
    ...hookParts(),
    fhir: undefined,
    budgetMs: 4000,
    report: ({ rules }) => void told.push(rules?.[0]),
    ...options.hook,
  };
  const policies = sitePolicies(
    (content, zone) => loadSitePolicy(content, theKnowledge(), zone),
    options.siteFile ?? {},
    options.timeZone,
  );
  const input = lines
    .map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
    .join('\n');
  const output = new PassThrough();
  const chunks: string[] = [];
  output.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  const asked = {
    service: 'naltrexone-safety',
    client: localClient([]),
    site: policies.byDefault,
    now: () => Date.parse('2026-01-01T00:00:00Z') as Moment,
  };
  // Cut anywhere, as a pipe does.
  const bytes = Buffer.from(input);
  const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, n) =>
    bytes.subarray(n * 7, n * 7 + 7),
  );
  await checkLines(Readable.from(pieces), output, asked, policies, hook);
  const answers: any[] = chunks
    .join('')
    .split('\n')
    .filter(Boolean)
    .map((text) => JSON.parse(text));
  return { answers, told };
}

const short = ({ id, status, response }: any) => [
  id,
  status,
  response.cards?.length ?? response.issue[0].details.coding[0].code,
];

describe('check --lines', () => {
  test('answers every line in order and goes on after a bad one', async () => {
    const { answers } = await run([
      { id: 'a', request: request() },
      '{ no JSON',
      { request: request() },
      { id: 7, request: request('amoxicillin') },
      '',
      { id: 'b' },
      { id: 'c', request: 'x' },
      { id: 'd', request: request(), service: 'naltrexone-prices' },
      { id: 'e', request: { hook: 'order-sign' } },
      { id: 'f', request: request(), now: 'yesterday' },
      { id: 'g', request: request(), now: '2026-11-24T15:00:00' },
      { id: 'h', request: request(), timeZone: 'Mars/Olympus' },
      { id: 'i', request: request(), site: { colour: 'blue' } },
      { id: null, request: request() },
      { id: 'j', request: request(), now: null, timeZone: null, site: null, service: null },
    ]);
    expect(answers.map(short)).toEqual([
      ['a', 200, 1],
      [null, 400, 'line-invalid'],
      [null, 400, 'line-invalid'],
      [7, 200, 0],
      ['b', 400, 'line-invalid'],
      ['c', 400, 'line-invalid'],
      ['d', 404, 'service-unknown'],
      ['e', 400, 'request-invalid'],
      ['f', 400, 'line-invalid'],
      ['g', 400, 'line-invalid'],
      ['h', 400, 'line-invalid'],
      ['i', 400, 'line-invalid'],
      [null, 400, 'line-invalid'],
      ['j', 200, 1],
    ]);
  });

  test('time zone: line > site of the line > command line > site file > site defaults', async () => {
    const at = { request: request(), now: '2026-11-24T15:00:00-05:00' };
    const lines = [
      { id: 1, ...at, timeZone: 'America/Chicago', site: { timeZone: 'America/Denver' } },
      { id: 2, ...at, site: { timeZone: 'America/Denver' } },
      { id: 3, ...at, site: {} },
    ];
    const zones = async (options: object) =>
      (await run(lines, { hook: telling, ...options })).told.map((text) => text?.split(' ')[1]);
    const siteFile = { timeZone: 'America/Phoenix' };
    const own = ['America/Chicago', 'America/Denver'];
    expect(await zones({ siteFile, timeZone: 'America/Boise' })).toEqual([...own, 'America/Boise']);
    expect(await zones({ siteFile })).toEqual([...own, 'America/Phoenix']);
    expect(await zones({})).toEqual([...own, 'America/New_York']);
  });

  test('now: of the line, else of the command line', async () => {
    const { told } = await run(
      [
        { id: 1, request: request(), now: '2026-11-24T15:00:00-05:00' },
        { id: 2, request: request() },
      ],
      { hook: telling },
    );
    expect(told).toEqual([
      '2026-11-24T20:00:00.000Z America/New_York',
      '2026-01-01T00:00:00.000Z America/New_York',
    ]);
  });

  test('a line separator inside a text ends no line', async () => {
    const { answers } = await run([`{"id":"a\u2028b","request":${JSON.stringify(request())}}`]);
    expect(answers.map(({ id }) => id)).toEqual(['a\u2028b']);
  });

  test('at most eight at once, and an answer is written as soon as it is there', async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    let running = 0;
    let most = 0;
    const hook: HookParts = {
      ...hookParts(),
      budgetMs: 4000,
      report: () => undefined,
      fhir: {
        close: async () => undefined,
        open: () => ({
          root: 'https://fhir.example.org/',
          localPath: () => undefined,
          read: async () => ({ ok: false, fault: { reason: 'http-error' } }),
          async search(query) {
            if (query.startsWith('Condition')) most = Math.max(most, ++running);
            await new Promise((resolve) => setTimeout(resolve, 20));
            if (query.startsWith('Condition')) running -= 1;
            return [];
          },
        }),
      },
    };
    const policies = sitePolicies(
      (content, zone) => loadSitePolicy(content, theKnowledge(), zone),
      {},
      undefined,
    );
    const now = () => Date.parse('2026-01-01T00:00:00Z') as Moment;
    const asked = {
      service: 'naltrexone-safety',
      client: localClient([]),
      site: policies.byDefault,
      now,
    };
    const ids: number[] = [];
    const firstAnswer = new Promise<void>((resolve) => {
      output.on('data', (chunk: Buffer) => {
        const lines = chunk.toString().split('\n').filter(Boolean);
        ids.push(...lines.map((text) => (JSON.parse(text) as { id: number }).id));
        resolve();
      });
    });
    const done = checkLines(input, output, asked, policies, hook);
    const line = (id: number) =>
      `${JSON.stringify({ id, request: { ...request(), fhirServer: 'https://ehr.example/fhir' } })}\n`;
    input.write(line(1));
    await firstAnswer; // while the input is still open
    for (let id = 2; id <= 30; id += 1) input.write(line(id));
    input.end();
    await done;
    expect(ids).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(most).toBe(8);
  });
});
