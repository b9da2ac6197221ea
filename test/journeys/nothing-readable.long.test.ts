import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadFixtures } from '../../src/demo/load-fixtures.js';
import type { CdsResponse } from '../../src/hook/cds-response.js';
import { prefetchTemplates } from '../support/hook-parts.js';
import { writeKeys } from '../support/keys-file.js';
import { prefetchFromTemplates } from '../support/prefetch-from-templates.js';
import { type Program, startProgram } from '../support/start-program.js';

/*
 * The built program with everything switched on that it can keep: snapshots, repeated findings, unread texts, feedback with words.
 * A word that nothing else holds stands in every id and text of what it gets; none is in its files, its log, its metrics or its exports, and
 * whoever has the keys finds them again.
 */

const PROGRAM = fileURLToPath(new URL('../../dist/cli/naltrexone-cds.js', import.meta.url));
const FINCH = /finch/i;
const folder = mkdtempSync(join(tmpdir(), 'nothing-readable-'));
const WHY = { reason: 'r', owner: 'o', date: '2026-11-01' };
const site = join(folder, 'site.json');
writeFileSync(
  site,
  JSON.stringify({
    timeZone: 'America/New_York',
    replay: { snapshots: true, keepDays: 30, ...WHY },
    repeatedCards: { shrink: true, ...WHY },
  }),
);
const data = mkdtempSync(join(tmpdir(), 'nothing-readable-store-'));
const store = { NALTREXONE_CDS_STORE: `file:${join(data, 'records.db')}` };
const settings = { ...store, NALTREXONE_CDS_KEYS: writeKeys(), NALTREXONE_CDS_SITE: site };

const UNREAD = {
  ...{ resourceType: 'MedicationRequest', id: 'finch', status: 'draft', intent: 'order' },
  subject: { reference: 'Patient/finch' },
  medicationCodeableConcept: { text: 'Naltrexxone for Jane Finch' },
};

let program: Program;
let url: string;
let metrics = '';
const decisions: string[] = [];

beforeAll(async () => {
  program = startProgram(['serve', '--insecure-no-auth'], {
    ...settings,
    ...{ NALTREXONE_CDS_PORT: '0', NALTREXONE_CDS_METRICS_PORT: '0' },
    NALTREXONE_CDS_LOG_LEVEL: 'debug',
  });
  url = await program.says(/Listening on (\S+)/);
  for (const { name, orderSign, resources } of await loadFixtures()) {
    const { context } = orderSign;
    const chart = { context: { ...context }, resources, access: {} };
    const prefetch = prefetchFromTemplates(prefetchTemplates(), chart);
    const body = { ...orderSign, prefetch };
    const { cards } = await post('/cds-services/naltrexone-safety', planted(body, name));
    for (const { uuid, overrideReasons, suggestions, extension } of cards) {
      decisions.push(extension!['org.naltrexone-cds'].decision);
      const [reason] = overrideReasons ?? [];
      const said = { card: uuid, outcomeTimestamp: '2026-11-25T10:00:00Z' };
      await post('/cds-services/naltrexone-safety/feedback', {
        feedback: [
          {
            ...said,
            outcome: 'overridden',
            overrideReason: { reason, userComment: `Finch comment of ${name}` },
          },
          {
            ...said,
            outcome: 'overridden',
            overrideReason: {
              reason: { code: 'finch-code', display: 'finch', system: 'urn:finch' },
            },
          },
          {
            ...said,
            outcome: 'accepted',
            acceptedSuggestions: [{ id: 'finch' }, { id: suggestions?.[0]?.uuid }],
          },
        ],
      });
    }
  }
  await post('/cds-services/naltrexone-safety', {
    ...{ hook: 'order-sign', hookInstance: 'finch', prefetch: {} },
    context: {
      ...{ userId: 'Practitioner/finch', patientId: 'finch' },
      draftOrders: { resourceType: 'Bundle', entry: [{ resource: UNREAD }] },
    },
  });
  metrics = await (await fetch(await program.says(/[Mm]etrics\D+(http:\S+\/metrics)/))).text();
  program.child.kill('SIGTERM');
  expect(await program.exit).toBe(0);
}, 120_000);

