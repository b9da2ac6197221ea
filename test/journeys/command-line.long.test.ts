import { afterEach, describe, expect, test } from '@jest/globals';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/* The command as people run it: the built program in a process of its own. `npm test` builds it first. */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PROGRAM = join(ROOT, 'dist/cli/naltrexone-cds.js');
const PATIENTS = join(ROOT, 'fhir-fixtures/patients');
const WIRE = join(ROOT, 'fhir-fixtures/wire');
const SLOW_MACHINE_MS = 60_000;

if (!existsSync(PROGRAM))
  throw new Error('dist/ is not built: run npm test, or npm run build before.');

const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('NALTREXONE_CDS_')),
);

function run(args: readonly string[], input = '', more: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    input,
    encoding: 'utf8',
    env: { ...environment, ...more },
    timeout: SLOW_MACHINE_MS,
  });
  return { status, stdout, stderr };
}

describe('check', () => {
  const nothingThere = join(WIRE, 'prefetch-null.json');
  const refused = join(WIRE, 'draft-orders-missing.json');

  test('files as cards for people, with exit 0', () => {
    const { status, stdout } = run(['check', nothingThere, '--now', '2026-11-24T15:00:00-05:00']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^WARNING {2}/);
    expect(stdout).not.toContain('\u001b');
  });

  test('several files and stdin as one JSON document a line; an unreadable one makes exit 2', () => {
    const input = readFileSync(nothingThere, 'utf8');
    const { status, stdout, stderr } = run(
      ['check', nothingThere, 'no-such-file.json', '-', '--json'],
      input,
    );
    expect(status).toBe(2);
    expect(stderr).toContain('no-such-file.json cannot be read');
    const documents = stdout
      .trim()
      .split('\n')
      .map((line): any => JSON.parse(line));
    expect(documents.map(({ cards }) => cards.length)).toEqual([1, 1]);
  });

  test('a request that is none is an OperationOutcome and exit 2', () => {
    const { status, stdout } = run(['check', refused, '--json']);
    expect(status).toBe(2);
    expect(JSON.parse(stdout).resourceType).toBe('OperationOutcome');
  });

  test('--lines goes on after a bad line and ends with exit 0', () => {
    const line = JSON.stringify({
      id: 'a',
      request: JSON.parse(readFileSync(nothingThere, 'utf8')),
    });
    const { status, stdout } = run(['check', '--lines'], `${line}\nnonsense\n`);
    expect(status).toBe(0);
    const answers = stdout
      .trim()
      .split('\n')
      .map((text): any => JSON.parse(text));
    expect(answers.map(({ id, status: of }) => [id, of])).toEqual([
      ['a', 200],
      [null, 400],
    ]);
  });

  test('--discovery prints the discovery document', () => {
    const { status, stdout } = run(['check', '--discovery']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).services[0].id).toBe('naltrexone-safety');
  });

  test.each<[string, readonly string[], RegExp]>([
    ['nothing to check', ['check'], /needs a FILE/],
    ['a local time', ['check', '-', '--now', '2026-11-24T15:00:00'], /--now wants an instant/],
    ['no time zone', ['check', '-', '--time-zone', 'Mars/Olympus'], /no time zone "Mars\/Olympus"/],
    ['no base', ['check', '-', '--allow-fhir', 'ehr'], /--allow-fhir is other text/],
    ['no site file', ['check', '-', '--site', 'no-such-file'], /cannot be read/],
  ])('%s is a sentence and exit 2', (_name, args, words) => {
    const { status, stderr } = run(args);
    expect(stderr).toMatch(words);
    expect(stderr).not.toContain('    at ');
    expect(status).toBe(2);
  });

  test('a site file that is wrong is a sentence', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'naltrexone-cds-')), 'site.json');
    writeFileSync(file, '{"colour":"blue"}');
    const { status, stderr } = run(['check', '-', '--site', file]);
    expect([status, stderr]).toEqual([2, expect.stringContaining('colour')]);
  });
});

