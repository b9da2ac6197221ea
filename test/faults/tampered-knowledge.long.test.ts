import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.js';
import { theKnowledge } from '../support/hook-parts.js';
import { type Program, startProgram } from '../support/start-program.js';

/* T22 of the threat model: what a card says can be traced to its knowledge, and a broken pack stops the start. */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const OPIOIDS = 'terminology/rxnorm-opioids.csv';
const INTERVAL = 'naltrexone/opioid-interval.json';

const folder = mkdtempSync(join(tmpdir(), 'naltrexone-cds-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  rmSync(join(folder, 'cards'), { recursive: true, force: true });
  cpSync(join(ROOT, 'cards'), join(folder, 'cards'), { recursive: true });
});
const started: Program[] = [];
afterEach(() => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL');
});

function change(file: string, edit: (text: string) => string): void {
  const path = join(folder, 'cards', file);
  const text = readFileSync(path, 'utf8');
  const edited = edit(text);
  expect(edited).not.toBe(text);
  writeFileSync(path, edited);
}
const load = () => loadKnowledge(join(folder, 'cards'));

test('the same files have the same hash, wherever they lie', () => {
  expect(load().hash).toBe(theKnowledge().hash);
});

describe('other content has another hash', () => {
  test.each<[string, string, (text: string) => string]>([
    ['a word of a card', 'naltrexone/drug.json', (text) => text.replace('Next:', 'Then:')],
    ['a line break', INTERVAL, (text) => `${text}\n`],
    ['one opioid less', OPIOIDS, (text) => text.trimEnd().replace(/\n[^\n]*$/, '\n')],
    [
      'words of the service',
      'service.json',
      (text) => text.replace('could not be checked', 'is fine'),
    ],
  ])('%s', (_name, file, edit) => {
    change(file, edit);
    expect(load().hash).not.toBe(theKnowledge().hash);
  });
});

describe('a broken pack is refused, and the file is named', () => {
  test.each<[string, string, (text: string) => string]>([
    ['JSON that ends early', INTERVAL, (text) => text.slice(0, -20)],
    ['a number as text', INTERVAL, (text) => text.replace(/"value": (\d+)/, '"value": "$1"')],
    ['a member that nobody knows', INTERVAL, (text) => text.replace('{', '{"extra": 1,')],
    ['another id', INTERVAL, (text) => text.replace('"opioid-interval"', '"opioid-free"')],
    ['a table without rows', OPIOIDS, (text) => text.slice(0, text.indexOf('\n') + 1)],
    ['an empty table', OPIOIDS, () => ''],
    ['a column less', OPIOIDS, (text) => text.replace(/^[^,]*,/, '')],
    ['a row cut off', OPIOIDS, (text) => text.trimEnd().slice(0, -30)],
    ['a drug that nobody knows', OPIOIDS, (text) => text.replaceAll('oxycodone', 'oxycodome')],
  ])('%s', (_name, file, edit) => {
    change(file, edit);
    expect(load).toThrow(file.slice(file.indexOf('/') + 1));
  });
});

describe('the built program', () => {
  beforeEach(() => {
    for (const part of ['dist', 'package.json']) {
      cpSync(join(ROOT, part), join(folder, part), { recursive: true });
    }
    rmSync(join(folder, 'node_modules'), { force: true });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  });
  function serve(more: Readonly<Record<string, string>> = {}): Program {
    const built = join(folder, 'dist/cli/naltrexone-cds.js');
    const settings = { NALTREXONE_CDS_PORT: '0', ...more };
    const program = startProgram(['serve', '--insecure-no-auth'], settings, undefined, built);
    started.push(program);
    return program;
  }

  function post(url: string, medicationCodeableConcept: object): Promise<Response> {
    const resource = { resourceType: 'MedicationRequest', medicationCodeableConcept };
    return fetch(`${url}/cds-services/naltrexone-safety`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        hook: 'order-sign',
        context: {
          patientId: 'p1',
          draftOrders: { resourceType: 'Bundle', entry: [{ resource }] },
        },
      }),
    });
  }

  test('says the hash of what it runs with in /version and on each card', async () => {
    change(OPIOIDS, (text) => text.trimEnd().replace(/\n[^\n]*$/, '\n'));
    const { hash } = load();
    const url = await serve().says(/Listening on (\S+)/);
    const version: any = await (await fetch(`${url}/version`)).json();
    const { cards }: any = await (await post(url, { text: 'naltrexone' })).json();
    expect(hash).not.toBe(theKnowledge().hash);
    expect(version.knowledge).toBe(hash);
    expect(cards[0].extension['org.naltrexone-cds'].knowledge).toBe(hash);
  }, 20_000);

  test('says that a code of naltrexone is lost, and goes on answering', async () => {
    const LOST = '637216';
    change('terminology/rxnorm-naltrexone.csv', (text) =>
      text.replace(new RegExp(`^${LOST},.*\\n`, 'm'), ''),
    );
    const program = serve({ NALTREXONE_CDS_METRICS_PORT: '0', NALTREXONE_CDS_LOG_LEVEL: 'info' });
    const url = await program.says(/Listening on (\S+)/);
    const line = JSON.parse(await program.says(/^.*"canary-failed".*$/m)) as object;
    expect(line).toMatchObject({
      ...{ level: 50, event: 'canary-failed', site: 'service' },
      ...{ canary: `rxnorm-naltrexone/${LOST}`, got: [] },
    });

    const ready = await fetch(`${url}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ canaries: 'failing' });
    const metrics = await (await fetch(await program.says(/Metrics on (\S+)/))).text();
    expect(metrics).toMatch(/^naltrexone_cds_canaries_failing [1-9]/m);
    expect(metrics).toMatch(/^naltrexone_cds_canary_failures_total\{site="service"\} [1-9]/m);

    const sign = async (code: string): Promise<unknown[]> => {
      const coding = [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code }];
      const answer: any = await (await post(url, { coding })).json();
      return answer.cards;
    };
    expect(await sign(LOST)).toEqual([]);
    expect(await sign('637213')).not.toEqual([]);
  }, 20_000);

  test('does not start with a broken pack', async () => {
    change(OPIOIDS, (text) => text.slice(0, text.indexOf('\n') + 1));
    const program = serve();
    expect(await program.exit).not.toBe(0);
    expect(program.stderr()).toContain('rxnorm-opioids.csv');
    expect(program.stderr() + program.stdout()).not.toContain('Listening');
  }, 20_000);
});