afterAll(() => {
  program.child.kill('SIGKILL');
  for (const one of [folder, data]) rmSync(one, { recursive: true });
});

async function post(path: string, body: unknown): Promise<CdsResponse> {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect([path, answer.status]).toEqual([path, 200]);
  return (await answer.json()) as CdsResponse;
}

/** A finch in every id, wherever it is named, and in every text that does not decide. */
function planted(body: unknown, name: string): unknown {
  const [person = name] = name.split('-');
  const text = JSON.stringify(body)
    .replaceAll(`${person}-`, `finch-${person}-`)
    .replaceAll('draft-', 'finch-draft-')
    .replaceAll('Practitioner/', 'Practitioner/finch-')
    .replaceAll(/"(hookInstance|family|note)":"[^"]*"/g, '"$1":"finch"')
    .replaceAll(/"(display|text)":"([^"]*)"/g, '"$1":"$2 finch"');
  expect(text.match(/finch/g)?.length ?? 0).toBeGreaterThan(8);
  return JSON.parse(text);
}

function run(...args: readonly string[]) {
  const clean = Object.entries(process.env).filter(([key]) => !key.startsWith('NALTREXONE_CDS_'));
  const { stdout, stderr, status } = spawnSync(process.execPath, [PROGRAM, ...args], {
    encoding: 'utf8',
    env: { ...Object.fromEntries(clean), ...settings },
    maxBuffer: 1e9,
  });
  return { status, text: stdout + stderr };
}

test('no file of the store or spool holds one', () => {
  const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  );
  expect(files.length).toBeGreaterThan(0);
  for (const { parentPath, name } of files) {
    const bytes = readFileSync(join(parentPath, name), 'latin1');
    expect([name, FINCH.exec(bytes)?.index]).toEqual([name, undefined]);
  }
});

test('neither log nor metrics hold one', () => {
  expect(program.stdout()).toContain('"event":"hook"');
  expect(program.stdout()).toContain('"event":"feedback"');
  expect(FINCH.exec(program.stdout() + program.stderr())).toBeNull();
  expect(metrics).toContain('naltrexone_cds_feedback_total');
  expect(FINCH.exec(metrics)).toBeNull();
});

test.each(['text', 'json', 'csv', 'measure-report', 'feedback'])(
  'no export as %s holds one',
  (format) => {
    const today = new Date().toISOString().slice(0, 10);
    const { status, text } = run(
      ...['governance', 'report', '--from', '2026-11-01', '--until', today, '--format', format],
    );
    expect([status, text.length > 200]).toEqual([0, true]);
    expect(FINCH.exec(text)).toBeNull();
  },
);

test('whoever has the keys finds what was sealed', () => {
  const explained = run('explain', decisions[0] ?? '');
  expect([explained.status, FINCH.test(explained.text)]).toEqual([0, true]);
  const unread = run('unread', 'list');
  expect([unread.status, unread.text]).toEqual([0, expect.stringMatching(FINCH)]);
  const today = new Date().toISOString().slice(0, 10);
  const comments = run(
    ...['governance', 'report', '--from', '2026-11-01', '--until', today],
    ...['--format', 'feedback', '--with-comments'],
  );
  expect([comments.status, comments.text]).toEqual([0, expect.stringMatching(/finch comment/i)]);
  const replayed = run('replay', '--from', '2026-11-01');
  expect([replayed.status, replayed.text]).toEqual([0, expect.stringContaining(' 0 are not')]);
  const verified = run('store', 'verify');
  expect([verified.status, verified.text]).toEqual([0, expect.stringContaining('whole')]);
});
