import { afterAll, expect, test } from '@jest/globals';
import { copyFileSync } from 'node:fs';
import { loadFixtures } from '../../src/demo/load-fixtures.js';
import { writeKeys } from '../support/keys-file.js';
import { sqliteDatabase } from '../support/open-test-store.js';
import { type Program, startProgram } from '../support/start-program.js';

/* The recipe of docs/store.md: a backup under load, brought back in another place. */

const [here, there] = [sqliteDatabase(), sqliteDatabase()];
const keys = writeKeys();
const [person] = await loadFixtures();
const programs: Program[] = [];
afterAll(async () => {
  for (const { child } of programs) child.kill('SIGKILL');
  await here.drop();
  await there.drop();
});

const pathOf = (url: string): string => url.slice('file:'.length);

async function serve(store: string): Promise<{ readonly program: Program; readonly url: string }> {
  const program = startProgram(['serve', '--insecure-no-auth'], {
    NALTREXONE_CDS_PORT: '0',
    NALTREXONE_CDS_STORE: store,
    NALTREXONE_CDS_KEYS: keys,
  });
  programs.push(program);
  return { program, url: await program.says(/Listening on (\S+)/) };
}

async function call(url: string): Promise<number> {
  const { status } = await fetch(`${url}/cds-services/naltrexone-safety`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...person!.orderSign, hookInstance: crypto.randomUUID() }),
  });
  return status;
}

async function stop({ child, exit }: Program): Promise<number | null> {
  child.kill('SIGTERM');
  return exit;
}

async function run(...args: readonly string[]): Promise<string> {
  const command = startProgram(args);
  expect(await command.exit).toBe(0);
  return command.stdout();
}

const verify = async (store: string, ...more: readonly string[]): Promise<unknown> =>
  JSON.parse(await run('store', 'verify', '--json', '--store', store, ...more));

test('a backup that was made under load is whole, and a service goes on with it in another place', async () => {
  const running = await serve(here.url);
  let isLoaded = true;
  let answered = 0;
  const load = async (): Promise<void> => {
    for (; isLoaded; answered += 1) expect(await call(running.url)).toBe(200);
  };
  const loading = Promise.all([load(), load(), load(), load()]);
  const backup = `${pathOf(here.url)}.backup`;
  await run('store', 'backup', '--store', here.url, '--to', backup);
  const answeredThen = answered;
  isLoaded = false;
  await loading;
  expect(await stop(running.program)).toBe(0);

  const restored = pathOf(there.url);
  copyFileSync(backup, restored);
  const report = (await verify(there.url)) as { readonly records: number };
  expect(report).toMatchObject({ chains: 1, breaks: [] });
  expect(report.records).toBeGreaterThan(0);
  expect(report.records).toBeLessThanOrEqual(answeredThen + 4);

  // The log of the process names the end of its chain, which the backup does not have and the store has.
  const { writer, sequence, digest } = chainHead(running.program);
  const head = ['--head', `${writer}:${String(sequence)}:${digest}`];
  expect(await verify(here.url, ...head)).toMatchObject({ records: sequence, breaks: [] });
  const cut = startProgram(['store', 'verify', '--store', there.url, ...head]);
  expect(await cut.exit).toBe(1);
  expect(cut.stdout()).toContain('is cut off');

  const again = await serve(there.url);
  expect(await call(again.url)).toBe(200);
  expect(await stop(again.program)).toBe(0);
  expect(await verify(there.url)).toMatchObject({
    records: report.records + 1,
    chains: 2,
    breaks: [],
  });
});

function chainHead(program: Program) {
  const line =
    program
      .stdout()
      .split('\n')
      .find((text) => text.includes('"chain-head"')) ?? '';
  return JSON.parse(line) as {
    readonly writer: string;
    readonly sequence: number;
    readonly digest: string;
  };
}