test('knowledge and config say what there is', () => {
  expect(run(['knowledge', 'lint'])).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('in order'),
  });
  expect(run(['knowledge', 'list']).stdout).toMatch(/opioid-interval +\d+\.\d+\.\d+/);
  const { stdout } = run(['config', 'print'], '', { NALTREXONE_CDS_BUDGET_MS: '900' });
  expect(stdout).toContain('NALTREXONE_CDS_BUDGET_MS=900');
});

describe('serve', () => {
  test.each<[string, readonly string[], Record<string, string>, RegExp]>([
    ['without --insecure-no-auth', [], {}, /cannot tell who calls/],
    ['on another address', ['--insecure-no-auth'], { NALTREXONE_CDS_HOST: '0.0.0.0' }, /loopback/],
    [
      'with a bad setting',
      ['--insecure-no-auth'],
      { NALTREXONE_CDS_PORT: 'x' },
      /NALTREXONE_CDS_PORT is other text/,
    ],
  ])('does not start %s', (_name, args, more, words) => {
    const { status, stderr } = run(['serve', ...args], '', more);
    expect([status, stderr]).toEqual([2, expect.stringMatching(words)]);
  });

  test(
    'says that it has no authentication, answers, and ends with exit 0 on SIGTERM',
    async () => {
      const server = start(['serve', '--insecure-no-auth'], { NALTREXONE_CDS_PORT: '0' });
      const url = await server.says(/Listening on (\S+)/);
      expect(server.output()).toContain('NO AUTHENTICATION');
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
      expect(await server.end()).toBe(0);
    },
    SLOW_MACHINE_MS,
  );
});

describe('demo', () => {
  test(
    'shows the critical card for a running supply and silence for the clean patient; skips a busy port',
    async () => {
      const busy = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => busy.once('listening', resolve));
      const { port } = busy.address() as { port: number };
      const demo = start(['demo', '--port', String(port)]);
      const command = await demo.says(/npx naltrexone-cds (demo sign \S+ --url \S+)/);
      expect(demo.output()).toContain(`Port ${port}`);

      const critical = run(command.split(' '));
      expect(critical.stdout).toMatch(/CRITICAL {2}Oxycodone/);
      const url = command.split(' ').at(-1)!;
      expect(run(['demo', 'sign', 'desmond-clean-and-due', '--url', url]).stdout).toContain(
        'No card',
      );
      const json = run(['demo', 'sign', 'desmond-clean-and-due', '--url', url, '--json']);
      expect(JSON.parse(json.stdout)).toEqual({ cards: [] });
      const unknown = run(['demo', 'sign', 'nobody', '--url', url]);
      expect([unknown.status, unknown.stderr]).toEqual([2, expect.stringContaining('maria-')]);
      expect(await demo.end()).toBe(0);
      const gone = run(['demo', 'sign', 'desmond-clean-and-due', '--url', url]);
      expect([gone.status, gone.stderr]).toEqual([2, expect.stringContaining('Nothing answers')]);
      busy.close();
    },
    SLOW_MACHINE_MS,
  );

  test('has a folder for the patient of the printed command', () => {
    expect(readdirSync(PATIENTS)).toContain('maria-running-oxycodone');
  });
});

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** A command that runs until it is ended. */
function start(args: readonly string[], more: Record<string, string> = {}) {
  const child: ChildProcess = spawn(process.execPath, [PROGRAM, ...args], {
    env: { ...environment, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let text = '';
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  }
  return {
    output: () => text,
    /** Waits until it has said this, and gives the first group. */
    async says(words: RegExp): Promise<string> {
      for (;;) {
        const found = words.exec(text)?.[1];
        if (found !== undefined) return found;
        if (child.exitCode !== null) throw new Error(`it ended: ${text}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    end(): Promise<number | null> {
      child.kill('SIGTERM');
      return exit;
    },
  };
}
